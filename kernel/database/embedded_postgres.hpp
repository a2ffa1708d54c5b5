// A private PostgreSQL, run by the kernel from Debian's binaries.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "database/child_process.hpp"

namespace statybos::kernel::database {

struct EmbeddedSettings {
    /// Everything it writes is below; made when missing.
    std::filesystem::path folder;
    std::size_t max_connections = 30;
    /// False: nothing is synced to disk, and a crash of the machine loses the database. For tests.
    bool durable = true;
};

/// The folder of an `embedded:<folder>` URL; empty for any other URL.
std::optional<std::filesystem::path> embedded_folder(std::string_view url);

/// The URL of the PostgreSQL that another kernel runs on the folder now; empty when none does.
std::optional<std::string> url_of_running(const std::filesystem::path& folder,
                                          std::string_view database = "statybos");

/// Runs as long as the object lives. Reachable by a Unix socket only, for this user and root. When
/// we are root, PostgreSQL runs as user `postgres`, which must be able to enter the folder.
///
/// Ends with the kernel, even when that is killed; what was left over nevertheless is stopped by
/// the next start. Started again when it ends by itself.
class EmbeddedPostgres {
public:
    /// Makes the cluster on the first start, and returns when PostgreSQL takes connections.
    /// @throws Failure(unavailable, "embedded_postgres")  with what is wrong and what to do: no
    ///         binaries, a folder that cannot be entered, a folder in use by another kernel, …
    explicit EmbeddedPostgres(EmbeddedSettings settings);
    ~EmbeddedPostgres();
    EmbeddedPostgres(const EmbeddedPostgres&) = delete;
    EmbeddedPostgres& operator=(const EmbeddedPostgres&) = delete;

    /// The URL of one of its databases. `statybos` is there from the first start, and the URL's
    /// user may make others.
    std::string url(std::string_view database = "statybos") const;

    /// Fast shutdown: clients are disconnected, everything is written. A second call does nothing.
    void stop();

    pid_t process() const { return process_; }

private:
    void prepare_folder();
    void check_reachable() const;
    void take_lock();
    void choose_binaries();
    void choose_socket_folder();
    void make_private_folder(const std::filesystem::path& folder) const;
    void make_cluster();
    void start_and_wait();
    void keep_running();
    bool start_process();
    int forget_process();
    bool wait_or_stop(std::chrono::milliseconds pause);
    void make_database() const;
    Program program(const char* name) const;
    std::filesystem::path cluster() const { return settings_.folder / "cluster"; }
    std::filesystem::path log_file() const { return settings_.folder / "postgres.log"; }
    [[noreturn]] void refuse(const std::string& why) const;

    EmbeddedSettings settings_;
    std::optional<User> user_; // who runs it, when not we
    std::filesystem::path binaries_;
    std::filesystem::path socket_folder_;
    int lock_ = -1;
    int log_ = -1;

    std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_ = false;
    bool ended_ = false; // the keeper has nothing running any more
    std::string start_error_;
    std::atomic<pid_t> process_{0};
    // Starts the process and waits for it: its death signal hangs on the thread that started it.
    std::thread keeper_;
};

} // namespace statybos::kernel::database
