#include "service/number_rules.hpp"

namespace statybos::orders {

std::string purchase_number(std::span<const std::uint8_t, 5> random) {
    constexpr std::string_view digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::uint64_t bits = 0;
    for (const std::uint8_t byte : random) {
        bits = bits << 8 | byte;
    }
    std::string number = "P-";
    for (int shift = 35; shift >= 0; shift -= 5) {
        number += digits[bits >> shift & 31];
        if (shift == 20) {
            number += '-';
        }
    }
    return number;
}

std::string normal_number(std::string_view typed) {
    std::string number;
    for (const char c : typed) {
        if (c != ' ' && c != '\t') {
            number += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
        }
    }
    return number;
}

} // namespace statybos::orders
