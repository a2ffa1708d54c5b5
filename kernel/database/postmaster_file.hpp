// postmaster.pid: what a PostgreSQL that runs on a folder says of itself.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>

namespace statybos::kernel::database {

struct Postmaster {
    pid_t process = 0;
    bool ready = false; // takes connections

    bool operator==(const Postmaster&) const = default;
};

/// Empty when no PostgreSQL has left one in the cluster's folder.
std::optional<Postmaster> read_postmaster_file(const std::filesystem::path& cluster);

/// Ends a PostgreSQL that a killed kernel left behind on the cluster: fast, and after ten seconds
/// at once. Does nothing when none runs there; a process that merely got its number is left alone.
/// @returns whether one had to be stopped
bool stop_left_over(const std::filesystem::path& cluster);

} // namespace statybos::kernel::database
