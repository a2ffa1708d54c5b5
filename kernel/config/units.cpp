#include "config/units.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace statybos::kernel::config {
namespace {

struct Unit {
    std::string_view name;
    std::int64_t factor;
};

constexpr Unit durations[] = {
    {"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}};
constexpr Unit sizes[] = {
    {"B", 1}, {"KiB", 1024}, {"MiB", 1024 * 1024}, {"GiB", 1024 * 1024 * 1024}};

constexpr std::string_view without_decimals[] = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY",
                                                 "KMF", "KRW", "PYG", "RWF", "UGX", "UYI",
                                                 "VND", "VUV", "XAF", "XOF", "XPF"};
constexpr std::string_view with_three_decimals[] = {"BHD", "IQD", "JOD", "KWD",
                                                    "LYD", "OMR", "TND"};

Error refuse(std::string reason) {
    return {Errc::invalid, "invalid_value", std::move(reason)};
}

std::size_t decimals_of(std::string_view currency) {
    const auto listed = [&](const auto& list) {
        return std::find(std::begin(list), std::end(list), currency) != std::end(list);
    };
    return listed(without_decimals) ? 0 : listed(with_three_decimals) ? 3 : 2;
}

template <std::size_t N>
Result<std::int64_t> read_with_unit(std::string_view text, const Unit (&units)[N],
                                    const std::string& form) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
    std::int64_t count = 0;
    const auto [stop, wrong] = std::from_chars(text.data(), text.data() + end, count);
    if (end == 0 || stop != text.data() + end) {
        return refuse(form);
    }
    if (wrong == std::errc::result_out_of_range) {
        return refuse("too large");
    }
    const std::string_view unit = text.substr(end);
    if (unit.empty() && count == 0) {
        return std::int64_t{0};
    }
    for (const Unit& known : units) {
        if (known.name == unit) {
            std::int64_t total = 0;
            return __builtin_mul_overflow(count, known.factor, &total)
                       ? Result<std::int64_t>(refuse("too large"))
                       : Result<std::int64_t>(total);
        }
    }
    return refuse(form);
}

} // namespace

Result<std::int64_t> read_integer(std::string_view text) {
    const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos) {
        return refuse("write a whole number in decimal digits");
    }
    if (digits.size() > 1 && digits.front() == '0') {
        return refuse("write it without leading zeros");
    }
    std::int64_t value = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc()) {
        return refuse("too large");
    }
    return value;
}

Result<double> read_number(std::string_view text) {
    double value = 0;
    const auto [stop, wrong] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = stop == text.data() + text.size();
    if (wrong == std::errc::result_out_of_range && whole) {
        return refuse("outside what a number can hold");
    }
    if (wrong != std::errc() || !whole || !std::isfinite(value)) {
        return refuse("write a decimal number with a point, such as 0.5");
    }
    return value;
}

Result<bool> read_boolean(std::string_view text) {
    if (text == "true" || text == "false") {
        return text == "true";
    }
    return refuse("write true or false");
}

Result<std::int64_t> read_duration(std::string_view text) {
    return read_with_unit(text, durations, "write 500ms, 3s, 10m, 2h or 5d");
}

Result<std::int64_t> read_size(std::string_view text) {
    return read_with_unit(text, sizes, "write 512B, 64KiB, 256MiB or 2GiB");
}

Result<Amount> read_amount(std::string_view text) {
    const std::string form = "write an amount and a currency, such as 12.50 EUR";
    const std::size_t space = text.find(' ');
    if (space == std::string_view::npos || text.size() != space + 4) {
        return refuse(form);
    }
    const std::string_view currency = text.substr(space + 1);
    if (!std::all_of(currency.begin(), currency.end(),
                     [](char c) { return c >= 'A' && c <= 'Z'; })) {
        return refuse(form);
    }
    const std::string_view number = text.substr(0, space);
    const std::size_t point = number.find('.');
    std::string whole(number.substr(0, point));
    std::string part(point == std::string_view::npos ? "" : number.substr(point + 1));
    const std::size_t decimals = decimals_of(currency);
    if ((point != std::string_view::npos && part.empty()) ||
        part.find_first_not_of("0123456789") != std::string::npos) {
        return refuse(form);
    }
    if (part.size() > decimals) {
        return refuse(std::string(currency) + " has " + std::to_string(decimals) + " decimals");
    }
    part.resize(decimals, '0');
    // The whole part is read on its own, so that "-.5" and "007" are refused as they are elsewhere.
    if (const auto units = read_integer(whole); !units) {
        return refuse(form);
    }
    std::int64_t minor = 0;
    const std::string digits = whole + part;
    if (std::from_chars(digits.data(), digits.data() + digits.size(), minor).ec != std::errc()) {
        return refuse("too large");
    }
    return Amount{minor, std::string(currency)};
}

std::string write_amount(const Amount& amount) {
    const std::size_t decimals = decimals_of(amount.currency);
    std::string digits = std::to_string(amount.minor);
    const std::size_t sign = amount.minor < 0 ? 1 : 0;
    if (decimals == 0) {
        return digits;
    }
    if (digits.size() < decimals + 1 + sign) {
        digits.insert(sign, decimals + 1 + sign - digits.size(), '0');
    }
    digits.insert(digits.size() - decimals, 1, '.');
    return digits;
}

} // namespace statybos::kernel::config
