// The commands of `statybos`. Each prints for a person and returns an ExitCode.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "main/options.hpp"

namespace statybos::kernel {

int serve(const Options& options);
int migrate(const Options& options);
int check_config(const Options& options);

int list_plugins(const Options& options);
int show_graph(const Options& options);
/// Judges one file; the configuration is not looked at and none of the file's code runs.
int check_plugin(const std::filesystem::path& file);
int print_openapi(const Options& options);

int list_dead_events(const Options& options);
/// One dead letter, or all of them.
int replay_events(const Options& options, std::optional<std::int64_t> id);
int list_jobs(const Options& options, const std::string& status);
int retry_jobs(const Options& options, std::optional<std::int64_t> id);

/// A command that a plugin provides, such as "demo load": `words` begins with its name.
int run_plugin_command(const Options& options, const std::vector<std::string>& words);

} // namespace statybos::kernel
