#include "phone_rules.hpp"

namespace statybos::sms_kannel {
namespace {

constexpr std::size_t fewest_digits = 8;
constexpr std::size_t most_digits = 15;
constexpr std::size_t fewest_national_digits = 7;

// Digits alone; nothing where anything but digits and what stands between them is written.
std::optional<std::string> digits_of(std::string_view written) {
    std::string digits;
    for (const char c : written) {
        if (c >= '0' && c <= '9') {
            digits += c;
        } else if (std::string_view(" -.()/").find(c) == std::string_view::npos) {
            return std::nullopt;
        }
    }
    return digits;
}

std::optional<std::string> checked(std::string digits) {
    const bool fits =
        digits.size() >= fewest_digits && digits.size() <= most_digits && digits.front() != '0';
    return fits ? std::optional('+' + std::move(digits)) : std::nullopt;
}

} // namespace

std::optional<std::string> international_number(std::string_view written,
                                                std::string_view country_code,
                                                const std::vector<std::string>& trunk_prefixes) {
    while (written.starts_with(' ')) {
        written.remove_prefix(1);
    }
    const bool international = written.starts_with('+');
    auto digits = digits_of(written.substr(international ? 1 : 0));
    if (!digits) {
        return std::nullopt;
    }
    if (international) {
        return checked(std::move(*digits));
    }
    if (digits->starts_with("00")) {
        return checked(digits->substr(2));
    }
    if (digits->starts_with(country_code) &&
        digits->size() >= country_code.size() + fewest_national_digits) {
        return checked(std::move(*digits));
    }
    for (const std::string& prefix : trunk_prefixes) {
        if (digits->starts_with(prefix) &&
            digits->size() > prefix.size() + fewest_national_digits) {
            digits->erase(0, prefix.size());
            break;
        }
    }
    return digits->size() < fewest_national_digits ? std::nullopt
                                                   : checked(std::string(country_code) + *digits);
}

} // namespace statybos::sms_kannel
