// The plugin files that are there to be enabled.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "config/known_plugin.hpp"
#include "plugins/elf_check.hpp"
#include "plugins/manifest.hpp"

namespace statybos::kernel {

struct InstalledPlugin {
    plugins::Manifest manifest;
    std::filesystem::path file;
};

struct RefusedFile {
    std::filesystem::path file;
    std::string reason; // names the file, one line for each mistake
};

struct InstalledPlugins {
    std::vector<InstalledPlugin> plugins; // by folder, then by file name
    std::vector<RefusedFile> refused;

    std::vector<config::KnownPlugin> known() const;
    /// The file of that plugin, or null. Where several say they are it, the first.
    const InstalledPlugin* find(std::string_view id) const;
    /// All files that say they are that plugin.
    std::vector<std::filesystem::path> files_of(std::string_view id) const;
};

/// Looks at every `.so` of the folders, those that exist; runs none of their code.
InstalledPlugins find_plugins(const std::vector<std::filesystem::path>& folders,
                              const plugins::HostFloor& floor);

/// Where plugins lie beside this executable: in a build tree and where it is installed.
std::vector<std::filesystem::path> default_plugin_folders();

/// Checks and reads one file.
/// @errors plugin_refused, invalid_configuration  every reason, one a line
Result<plugins::Manifest> read_plugin_file(const std::filesystem::path& file,
                                           const std::string& shown,
                                           const plugins::HostFloor& floor);

} // namespace statybos::kernel
