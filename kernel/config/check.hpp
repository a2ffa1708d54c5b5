// The whole configuration, judged before any code of a plugin is loaded.
#pragma once

#include <functional>
#include <span>

#include "config/known_plugin.hpp"
#include "config/marketplace.hpp"

namespace statybos::kernel::config {

/// Looks for plugins where `config` says, reading their manifests only; plugins that cannot be read
/// become errors.
using FindPlugins =
    std::function<std::vector<KnownPlugin>(const MarketplaceConfig& config, ConfigErrors& errors)>;

/// Judges `config.plugins` and `config.overrides` by what is installed: plugins that are not there,
/// second instances of those that allow one, settings by each plugin's schema, overrides of
/// contracts that no enabled plugin has. Fills `settings` and `shown` of every enabled entry.
void check_plugins(MarketplaceConfig& config, std::span<const KnownPlugin> installed,
                   ConfigErrors& errors);

/// load_marketplace(), `find`, check_plugins(): all mistakes of all files at once.
///
/// @errors invalid_configuration  every mistake, one a line, in the order of files and lines
Result<MarketplaceConfig> check(const LoadOptions& options, const FindPlugins& find);

} // namespace statybos::kernel::config
