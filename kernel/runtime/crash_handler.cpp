#include "runtime/crash_handler.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include <fcntl.h>
#include <ucontext.h>
#include <unistd.h>

#include "plugins/call.hpp"
#include "plugins/mapped_ranges.hpp"

namespace statybos::kernel {
namespace {

constexpr std::array fatal{SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT};
constexpr std::string_view running = "running\n";

std::atomic<int> sentinel{-1};

const char* name_of(int signal) noexcept {
    switch (signal) {
    case SIGSEGV:
        return "SIGSEGV";
    case SIGBUS:
        return "SIGBUS";
    case SIGILL:
        return "SIGILL";
    case SIGFPE:
        return "SIGFPE";
    default:
        return "SIGABRT";
    }
}

const void* program_counter(const void* context) noexcept {
    const auto& machine = static_cast<const ucontext_t*>(context)->uc_mcontext;
#if defined(__x86_64__)
    return reinterpret_cast<const void*>(machine.gregs[REG_RIP]);
#elif defined(__aarch64__)
    return reinterpret_cast<const void*>(machine.pc);
#else
#error "say where this machine keeps its program counter"
#endif
}

/// Text in a fixed buffer; the heap may be what is broken.
class Line {
public:
    void add(const char* text) noexcept {
        for (; *text != '\0' && size_ + 1 < bytes_.size(); ++text) {
            bytes_[size_++] = *text;
        }
    }
    void write(int fd) const noexcept {
        [[maybe_unused]] const ssize_t written = ::write(fd, bytes_.data(), size_);
    }

private:
    std::array<char, 512> bytes_{};
    std::size_t size_ = 0;
};

void on_crash(int signal, siginfo_t*, void* context) {
    Line line;
    line.add(name_of(signal));
    if (const char* owner = plugins::owner_of(program_counter(context))) {
        line.add(" in the code of plugin ");
        line.add(owner);
    } else if (const char* called = plugins::CallScope::current()) {
        line.add(" in the kernel or a library, while plugin ");
        line.add(called);
        line.add(" was at work");
    } else {
        line.add(" in the kernel or a library");
    }
    line.add("\n");
    Line shown;
    shown.add("statybos: killed by ");
    shown.write(STDERR_FILENO);
    line.write(STDERR_FILENO);
    if (const int file = sentinel.load(); file >= 0) {
        line.write(file);
    }
    // SA_RESETHAND has restored the default: the signal, raised again, kills and leaves a core.
    ::raise(signal);
}

void install() {
    // A stack of its own: a handler may have run out of its thread's. It serves this thread; the
    // others use theirs, which suffices unless they overflowed it.
    static std::array<char, 64 * 1024> stack;
    stack_t alternative{};
    alternative.ss_sp = stack.data();
    alternative.ss_size = stack.size();
    ::sigaltstack(&alternative, nullptr);
    struct sigaction action {};
    action.sa_sigaction = &on_crash;
    action.sa_flags = SA_SIGINFO | SA_RESETHAND | SA_ONSTACK | SA_NODEFER;
    for (int signal : fatal) {
        ::sigaction(signal, &action, nullptr);
    }
}

void uninstall() {
    for (int signal : fatal) {
        std::signal(signal, SIG_DFL);
    }
}

} // namespace

std::optional<std::string> CrashSentinel::last_crash(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::string first;
    std::string reason;
    if (!std::getline(in, first) || !std::getline(in, reason)) {
        return std::nullopt;
    }
    return reason;
}

CrashSentinel::CrashSentinel(std::filesystem::path file) : file_(std::move(file)) {
    const int fd = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0 || ::write(fd, running.data(), running.size()) < 0) {
        throw Failure(Errc::internal, "crash_sentinel",
                      file_.string() + ": cannot write: " + std::strerror(errno));
    }
    sentinel = fd;
    install();
}

CrashSentinel::~CrashSentinel() {
    uninstall();
    ::close(sentinel.exchange(-1));
    std::error_code ignored;
    std::filesystem::remove(file_, ignored);
}

} // namespace statybos::kernel
