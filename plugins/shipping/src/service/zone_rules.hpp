// Which places a zone covers.
#pragma once

#include <string>
#include <string_view>

#include "store/zone_store.hpp"

namespace statybos::shipping {

/// Where goods are to go, as far as zones care.
struct Place {
    std::string country;
    std::string postal_code; ///< empty: not known, so only a whole country covers it
};

/// Capitals and digits only, without the country's own letters: "LT-01 103" is "01103".
std::string normal_postal_code(std::string_view text, std::string_view country);

/// A pattern as it is kept, or nothing when `text` is none. There are two forms: characters, where
/// `?` stands for any one and a `*` at the end for any rest ("01*", "0110?"), and a range of codes
/// of one length, both ends included ("10000..12999").
std::string normal_postal_pattern(std::string_view text, std::string_view country);

/// @param pattern, code  both in their normal form
bool matches_postal_code(std::string_view pattern, std::string_view code);

bool covers(const ZoneRow& zone, const Place& place);

} // namespace statybos::shipping
