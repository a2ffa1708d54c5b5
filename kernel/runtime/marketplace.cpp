#include "runtime/marketplace.hpp"

#include <algorithm>
#include <cstdlib>

#include "config/check.hpp"
#include "runtime/kernel_settings.hpp"

namespace statybos::kernel {
namespace {

namespace fs = std::filesystem;
using config::ConfigErrors;
using config::MarketplaceConfig;
using config::PluginEntry;

constexpr std::string_view own_prefix = "statybos.";

void complain(ConfigErrors& errors, const PluginEntry& entry, std::string message) {
    errors.push_back({entry.at, "plugins." + entry.instance, std::move(message)});
}

/// The operator's files and the installed plugins, both judged.
struct Judged {
    MarketplaceConfig config;
    InstalledPlugins installed;
};

/// Files that an entry names stand before those that lie in a folder.
InstalledPlugins find_installed(const MarketplaceConfig& config, ConfigErrors& errors) {
    const auto floor = plugins::HostFloor::of_this_process(config.plugin_loading.allowed_libraries);
    InstalledPlugins installed;
    for (const PluginEntry& entry : config.plugins) {
        if (!entry.enabled || entry.file.empty()) {
            continue;
        }
        auto manifest = read_plugin_file(entry.file, entry.file, floor);
        if (manifest) {
            installed.plugins.push_back({std::move(*manifest), entry.file});
        } else {
            complain(errors, entry, manifest.error().message());
        }
    }
    std::vector<fs::path> folders(config.plugin_loading.directories.begin(),
                                  config.plugin_loading.directories.end());
    const auto own = default_plugin_folders();
    folders.insert(folders.end(), own.begin(), own.end());
    InstalledPlugins found = find_plugins(folders, floor);
    std::move(found.plugins.begin(), found.plugins.end(), std::back_inserter(installed.plugins));
    installed.refused = std::move(found.refused);
    return installed;
}

/// A plugin that nobody says he is may be one of the files that were refused.
void explain_missing(const MarketplaceConfig& config, const InstalledPlugins& installed,
                     ConfigErrors& errors) {
    const bool missing =
        std::any_of(config.plugins.begin(), config.plugins.end(), [&](const PluginEntry& entry) {
            return entry.enabled && installed.find(entry.id) == nullptr;
        });
    for (const RefusedFile& file : installed.refused) {
        if (missing) {
            errors.push_back({{}, "", file.reason});
        }
    }
}

config::LoadOptions options_of(const MarketplaceSource& source) {
    config::LoadOptions options;
    options.file = source.config;
    options.data_dir = source.data;
    options.port = source.port;
    return options;
}

Result<Judged> judge(const MarketplaceSource& source) {
    Judged judged;
    auto checked = config::check(options_of(source),
                                 [&](const MarketplaceConfig& config, ConfigErrors& errors) {
                                     judged.installed = find_installed(config, errors);
                                     explain_missing(config, judged.installed, errors);
                                     return judged.installed.known();
                                 });
    if (!checked) {
        return checked.error();
    }
    judged.config = std::move(*checked);
    return judged;
}

/// Makes a plan of what was judged.
class Planner {
public:
    Planner(const Judged& judged, bool safe_mode) : judged_(judged), safe_mode_(safe_mode) {}

    Result<PluginPlan> plan(const plugins::RunDirectory* run) {
        for (const PluginEntry& entry : judged_.config.plugins) {
            if (entry.enabled && (!safe_mode_ || entry.id.starts_with(own_prefix))) {
                add(entry, run);
            }
        }
        find_replaced();
        add_overrides();
        if (!errors_.empty()) {
            return config::to_error(errors_);
        }
        return std::move(plan_);
    }

private:
    void add(const PluginEntry& entry, const plugins::RunDirectory* run) {
        if (entry.hosting == config::PluginHosting::isolated || entry.memory != 0) {
            complain(errors_, entry,
                     "this kernel runs plugins in its own process: remove hosting: isolated and "
                     "limits.memory");
            return;
        }
        const fs::path file =
            entry.file.empty() ? judged_.installed.find(entry.id)->file : fs::path(entry.file);
        if (const auto rivals = judged_.installed.files_of(entry.id);
            entry.file.empty() && rivals.size() > 1 &&
            rivals[0].parent_path() == rivals[1].parent_path()) {
            complain(errors_, entry,
                     rivals[0].string() + " and " + rivals[1].string() +
                         " both say they are it; remove one, or name the file with path:");
            return;
        }
        PlannedPlugin planned;
        planned.file = file.string();
        fs::path judged_file = file;
        if (run != nullptr) {
            auto copy = run->copy(file);
            if (!copy) {
                complain(errors_, entry, copy.error().message());
                return;
            }
            planned.copy = std::move(*copy);
            judged_file = planned.copy.path;
        }
        read(entry, judged_file, std::move(planned));
    }

    /// The copy is what will run, so the copy is what must be sound.
    void read(const PluginEntry& entry, const fs::path& file, PlannedPlugin planned) {
        const auto floor =
            plugins::HostFloor::of_this_process(judged_.config.plugin_loading.allowed_libraries);
        auto manifest = read_plugin_file(file, planned.file, floor);
        if (!manifest) {
            complain(errors_, entry, manifest.error().message());
            return;
        }
        if (manifest->id != entry.id) {
            complain(errors_, entry, planned.file + " is " + manifest->id);
            return;
        }
        describe(entry, *manifest, planned);
        plan_.plugins.push_back(std::move(planned));
    }

    static void describe(const PluginEntry& entry, plugins::Manifest& manifest,
                         PlannedPlugin& planned) {
        plugins::Member& member = planned.member;
        member.id = entry.id;
        member.version = manifest.version;
        member.instance = entry.instance;
        member.replaces = std::move(manifest.replaces);
        member.drafts = std::move(manifest.drafts);
        member.allow_draft = entry.allow_draft;
        for (plugins::ProvidedContract& provided : manifest.provides) {
            member.promised.push_back({std::move(provided.contract), provided.name == "{instance}"
                                                                         ? entry.instance
                                                                         : provided.name});
        }
        for (plugins::DecoratedContract& decorated : manifest.decorates) {
            member.promised.push_back({decorated.contract, decorated.name});
            member.places.push_back({std::move(decorated.contract), std::move(decorated.name),
                                     std::move(decorated.after), std::move(decorated.before)});
        }
        planned.settings = entry.settings.empty() ? "{}" : entry.settings;
        planned.schema = std::move(manifest.schema);
        for (plugins::EmbeddedMigration& migration : manifest.migrations) {
            planned.migrations.push_back({std::move(migration.name), std::move(migration.sql)});
        }
        planned.deadline = entry.deadline;
    }

    void find_replaced() {
        for (PlannedPlugin& fork : plan_.plugins) {
            for (const std::string& replaced : fork.member.replaces) {
                replace(fork, replaced);
            }
        }
    }

    void replace(PlannedPlugin& fork, const std::string& id) {
        const auto module =
            std::find_if(plan_.plugins.begin(), plan_.plugins.end(),
                         [&](const PlannedPlugin& planned) { return planned.member.id == id; });
        if (module == plan_.plugins.end()) {
            errors_.push_back({{},
                               "plugins",
                               fork.member.label() + " stands in for " + id +
                                   ", which is not enabled: enable it as well; it is not loaded, "
                                   "but its schema is kept up to date"});
            return;
        }
        if (!module->replaced_by.empty()) {
            errors_.push_back({{},
                               "plugins",
                               module->replaced_by + " and " + fork.member.label() +
                                   " both replace " + id + "; disable one"});
        }
        module->replaced_by = fork.member.label();
        fork.replaced = id;
    }

    bool is_left_out(const std::string& name) const {
        return safe_mode_ &&
               std::none_of(plan_.plugins.begin(), plan_.plugins.end(),
                            [&](const PlannedPlugin& planned) {
                                return plugins::is_called(planned.member, name) ||
                                       name.starts_with(planned.member.instance + '/');
                            });
    }

    void add_overrides() {
        for (const auto& [label, decision] : judged_.config.overrides) {
            plugins::Override kept{decision.provider, decision.chain};
            if (is_left_out(kept.provider)) {
                kept.provider.clear();
            }
            std::erase_if(kept.chain,
                          [this](const std::string& name) { return is_left_out(name); });
            if (!kept.provider.empty() || !kept.chain.empty()) {
                plan_.overrides.emplace(label, std::move(kept));
            }
        }
    }

    const Judged& judged_;
    const bool safe_mode_;
    PluginPlan plan_;
    ConfigErrors errors_;
};

} // namespace

Result<Marketplace> read_marketplace(const MarketplaceSource& source) {
    auto judged = judge(source);
    if (!judged) {
        return judged.error();
    }
    auto settings = runtime_settings(judged->config, source.host);
    if (!settings) {
        return settings.error();
    }
    return Marketplace{std::move(*settings), judged->config.log_level,
                       [source](const plugins::RunDirectory& run) -> Result<PluginPlan> {
                           auto again = judge(source);
                           return again ? Planner(*again, source.safe_mode).plan(&run)
                                        : Result<PluginPlan>(again.error());
                       }};
}

Result<PluginPlan> look_at_plugins(const MarketplaceSource& source) {
    auto judged = judge(source);
    return judged ? Planner(*judged, source.safe_mode).plan(nullptr)
                  : Result<PluginPlan>(judged.error());
}

PluginInventory list_installed(const MarketplaceSource& source) {
    ConfigErrors ignored;
    const MarketplaceConfig config = config::load_marketplace(options_of(source), ignored);
    PluginInventory inventory{find_installed(config, ignored), {}};
    for (const PluginEntry& entry : config.plugins) {
        if (entry.enabled) {
            inventory.enabled.insert(entry.id);
        }
    }
    return inventory;
}

} // namespace statybos::kernel
