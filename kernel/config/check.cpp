#include "config/check.hpp"

#include <algorithm>
#include <set>

#include "config/judge.hpp"
#include "config/nearest.hpp"

namespace statybos::kernel::config {
namespace {

std::string with_instance(std::string name, const std::string& instance) {
    constexpr std::string_view placeholder = "{instance}";
    for (std::size_t i = name.find(placeholder); i != std::string::npos;
         i = name.find(placeholder, i + instance.size())) {
        name.replace(i, placeholder.size(), instance);
    }
    return name;
}

// As overrides are keyed.
std::string label_of(const KnownService& service, const std::string& instance) {
    return service.name.empty() ? service.contract
                                : service.contract + '/' + with_instance(service.name, instance);
}

bool has(const std::vector<KnownService>& services, const std::string& label,
         const std::string& instance) {
    return std::any_of(services.begin(), services.end(), [&](const KnownService& service) {
        return label_of(service, instance) == label;
    });
}

class Check {
public:
    Check(MarketplaceConfig& config, std::span<const KnownPlugin> installed, ConfigErrors& errors)
        : config_(config), installed_(installed), errors_(errors) {}

    void run() {
        for (PluginEntry& entry : config_.plugins) {
            if (entry.enabled && !entry.id.empty()) {
                check_entry(entry);
            }
        }
        for (const auto& [label, decision] : config_.overrides) {
            check_override(label, decision);
        }
    }

private:
    // An enabled entry with the plugin that it names.
    struct Enabled {
        const PluginEntry* entry;
        const KnownPlugin* plugin;

        bool is_called(const std::string& name) const {
            return entry->instance == name || entry->id == name ||
                   std::find(plugin->replaces.begin(), plugin->replaces.end(), name) !=
                       plugin->replaces.end();
        }
    };

    void fail(const Position& at, const std::string& path, std::string message) {
        errors_.push_back({at, path, std::move(message)});
    }

    const KnownPlugin* find(const std::string& id) const {
        const auto found = std::find_if(installed_.begin(), installed_.end(),
                                        [&](const KnownPlugin& known) { return known.id == id; });
        return found == installed_.end() ? nullptr : &*found;
    }

    void check_entry(PluginEntry& entry) {
        const KnownPlugin* plugin = find(entry.id);
        if (plugin == nullptr) {
            std::vector<std::string_view> ids;
            for (const KnownPlugin& known : installed_) {
                ids.push_back(known.id);
            }
            const std::string hint = did_you_mean(entry.id, ids);
            fail(entry.at, entry.settings_path,
                 "no plugin " + entry.id + " is installed" +
                     (hint.empty() ? "; see `statybos plugins list` for those that are" : hint));
            return;
        }
        check_instances(entry, *plugin);
        check_hosting(entry, *plugin);
        const Value settings = judge(*plugin->settings, entry.written, entry.settings_path,
                                     {.root = config_.root}, errors_);
        entry.settings = to_json(settings, Reveal::everything);
        entry.shown = to_json(settings, Reveal::no_secrets);
        enabled_.push_back({&entry, plugin});
    }

    void check_instances(const PluginEntry& entry, const KnownPlugin& plugin) {
        const bool second =
            std::any_of(enabled_.begin(), enabled_.end(),
                        [&](const Enabled& other) { return other.plugin == &plugin; });
        if (second && !plugin.many_instances) {
            fail(entry.at, entry.settings_path, entry.id + " can run only once");
        }
    }

    void check_hosting(const PluginEntry& entry, const KnownPlugin& plugin) {
        if (entry.hosting == PluginHosting::isolated && plugin.only_in_process) {
            fail(entry.at, entry.settings_path,
                 entry.id + " cannot run isolated; its manifest says hosting: in_process");
        }
        if (entry.hosting == PluginHosting::in_process && plugin.only_isolated) {
            fail(entry.at, entry.settings_path,
                 entry.id + " runs isolated only; its manifest says hosting: isolated");
        }
    }

    void check_override(const std::string& label, const ServiceOverride& decision) {
        const std::string path = child_path("overrides", label);
        std::set<std::string> provided;
        for (const Enabled& each : enabled_) {
            for (const KnownService& service : each.plugin->provides) {
                provided.insert(label_of(service, each.entry->instance));
            }
        }
        if (!provided.contains(label)) {
            const std::vector<std::string_view> known(provided.begin(), provided.end());
            fail(decision.at, path,
                 "no enabled plugin provides this contract" + did_you_mean(label, known));
            return;
        }
        check_provider(label, decision, path);
        for (const std::string& wrapper : decision.chain) {
            check_link(label, decision, path, wrapper);
        }
    }

    void check_provider(const std::string& label, const ServiceOverride& decision,
                        const std::string& path) {
        if (decision.provider.empty()) {
            return;
        }
        std::vector<std::string_view> able;
        for (const Enabled& each : enabled_) {
            if (has(each.plugin->provides, label, each.entry->instance)) {
                if (each.is_called(decision.provider)) {
                    return;
                }
                able.push_back(each.entry->instance);
            }
        }
        std::string message = "\"" + decision.provider + "\" does not provide it; provided by ";
        for (std::size_t i = 0; i < able.size(); ++i) {
            message += (i == 0 ? "" : ", ") + std::string(able[i]);
        }
        fail(decision.at, child_path(path, "provider"), message);
    }

    // A chain may also hold labels, which only the running plugin knows: those are judged when the
    // plugins are composed.
    void check_link(const std::string& label, const ServiceOverride& decision,
                    const std::string& path, const std::string& wrapper) {
        for (const Enabled& each : enabled_) {
            if (each.is_called(wrapper) &&
                !has(each.plugin->decorates, label, each.entry->instance)) {
                fail(decision.at, child_path(path, "chain"),
                     "\"" + wrapper + "\" does not decorate it");
                return;
            }
        }
    }

    MarketplaceConfig& config_;
    std::span<const KnownPlugin> installed_;
    ConfigErrors& errors_;
    std::vector<Enabled> enabled_;
};

void sort_by_place(ConfigErrors& errors) {
    const auto place = [](const ConfigError& error) {
        return std::tuple(error.at.file ? std::string_view(*error.at.file) : std::string_view(),
                          error.at.line, error.at.column);
    };
    std::stable_sort(errors.begin(), errors.end(), [&](const ConfigError& a, const ConfigError& b) {
        return place(a) < place(b);
    });
}

} // namespace

void check_plugins(MarketplaceConfig& config, std::span<const KnownPlugin> installed,
                   ConfigErrors& errors) {
    Check(config, installed, errors).run();
}

Result<MarketplaceConfig> check(const LoadOptions& options, const FindPlugins& find) {
    ConfigErrors errors;
    MarketplaceConfig config = load_marketplace(options, errors);
    const std::vector<KnownPlugin> installed = find(config, errors);
    check_plugins(config, installed, errors);
    if (!errors.empty()) {
        sort_by_place(errors);
        return to_error(errors);
    }
    return config;
}

} // namespace statybos::kernel::config
