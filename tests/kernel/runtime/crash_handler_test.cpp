#include "runtime/crash_handler.hpp"

#include <csignal>
#include <fstream>

#include <sys/wait.h>
#include <unistd.h>

#include "kernel/plugins/plugin_fixture.hpp"
#include "plugins/call.hpp"

namespace statybos::kernel {
namespace {

using ::testing::HasSubstr;

class CrashTest : public plugins::LoadedPluginTest {
protected:
    /// Runs `work` in a child that leaves its mark at mark(); returns how it ended.
    int run_in_child(const std::function<void()>& work) {
        int output[2];
        EXPECT_EQ(::pipe(output), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            ::dup2(output[1], STDERR_FILENO);
            ::close(output[0]);
            const CrashSentinel sentinel(mark());
            work();
            ::_exit(0);
        }
        ::close(output[1]);
        char buffer[4096];
        for (ssize_t size; (size = ::read(output[0], buffer, sizeof(buffer))) > 0;) {
            said_.append(buffer, static_cast<std::size_t>(size));
        }
        ::close(output[0]);
        int status = 0;
        ::waitpid(child, &status, 0);
        return status;
    }

    std::filesystem::path mark() const { return folder_.path() / "crash"; }

    std::string said_;
};

TEST_F(CrashTest, NamesThePluginWhoseCodeItWas) {
    const auto crash = load("crash", "test.crash");
    ASSERT_TRUE(crash->create());
    const sty_route& route = crash->declarations().routes().front();
    const int status =
        run_in_child([&] { route.handler(route.user, nullptr, nullptr, nullptr, nullptr); });
    EXPECT_TRUE(WIFSIGNALED(status));
    EXPECT_EQ(WTERMSIG(status), SIGSEGV);
    EXPECT_THAT(said_, HasSubstr("statybos: killed by SIGSEGV in the code of plugin test.crash\n"));
    EXPECT_EQ(CrashSentinel::last_crash(mark()), "SIGSEGV in the code of plugin test.crash");
}

TEST_F(CrashTest, NamesThePluginThatWasAtWorkElsewhere) {
    const auto counter = load("counter", "test.counter");
    const int status = run_in_child([&] {
        auto unused = plugins::call_plugin(*counter, [](sty_error*) -> sty_rc { std::abort(); });
    });
    EXPECT_EQ(WTERMSIG(status), SIGABRT);
    EXPECT_EQ(CrashSentinel::last_crash(mark()),
              "SIGABRT in the kernel or a library, while plugin test.counter was at work");
}

TEST_F(CrashTest, SaysWhenNoPluginWasAtWork) {
    const int status = run_in_child([] { std::abort(); });
    EXPECT_EQ(WTERMSIG(status), SIGABRT);
    EXPECT_EQ(CrashSentinel::last_crash(mark()), "SIGABRT in the kernel or a library");
}

TEST_F(CrashTest, IsForgottenAfterACleanEnd) {
    { const CrashSentinel sentinel(mark()); }
    EXPECT_FALSE(std::filesystem::exists(mark()));
    EXPECT_EQ(CrashSentinel::last_crash(mark()), std::nullopt);
}

TEST_F(CrashTest, IsNotSeenInARunThatWasKilled) {
    std::ofstream(mark()) << "running\n";
    EXPECT_EQ(CrashSentinel::last_crash(mark()), std::nullopt);
}

} // namespace
} // namespace statybos::kernel
