#include "database/embedded_postgres.hpp"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <fstream>
#include <thread>

#include <gmock/gmock.h>

#include <statybos/error.hpp>

#include "database/connection.hpp"
#include "database/database.hpp"
#include "database/postmaster_file.hpp"
#include "support/test_cluster.hpp"

namespace statybos::kernel::database {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

/// A stopped cluster that tests copy, because initdb takes seconds and is tested once.
const std::filesystem::path& finished_cluster() {
    static const statybos::testing::TemporaryFolder folder;
    static const std::filesystem::path made = [] {
        const auto inside = folder.path() / "pg";
        const EmbeddedPostgres server({.folder = inside, .max_connections = 10, .durable = false});
        return inside / "cluster";
    }();
    return made;
}

class EmbeddedPostgresTest : public ::testing::Test {
protected:
    /// Gives the folder a cluster without running initdb.
    void copy_cluster(const std::filesystem::path& folder) const {
        std::filesystem::create_directories(folder);
        Program copy;
        copy.file = "/bin/cp";
        copy.arguments = {"-a", finished_cluster().string(), folder.string()};
        ASSERT_EQ(wait_for_exit(start(copy)), 0);
    }
    void copy_cluster() const { copy_cluster(settings().folder); }

    EmbeddedSettings settings() const {
        return {.folder = folder_.path() / "pg", .max_connections = 10, .durable = false};
    }
    std::filesystem::path cluster() const { return settings().folder / "cluster"; }

    static Rows query(const std::string& url, const std::string& sql) {
        PoolSettings pool;
        pool.url = url;
        Connection connection(pool);
        connection.open();
        return connection.script(sql);
    }

    static std::string refusal(const EmbeddedSettings& settings) {
        try {
            const EmbeddedPostgres server(settings);
            return "";
        } catch (const Failure& failure) {
            EXPECT_EQ(failure.error().slug(), "embedded_postgres");
            return failure.what();
        }
    }

    statybos::testing::TemporaryFolder folder_;
};

/// Waits for what another process does.
template <class Condition>
void wait_until(Condition&& condition) {
    while (!condition()) {
        std::this_thread::sleep_for(1ms);
    }
}

bool runs(pid_t process) {
    std::ifstream stat("/proc/" + std::to_string(process) + "/stat");
    std::string number;
    std::string name;
    std::string state;
    return (stat >> number >> name >> state) && state != "Z";
}

/// A process like a kernel, with an embedded PostgreSQL in it.
class OtherKernel {
public:
    explicit OtherKernel(const std::filesystem::path& folder) {
        int ends[2];
        if (pipe(ends) != 0) {
            return;
        }
        int input[2];
        if (pipe(input) != 0) {
            return;
        }
        const std::string program = std::filesystem::path("/proc/self/exe").string();
        const std::string command =
            (std::filesystem::read_symlink(program).parent_path() / "statybos_test_cluster")
                .string();
        process_ = fork();
        if (process_ == 0) {
            dup2(input[0], STDIN_FILENO);
            dup2(ends[1], STDOUT_FILENO);
            close(input[1]);
            execl(command.c_str(), command.c_str(), folder.c_str(), nullptr);
            _exit(127);
        }
        close(ends[1]);
        close(input[0]);
        input_ = input[1];
        char letter = 0;
        while (read(ends[0], &letter, 1) == 1 && letter != '\n') {
            url_ += letter;
        }
        close(ends[0]);
    }
    ~OtherKernel() { end(SIGKILL); }

    const std::string& url() const { return url_; }

    /// Its exit status, or 128 + the signal.
    int end(int signal) {
        if (process_ <= 0) {
            return -1;
        }
        if (signal != 0) {
            kill(process_, signal);
        }
        close(input_);
        return wait_for_exit(std::exchange(process_, 0));
    }

private:
    pid_t process_ = 0;
    int input_ = -1;
    std::string url_;
};

TEST_F(EmbeddedPostgresTest, MakesAClusterAndKeepsItsDataOverARestart) {
    pid_t process = 0;
    {
        EmbeddedPostgres server(settings());
        process = server.process();
        EXPECT_TRUE(runs(process));
        query(server.url(), "CREATE TABLE t (v text); INSERT INTO t VALUES ('kept')");
    }
    EXPECT_FALSE(runs(process));
    EXPECT_EQ(read_postmaster_file(cluster()), std::nullopt);
    const EmbeddedPostgres server(settings());
    EXPECT_EQ(query(server.url(), "SELECT v FROM t").front().text(0), "kept");
}

TEST_F(EmbeddedPostgresTest, IsSetUpAsAShopNeedsIt) {
    copy_cluster();
    EmbeddedSettings durable = settings();
    durable.durable = true;
    const EmbeddedPostgres server(durable);
    const std::pair<const char*, const char*> expected[] = {
        {"server_encoding", "UTF8"}, {"listen_addresses", ""},
        {"data_checksums", "on"},    {"fsync", "on"},
        {"TimeZone", "UTC"},         {"max_connections", "10"},
    };
    for (const auto& [name, value] : expected) {
        EXPECT_EQ(query(server.url(), std::string("SHOW ") + name).front().text(0), value) << name;
    }
    struct stat socket_folder {};
    ASSERT_EQ(stat((durable.folder / "run").c_str(), &socket_folder), 0);
    EXPECT_EQ(socket_folder.st_mode & 0777, 0700u);
    EXPECT_EQ(query(server.url(), "SELECT 'ž' < 'a' COLLATE \"lt-LT-x-icu\"").front().boolean(0),
              false);
}

TEST_F(EmbeddedPostgresTest, NeverRunsAsRoot) {
    copy_cluster();
    const EmbeddedPostgres server(settings());
    struct stat process {};
    ASSERT_EQ(stat(("/proc/" + std::to_string(server.process())).c_str(), &process), 0);
    EXPECT_NE(process.st_uid, 0u);
}

TEST_F(EmbeddedPostgresTest, WorksInAFolderWhosePathIsTooLongForASocket) {
    EmbeddedSettings deep = settings();
    deep.folder = folder_.path() / std::string(60, 'a') / std::string(60, 'b');
    copy_cluster(deep.folder);
    const EmbeddedPostgres server(deep);
    EXPECT_EQ(query(server.url(), "SELECT 1").size(), 1);
    EXPECT_THAT(server.url(), HasSubstr("%2Ftmp%2Fstatybos-"));
}

TEST_F(EmbeddedPostgresTest, RefusesAFolderThatAnotherKernelUses) {
    copy_cluster();
    const EmbeddedPostgres first(settings());
    EXPECT_THAT(refusal(settings()), HasSubstr("another Statybos runs on this folder"));
    EXPECT_EQ(query(first.url(), "SELECT 1").size(), 1);
}

TEST_F(EmbeddedPostgresTest, RefusesAFolderThatPostgresMayNotEnter) {
    if (geteuid() != 0) {
        GTEST_SKIP() << "only root hands the folder to another user";
    }
    const auto closed = folder_.path() / "closed";
    std::filesystem::create_directory(closed);
    std::filesystem::permissions(closed, std::filesystem::perms(0700));
    EmbeddedSettings inside = settings();
    inside.folder = closed / "pg";
    EXPECT_THAT(refusal(inside), HasSubstr("chmod o+x " + closed.string()));
}

TEST_F(EmbeddedPostgresTest, RefusesAClusterOfAVersionThatIsNotInstalled) {
    std::filesystem::create_directories(cluster());
    std::ofstream(cluster() / "PG_VERSION") << "99\n";
    EXPECT_THAT(refusal(settings()), HasSubstr("install postgresql-99"));
}

TEST_F(EmbeddedPostgresTest, SaysWhatPostgresqlSaidWhenItDoesNotStart) {
    copy_cluster();
    std::ofstream(cluster() / "postgresql.conf", std::ios::app) << "work_mem = nonsense\n";
    EXPECT_THAT(refusal(settings()), HasSubstr("work_mem"));
}

TEST_F(EmbeddedPostgresTest, AClusterThatWasNotFinishedIsMadeAnew) {
    std::filesystem::create_directories(settings().folder / "cluster.new");
    std::ofstream(settings().folder / "cluster.new" / "half") << "made";
    const EmbeddedPostgres server(settings());
    EXPECT_EQ(query(server.url(), "SELECT 1").size(), 1);
}

TEST_F(EmbeddedPostgresTest, EndsWithAKilledKernelAndServesTheNextOne) {
    copy_cluster();
    OtherKernel killed(settings().folder);
    query(killed.url(), "CREATE TABLE t (v text); INSERT INTO t VALUES ('survived')");
    const auto left = read_postmaster_file(cluster());
    ASSERT_TRUE(left);
    EXPECT_EQ(killed.end(SIGKILL), 128 + SIGKILL);
    wait_until([&] { return !runs(left->process); });
    const EmbeddedPostgres server(settings());
    EXPECT_EQ(query(server.url("postgres"), "SELECT v FROM t").front().text(0), "survived");
}

TEST_F(EmbeddedPostgresTest, StopsALeftOverThatDidNotHearTheKernelDie) {
    copy_cluster();
    OtherKernel killed(settings().folder);
    query(killed.url(), "CREATE TABLE t (v text); INSERT INTO t VALUES ('survived')");
    const auto left = read_postmaster_file(cluster());
    ASSERT_TRUE(left);
    kill(left->process, SIGSTOP);
    killed.end(SIGKILL);
    EXPECT_TRUE(runs(left->process));
    const EmbeddedPostgres server(settings());
    EXPECT_FALSE(runs(left->process));
    EXPECT_NE(server.process(), left->process);
    EXPECT_EQ(query(server.url("postgres"), "SELECT v FROM t").front().text(0), "survived");
}

TEST_F(EmbeddedPostgresTest, LeavesAProcessAloneThatMerelyHasTheNumber) {
    copy_cluster();
    const pid_t bystander = fork();
    if (bystander == 0) {
        pause();
        _exit(0);
    }
    std::ofstream(cluster() / "postmaster.pid") << bystander << "\n";
    EXPECT_FALSE(stop_left_over(cluster()));
    EXPECT_TRUE(runs(bystander));
    kill(bystander, SIGKILL);
    waitpid(bystander, nullptr, 0);
}

TEST_F(EmbeddedPostgresTest, StartsAgainWhenItEndsByItself) {
    copy_cluster();
    const EmbeddedPostgres server(settings());
    PoolSettings pool_settings;
    pool_settings.url = server.url();
    Pool pool(pool_settings);
    EXPECT_TRUE(pool.check());
    const pid_t first = server.process();
    kill(first, SIGKILL);
    wait_until([&] { return server.process() != first && server.process() != 0; });
    wait_until([&] { return pool.check().has_value(); });
    EXPECT_EQ(pool.lease()->query("SELECT 1").size(), 1);
}

TEST_F(EmbeddedPostgresTest, TheClusterProgramEndsCleanlyWithItsInput) {
    copy_cluster();
    OtherKernel program(settings().folder);
    const auto running = read_postmaster_file(cluster());
    ASSERT_TRUE(running);
    EXPECT_EQ(program.end(0), 0);
    EXPECT_FALSE(runs(running->process));
}

TEST_F(EmbeddedPostgresTest, TheClusterProgramEndsCleanlyOnSigterm) {
    copy_cluster();
    OtherKernel program(settings().folder);
    const auto running = read_postmaster_file(cluster());
    ASSERT_TRUE(running);
    EXPECT_EQ(program.end(SIGTERM), 0);
    EXPECT_FALSE(runs(running->process));
}

TEST_F(EmbeddedPostgresTest, DatabaseStartsWhatItsUrlNames) {
    copy_cluster();
    PoolSettings pool_settings;
    pool_settings.url = "embedded:" + settings().folder.string();
    pool_settings.size = 3;
    Database database(pool_settings);
    ASSERT_NE(database.embedded(), nullptr);
    EXPECT_TRUE(database.pool().check());
    PoolSettings given;
    given.url = database.embedded()->url();
    Database other(given);
    EXPECT_EQ(other.embedded(), nullptr);
    EXPECT_TRUE(other.pool().check());
}

} // namespace
} // namespace statybos::kernel::database
