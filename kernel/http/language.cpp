#include "http/language.hpp"

#include "http/characters.hpp"

namespace statybos::kernel::http {
namespace {

constexpr int max_ranges = 20;

// "q=0.85" as 850; 1000 without one; -1 when malformed.
int quality(std::string_view parameters) {
    parameters = trimmed(parameters);
    if (parameters.empty()) {
        return 1000;
    }
    if (parameters.size() < 3 || parameters.size() > 7 || (parameters[0] | 0x20) != 'q' ||
        parameters[1] != '=') {
        return -1;
    }
    int value = 0;
    int scale = 1000;
    for (std::size_t i = 2; i < parameters.size(); ++i) {
        const char c = parameters[i];
        if (i == 3) {
            if (c != '.') {
                return -1;
            }
            continue;
        }
        if (c < '0' || c > '9') {
            return -1;
        }
        value += (c - '0') * scale;
        scale /= 10;
    }
    return value <= 1000 ? value : -1;
}

} // namespace

std::string_view choose_language(std::string_view header, std::span<const std::string> offered) {
    std::string_view best = offered.front();
    int best_quality = 0;
    for (int range = 0; range < max_ranges && !header.empty(); ++range) {
        const auto comma = header.find(',');
        const std::string_view item = trimmed(header.substr(0, comma));
        header = comma == std::string_view::npos ? std::string_view() : header.substr(comma + 1);
        const auto semicolon = item.find(';');
        const std::string_view tag = trimmed(item.substr(0, semicolon));
        const int weight =
            semicolon == std::string_view::npos ? 1000 : quality(item.substr(semicolon + 1));
        if (weight <= best_quality) {
            continue;
        }
        const std::string_view primary = tag.substr(0, tag.find('-'));
        for (const std::string& language : offered) {
            if (same_text(primary, language) || primary == "*") {
                best = language;
                best_quality = weight;
                break;
            }
        }
    }
    return best;
}

} // namespace statybos::kernel::http
