#include "runtime/installed_plugins.hpp"

#include <algorithm>
#include <system_error>

namespace statybos::kernel {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code failed;
    for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end;
         entry.increment(failed)) {
        if (entry->path().extension() == ".so") {
            files.push_back(entry->path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace

std::vector<config::KnownPlugin> InstalledPlugins::known() const {
    std::vector<config::KnownPlugin> all;
    for (const InstalledPlugin& plugin : plugins) {
        const bool first = find(plugin.manifest.id) == &plugin;
        if (first) {
            all.push_back(plugins::known_plugin(plugin.manifest, plugin.file.string()));
        }
    }
    return all;
}

const InstalledPlugin* InstalledPlugins::find(std::string_view id) const {
    const auto found = std::find_if(plugins.begin(), plugins.end(),
                                    [&](const auto& plugin) { return plugin.manifest.id == id; });
    return found == plugins.end() ? nullptr : &*found;
}

std::vector<fs::path> InstalledPlugins::files_of(std::string_view id) const {
    std::vector<fs::path> files;
    for (const InstalledPlugin& plugin : plugins) {
        if (plugin.manifest.id == id) {
            files.push_back(plugin.file);
        }
    }
    return files;
}

Result<plugins::Manifest> read_plugin_file(const fs::path& file, const std::string& shown,
                                           const plugins::HostFloor& floor) {
    auto report = plugins::check_plugin_elf(file, floor);
    if (!report) {
        return report.error();
    }
    return plugins::read_manifest(report->manifest, shown);
}

InstalledPlugins find_plugins(const std::vector<fs::path>& folders,
                              const plugins::HostFloor& floor) {
    InstalledPlugins installed;
    for (const fs::path& folder : folders) {
        for (const fs::path& file : files_in(folder)) {
            auto manifest = read_plugin_file(file, file.string(), floor);
            if (manifest) {
                installed.plugins.push_back({std::move(*manifest), file});
            } else {
                installed.refused.push_back({file, manifest.error().message()});
            }
        }
    }
    return installed;
}

std::vector<fs::path> default_plugin_folders() {
    std::error_code failed;
    const fs::path beside = fs::read_symlink("/proc/self/exe", failed).parent_path().parent_path();
    if (failed) {
        return {};
    }
    return {beside / "plugins", beside / "lib/statybos/plugins"};
}

} // namespace statybos::kernel
