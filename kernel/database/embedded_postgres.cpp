#include "database/embedded_postgres.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>

#include <statybos/error.hpp>

#include "core/log.hpp"
#include "database/connection.hpp"
#include "database/postgres_files.hpp"
#include "database/postmaster_file.hpp"

namespace statybos::kernel::database {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr std::string_view scheme = "embedded:";
constexpr std::string_view superuser = "statybos";

std::string url_through(const fs::path& socket_folder, std::string_view database) {
    return "postgresql://" + std::string(superuser) + "@/" + std::string(database) +
           "?host=" + percent_encoded(socket_folder.string());
}

} // namespace

std::optional<fs::path> embedded_folder(std::string_view url) {
    if (!url.starts_with(scheme)) {
        return std::nullopt;
    }
    return fs::path(url.substr(scheme.size()));
}

std::optional<std::string> url_of_running(const fs::path& folder, std::string_view database) {
    const int lock = open((folder / "kernel.lock").c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (lock < 0) {
        return std::nullopt;
    }
    const bool is_free = flock(lock, LOCK_EX | LOCK_NB) == 0;
    close(lock);
    return is_free ? std::nullopt
                   : std::optional(url_through(short_socket_folder(folder), database));
}

EmbeddedPostgres::EmbeddedPostgres(EmbeddedSettings settings) : settings_(std::move(settings)) {
    try {
        prepare_folder();
        take_lock();
        choose_binaries();
        choose_socket_folder();
        if (stop_left_over(cluster())) {
            log(LogLevel::warning, "database", "stopped a PostgreSQL that an earlier run left over",
                {{"folder", settings_.folder}});
        }
        make_cluster();
        start_and_wait();
        make_database();
    } catch (const Failure&) {
        stop();
        throw;
    } catch (const std::exception& error) {
        stop();
        refuse(error.what());
    }
}

EmbeddedPostgres::~EmbeddedPostgres() {
    stop();
}

void EmbeddedPostgres::prepare_folder() {
    if (settings_.folder.empty()) {
        throw Failure(Errc::invalid, "embedded_postgres",
                      "database.url names no folder; write embedded:data/postgres");
    }
    settings_.folder = fs::weakly_canonical(fs::absolute(settings_.folder));
    fs::create_directories(settings_.folder);
    if (geteuid() == 0) {
        user_ = find_user("postgres");
        if (!user_) {
            refuse("PostgreSQL does not run as root, and there is no user postgres; install "
                   "Debian's package postgresql, or start as another user");
        }
        check_reachable();
        make_private_folder(settings_.folder);
    }
    log_ = open(log_file().c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (log_ < 0) {
        refuse("cannot write " + log_file().string());
    }
}

void EmbeddedPostgres::check_reachable() const {
    for (fs::path parent = settings_.folder.parent_path(); parent != parent.root_path();
         parent = parent.parent_path()) {
        struct stat found {};
        if (stat(parent.c_str(), &found) != 0) {
            refuse("cannot look at " + parent.string());
        }
        const mode_t needed = found.st_uid == user_->uid   ? S_IXUSR
                              : found.st_gid == user_->gid ? S_IXGRP
                                                           : S_IXOTH;
        if ((found.st_mode & needed) == 0) {
            refuse("PostgreSQL runs as user postgres, who may not enter " + parent.string() +
                   "; choose a folder elsewhere, or: chmod o+x " + parent.string());
        }
    }
}

void EmbeddedPostgres::take_lock() {
    const fs::path file = settings_.folder / "kernel.lock";
    lock_ = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (lock_ < 0 || flock(lock_, LOCK_EX | LOCK_NB) != 0) {
        refuse("another Statybos runs on this folder; stop it, or choose another folder");
    }
}

void EmbeddedPostgres::choose_binaries() {
    const auto version = cluster_version(cluster());
    const auto found = find_postgres_binaries("/usr/lib/postgresql", version);
    if (!found) {
        refuse(version
                   ? "the folder was made by PostgreSQL " + std::to_string(*version) +
                         ", which is not installed; install postgresql-" + std::to_string(*version)
                   : "no PostgreSQL 15 or newer below /usr/lib/postgresql; install Debian's "
                     "package postgresql, or set database.url to a server's URL");
    }
    binaries_ = *found;
}

void EmbeddedPostgres::choose_socket_folder() {
    socket_folder_ = short_socket_folder(settings_.folder);
    make_private_folder(socket_folder_);
}

void EmbeddedPostgres::make_private_folder(const fs::path& folder) const {
    const uid_t owner = user_ ? user_->uid : geteuid();
    mkdir(folder.c_str(), 0700);
    struct stat found {};
    if (lstat(folder.c_str(), &found) != 0 || !S_ISDIR(found.st_mode) ||
        (found.st_uid != owner && found.st_uid != geteuid())) {
        refuse(folder.string() + " exists and belongs to somebody else");
    }
    if (chmod(folder.c_str(), 0700) != 0 ||
        (user_ && lchown(folder.c_str(), user_->uid, user_->gid) != 0)) {
        refuse("cannot hand " + folder.string() + " to user postgres");
    }
}

Program EmbeddedPostgres::program(const char* name) const {
    return {binaries_ / name, {}, user_, log_, 0};
}

void EmbeddedPostgres::make_cluster() {
    if (cluster_version(cluster())) {
        return;
    }
    // Made beside and then renamed, so that a start that was killed half-way leaves no half
    // cluster.
    const fs::path fresh = settings_.folder / "cluster.new";
    fs::remove_all(fresh);
    Program initdb = program("initdb");
    initdb.arguments = {
        "-D",   fresh.string(),     "-U",           std::string(superuser), "-E",
        "UTF8", "--locale=C.UTF-8", "--auth=trust", "--data-checksums",     "--no-instructions"};
    if (!settings_.durable) {
        initdb.arguments.emplace_back("--no-sync");
    }
    const auto log_start = fs::file_size(log_file());
    if (wait_for_exit(start(initdb)) != 0) {
        refuse("initdb failed: " + tail_of(log_file(), log_start));
    }
    fs::rename(fresh, cluster());
}

void EmbeddedPostgres::start_and_wait() {
    const auto log_start = fs::file_size(log_file());
    keeper_ = std::thread([this] { keep_running(); });
    // Recovery after a crash may take long; PostgreSQL answers for its own progress in its log.
    const auto end = std::chrono::steady_clock::now() + 5min;
    for (;;) {
        const auto found = read_postmaster_file(cluster());
        if (found && found->ready && found->process == process_) {
            return;
        }
        std::unique_lock lock(mutex_);
        if (changed_.wait_for(lock, 5ms, [this] { return ended_; })) {
            refuse("PostgreSQL did not start: " + start_error_ + tail_of(log_file(), log_start));
        }
        if (std::chrono::steady_clock::now() >= end) {
            refuse("PostgreSQL is not ready after five minutes; see " + log_file().string());
        }
    }
}

void EmbeddedPostgres::keep_running() {
    // Short runs in a row: the first ones may meet what a killed PostgreSQL has not cleared yet.
    constexpr int most_short_runs = 5;
    for (int short_runs = 0; short_runs < most_short_runs;) {
        const auto started = std::chrono::steady_clock::now();
        try {
            if (!start_process()) {
                break;
            }
        } catch (const std::exception& error) {
            const std::lock_guard lock(mutex_);
            start_error_ = error.what();
            break;
        }
        wait_until_ended(process_);
        const int status = forget_process();
        if (wait_or_stop(0ms)) {
            break;
        }
        log(LogLevel::error, "database", "the embedded PostgreSQL ended by itself",
            {{"status", std::to_string(status)}, {"log", log_file()}});
        const bool was_short = std::chrono::steady_clock::now() - started < 10s;
        short_runs = was_short ? short_runs + 1 : 0;
        if (wait_or_stop(200ms)) {
            break;
        }
    }
    const std::lock_guard lock(mutex_);
    ended_ = true;
    changed_.notify_all();
}

int EmbeddedPostgres::forget_process() {
    // Under the lock, and the number is free only from here on: stop() signals nobody else.
    const std::lock_guard lock(mutex_);
    return wait_for_exit(process_.exchange(0));
}

bool EmbeddedPostgres::wait_or_stop(std::chrono::milliseconds pause) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, pause, [this] { return stopping_; });
}

bool EmbeddedPostgres::start_process() {
    Program postgres = program("postgres");
    postgres.death_signal = SIGINT;
    postgres.arguments = {"-D", cluster().string(), "-k", socket_folder_.string()};
    for (const std::string& setting :
         server_settings(settings_.max_connections, settings_.durable)) {
        postgres.arguments.emplace_back("-c");
        postgres.arguments.push_back(setting);
    }
    const std::lock_guard lock(mutex_);
    if (!stopping_) {
        process_ = start(postgres);
    }
    return !stopping_;
}

void EmbeddedPostgres::make_database() const {
    PoolSettings settings;
    settings.url = url("postgres");
    Connection connection(settings);
    connection.open();
    if (connection.query("SELECT 1 FROM pg_database WHERE datname = 'statybos'").empty()) {
        connection.script("CREATE DATABASE statybos");
    }
}

std::string EmbeddedPostgres::url(std::string_view database) const {
    return url_through(socket_folder_, database);
}

void EmbeddedPostgres::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        changed_.notify_all();
    }
    if (keeper_.joinable()) {
        for (const int signal : {SIGINT, SIGQUIT, SIGKILL}) {
            std::unique_lock lock(mutex_);
            if (const pid_t process = process_; process > 0) {
                kill(process, signal);
            }
            if (changed_.wait_for(lock, 30s, [this] { return ended_; })) {
                break;
            }
        }
        keeper_.join();
    }
    for (int* descriptor : {&log_, &lock_}) {
        if (*descriptor >= 0) {
            close(std::exchange(*descriptor, -1));
        }
    }
}

void EmbeddedPostgres::refuse(const std::string& why) const {
    throw Failure(Errc::unavailable, "embedded_postgres",
                  "embedded PostgreSQL in " + settings_.folder.string() + ": " + why);
}

} // namespace statybos::kernel::database
