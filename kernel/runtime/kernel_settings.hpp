// The kernel's own part of the operator's YAML, as each room wants it.
#pragma once

#include <optional>
#include <string>

#include "config/marketplace.hpp"
#include "runtime/runtime.hpp"

namespace statybos::kernel {

/// @param host  the command line's address, against the file's
/// @errors invalid_configuration  secret keys that are none
///         as load_or_create_key()
Result<RuntimeSettings> runtime_settings(const config::MarketplaceConfig& config,
                                         const std::optional<std::string>& host);

} // namespace statybos::kernel
