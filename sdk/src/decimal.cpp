#include <statybos/decimal.hpp>

#include <algorithm>

namespace statybos {
namespace {

bool decimal_digit(char c) {
    return c >= '0' && c <= '9';
}

} // namespace

DecimalFault parse_decimal(std::string_view text, unsigned decimals, bool sign, std::int64_t bound,
                           std::int64_t& scaled) noexcept {
    const bool negative = sign && !text.empty() && text.front() == '-';
    if (negative) {
        text.remove_prefix(1);
    }
    const std::size_t point = std::min(text.find('.'), text.size());
    const std::string_view whole = text.substr(0, point);
    const std::string_view fraction =
        point < text.size() ? text.substr(point + 1) : std::string_view();
    const bool has_point = point < text.size();
    if (whole.empty() || !std::all_of(whole.begin(), whole.end(), decimal_digit) ||
        !std::all_of(fraction.begin(), fraction.end(), decimal_digit) ||
        (has_point && fraction.empty()) || fraction.size() > decimals ||
        (whole.size() > 1 && whole.front() == '0')) {
        return DecimalFault::format;
    }
    std::int64_t value = 0;
    bool over = false;
    const auto push = [&](char c) {
        over = over || __builtin_mul_overflow(value, std::int64_t{10}, &value) ||
               __builtin_add_overflow(value, std::int64_t{c - '0'}, &value);
    };
    std::for_each(whole.begin(), whole.end(), push);
    for (std::size_t i = 0; i < decimals; ++i) {
        push(i < fraction.size() ? fraction[i] : '0');
    }
    if (over || value > bound) {
        return negative ? DecimalFault::low : DecimalFault::high;
    }
    scaled = negative ? -value : value;
    return DecimalFault::none;
}

std::size_t format_decimal(char* out, std::int64_t scaled, unsigned decimals, bool trim) noexcept {
    char reversed[decimal_text_size];
    std::size_t count = 0;
    // Unsigned, so that the least integer has a magnitude.
    std::uint64_t rest =
        scaled < 0 ? 0 - static_cast<std::uint64_t>(scaled) : static_cast<std::uint64_t>(scaled);
    bool kept = !trim;
    for (unsigned i = 0; i < decimals; ++i, rest /= 10) {
        const char c = static_cast<char>('0' + rest % 10);
        kept = kept || c != '0';
        if (kept) {
            reversed[count++] = c;
        }
    }
    if (count != 0) {
        reversed[count++] = '.';
    }
    do {
        reversed[count++] = static_cast<char>('0' + rest % 10);
        rest /= 10;
    } while (rest != 0);
    if (scaled < 0) {
        reversed[count++] = '-';
    }
    std::reverse_copy(reversed, reversed + count, out);
    return count;
}

} // namespace statybos
