// When a place is open.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include <statybos/error.hpp>
#include <statybos/shipping/shipping_method.hpp>

namespace statybos::shipping {

/// Adds what is wrong: not a time "00:00" to "24:00", an end before its beginning, two stretches of
/// a day that overlap. Pointers are "<pointer>/0/opens".
void check_opening_hours(const std::vector<OpeningHours>& hours, const std::string& pointer,
                         Error& wrong);

/// Reads the short form of lists: "24/7", or days with stretches, "Mo-Fr 08:00-12:00,13:00-17:00;
/// Sa 09:00-13:00". Nothing when it is something else, or check_opening_hours() would object.
std::optional<std::vector<OpeningHours>> parse_opening_hours(std::string_view text);

} // namespace statybos::shipping
