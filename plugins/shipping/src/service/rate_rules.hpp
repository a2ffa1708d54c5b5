// Which rate holds for whose goods, and what they cost by it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <statybos/money.hpp>

#include "service/zone_rules.hpp"
#include "store/rate_store.hpp"

namespace statybos::shipping {

/// Goods that are to be moved.
struct Load {
    std::int64_t grams = 0;
    Money goods;                        ///< what they cost
    std::optional<std::int64_t> metres; ///< from vendor to buyer, where both places are known
};

/// The rate of `method` for that vendor and place: in the first zone covering the place where the
/// vendor has one of their own, or else in the first one where the marketplace has.
///
/// @param zones  in the order in which they are asked
const RateRow* rate_for(const std::vector<ZoneRow>& zones, const std::vector<RateRow>& rates,
                        std::string_view method, VendorId vendor, const Place& place);

/// What moving the load costs, or nothing when the rate is not for it: another currency, too heavy,
/// too far, or priced by a distance that nobody knows.
///
/// The price is that of the first band that is not too light; beyond the last one `per_kg` for each
/// started kilogram more; and `per_km` for each started kilometre beyond `included_km`. Goods worth
/// `free_from` or more go for nothing.
std::optional<Money> price_of(const RateRow& rate, const Load& load);

} // namespace statybos::shipping
