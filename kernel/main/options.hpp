// What the command line says.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/log.hpp"

namespace statybos::kernel {

/// The executable's exit codes; they never change.
enum ExitCode : int {
    exit_done = 0,
    exit_failed = 1,      ///< the command was understood and did not succeed
    exit_usage = 2,       ///< the command line or the configuration is wrong; nothing was done
    exit_not_in_time = 3, ///< stopped, but requests were cut off
};

struct Options {
    std::filesystem::path config = "config/marketplace.yaml";
    std::optional<std::string> host;
    std::optional<std::uint16_t> port;
    std::optional<std::filesystem::path> data;
    std::optional<LogLevel> log_level;
    bool safe_mode = false; ///< third parties off
};

/// Reads the command line and runs its command.
/// @returns  an ExitCode
int run_command_line(int argc, const char* const* argv);

} // namespace statybos::kernel
