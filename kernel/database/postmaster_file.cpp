#include "database/postmaster_file.hpp"

#include <chrono>
#include <csignal>
#include <fstream>
#include <string>
#include <thread>

namespace statybos::kernel::database {
namespace {

using namespace std::chrono_literals;

/// PostgreSQL works in its cluster's folder, so that tells it from a process that happens to have
/// the number of a dead one.
bool runs_on(pid_t process, const std::filesystem::path& cluster) {
    std::error_code ignored;
    const std::filesystem::path root = "/proc/" + std::to_string(process);
    const auto place = std::filesystem::read_symlink(root / "cwd", ignored);
    std::ifstream status(root / "stat");
    std::string number;
    std::string name;
    std::string state;
    status >> number >> name >> state;
    return state != "Z" && place == std::filesystem::canonical(cluster, ignored);
}

bool wait_until_gone(pid_t process, const std::filesystem::path& cluster,
                     std::chrono::milliseconds longest) {
    const auto end = std::chrono::steady_clock::now() + longest;
    while (runs_on(process, cluster)) {
        if (std::chrono::steady_clock::now() >= end) {
            return false;
        }
        std::this_thread::sleep_for(10ms);
    }
    return true;
}

} // namespace

std::optional<Postmaster> read_postmaster_file(const std::filesystem::path& cluster) {
    std::ifstream file(cluster / "postmaster.pid");
    std::string line;
    Postmaster found;
    // 1 process, 2 folder, 3 start, 4 port, 5 socket folder, 6 address, 7 memory key, 8 status
    for (int number = 1; std::getline(file, line); ++number) {
        if (number == 1) {
            found.process = static_cast<pid_t>(std::strtol(line.c_str(), nullptr, 10));
        }
        if (number == 8) {
            found.ready = line.starts_with("ready");
        }
    }
    if (found.process <= 0) {
        return std::nullopt;
    }
    return found;
}

bool stop_left_over(const std::filesystem::path& cluster) {
    const auto found = read_postmaster_file(cluster);
    if (!found || !runs_on(found->process, cluster)) {
        return false;
    }
    for (const int signal : {SIGINT, SIGQUIT, SIGKILL}) {
        kill(found->process, signal);
        kill(found->process, SIGCONT); // a stopped process would not hear the other
        if (wait_until_gone(found->process, cluster, 10s)) {
            break;
        }
    }
    return true;
}

} // namespace statybos::kernel::database
