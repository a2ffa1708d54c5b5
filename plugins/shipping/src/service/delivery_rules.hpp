// What a delivery costs.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <statybos/error.hpp>
#include <statybos/money.hpp>

#include "settings.hpp"

namespace statybos::shipping {

/// The price of delivering `grams` to `country`: the first band that is not too light, beyond the
/// last one its price and so much for each started kilogram, times the country's percentage (half
/// away from zero). Nothing where the settings name no such country, or nothing so heavy.
std::optional<Money> delivery_price(const Settings& settings, std::int64_t grams,
                                    std::string_view country);

/// Whether the settings make sense: bands that grow, one currency.
/// @errors invalid bad_settings
Result<void> check_settings(const Settings& settings);

} // namespace statybos::shipping
