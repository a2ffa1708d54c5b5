// From the operator's files to what the runtime needs.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>

#include <statybos/error.hpp>

#include "core/log.hpp"
#include "runtime/installed_plugins.hpp"
#include "runtime/runtime.hpp"

namespace statybos::kernel {

/// Where to read, and what the command line says against the file.
struct MarketplaceSource {
    std::filesystem::path config;
    std::optional<std::string> host;
    std::optional<std::uint16_t> port;
    std::optional<std::filesystem::path> data;
    bool safe_mode = false; ///< leave out every plugin whose id does not begin with "statybos."
};

struct Marketplace {
    RuntimeSettings settings;
    LogLevel log_level = LogLevel::info;
    /// Judges all files again and copies the plugins' into the run directory.
    ReadPlan read_plan;
};

/// Judges the operator's files and the files of all enabled plugins; runs none of their code.
/// @errors invalid_configuration  all mistakes, one a line
Result<Marketplace> read_marketplace(const MarketplaceSource& source);

/// The enabled plugins without copying them, for commands that only look.
/// @errors invalid_configuration
Result<PluginPlan> look_at_plugins(const MarketplaceSource& source);

/// All plugin files where the operator's YAML says and beside the executable, and which plugins are
/// enabled; also where the YAML has mistakes.
struct PluginInventory {
    InstalledPlugins installed;
    std::set<std::string> enabled; ///< ids
};
PluginInventory list_installed(const MarketplaceSource& source);

/// The folder of the kernel's migrations: $STATYBOS_MIGRATIONS, beside the executable where it is
/// installed, or in the source tree that it was built from.
std::filesystem::path kernel_migrations();

} // namespace statybos::kernel
