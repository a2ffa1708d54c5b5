// The form of a purchase's number.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace statybos::orders {

/// "P-7K3M-9QXA": 40 bits in Crockford's base 32, which has no letters that are mistaken for
/// another when read aloud.
std::string purchase_number(std::span<const std::uint8_t, 5> random);

/// Capitals, without blanks around: as a person may have typed it.
std::string normal_number(std::string_view typed);

} // namespace statybos::orders
