#include "service/zone_rules.hpp"

#include <algorithm>

namespace statybos::shipping {
namespace {

constexpr std::string_view between = "..";

bool is_letter(char c) {
    return c >= 'A' && c <= 'Z';
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::string capitals(std::string_view text, std::string_view besides) {
    std::string kept;
    for (char c : text) {
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (is_letter(c) || is_digit(c) || besides.find(c) != std::string_view::npos) {
            kept += c;
        } else if (c != ' ' && c != '-') {
            return {};
        }
    }
    return kept;
}

// "LV-1010" and "1010" are one code; "LVX 1" of some other form is not "X1".
std::string without_country(std::string code, std::string_view country) {
    if (code.size() > 2 && code.starts_with(country) && !is_letter(code[2])) {
        code.erase(0, 2);
    }
    return code;
}

bool is_wildcard_pattern(std::string_view pattern) {
    const std::size_t star = pattern.find('*');
    return !pattern.empty() && (star == std::string_view::npos || star + 1 == pattern.size());
}

} // namespace

std::string normal_postal_code(std::string_view text, std::string_view country) {
    return without_country(capitals(text, {}), country);
}

std::string normal_postal_pattern(std::string_view text, std::string_view country) {
    const std::size_t dots = text.find(between);
    if (dots == std::string_view::npos) {
        std::string pattern = without_country(capitals(text, "?*"), country);
        return is_wildcard_pattern(pattern) ? pattern : std::string();
    }
    const std::string low = normal_postal_code(text.substr(0, dots), country);
    const std::string high = normal_postal_code(text.substr(dots + between.size()), country);
    const bool sound = !low.empty() && low.size() == high.size() && low <= high;
    return sound ? low + std::string(between) + high : std::string();
}

bool matches_postal_code(std::string_view pattern, std::string_view code) {
    const std::size_t dots = pattern.find(between);
    if (dots != std::string_view::npos) {
        return code.size() == dots && pattern.substr(0, dots) <= code &&
               code <= pattern.substr(dots + between.size());
    }
    const bool open = pattern.ends_with('*');
    pattern.remove_suffix(open ? 1 : 0);
    if (open ? code.size() < pattern.size() : code.size() != pattern.size()) {
        return false;
    }
    return std::equal(pattern.begin(), pattern.end(), code.begin(),
                      [](char wanted, char c) { return wanted == '?' || wanted == c; });
}

bool covers(const ZoneRow& zone, const Place& place) {
    const std::string code = normal_postal_code(place.postal_code, place.country);
    return std::any_of(zone.areas.begin(), zone.areas.end(), [&](const Area& area) {
        if (area.country != place.country) {
            return false;
        }
        return area.postal_codes.empty() ||
               (!code.empty() &&
                std::any_of(area.postal_codes.begin(), area.postal_codes.end(),
                            [&](const auto& known) { return matches_postal_code(known, code); }));
    });
}

} // namespace statybos::shipping
