// What Omega tells other plugins.
#pragma once

#include <cstdint>

#include <statybos/error.hpp>

namespace omega {

/// The price of a parcel in cents.
///
/// @param grams  1..30000
/// @errors invalid  outside of that range
statybos::Result<std::int64_t> price_of(std::int64_t grams);

} // namespace omega
