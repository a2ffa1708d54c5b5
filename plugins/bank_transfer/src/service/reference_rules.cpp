#include "service/reference_rules.hpp"

#include <algorithm>

namespace statybos::bank_transfer {
namespace {

constexpr std::size_t reference_size = 4 + reference_digits;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Letters count as 10 to 35, each as two digits.
unsigned modulo_97(std::string_view text) {
    unsigned rest = 0;
    for (const char c : text) {
        rest = is_digit(c) ? (rest * 10 + static_cast<unsigned>(c - '0')) % 97
                           : (rest * 100 + static_cast<unsigned>(c - 'A') + 10) % 97;
    }
    return rest;
}

std::string plain(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (is_digit(c) || (c >= 'A' && c <= 'Z')) {
            out += c;
        } else if (c >= 'a' && c <= 'z') {
            out += static_cast<char>(c - 32);
        }
    }
    return out;
}

} // namespace

std::string with_check_digits(std::string_view own) {
    const unsigned check = 98 - modulo_97(std::string(own) + "RF00");
    return "RF" + std::string(check < 10 ? "0" : "") + std::to_string(check) + std::string(own);
}

bool has_right_check_digits(std::string_view reference) {
    const bool fits = reference.size() > 4 && reference.size() <= 25 &&
                      reference.starts_with("RF") &&
                      std::all_of(reference.begin(), reference.end(),
                                  [](char c) { return is_digit(c) || (c >= 'A' && c <= 'Z'); });
    return fits &&
           modulo_97(std::string(reference.substr(4)) + std::string(reference.substr(0, 4))) == 1;
}

std::string reference_of(PaymentId payment) {
    const Digest digest = sha256("bank transfer of " + payment.to_string());
    std::uint64_t number = 0;
    for (int i = 0; i < 8; ++i) {
        number = number << 8 | digest[static_cast<std::size_t>(i)];
    }
    std::string digits = std::to_string(number % 1'000'000'000'000'000);
    return with_check_digits(std::string(reference_digits - digits.size(), '0') + digits);
}

std::optional<std::string> reference_in(std::string_view text) {
    const std::string all = plain(text);
    for (std::size_t at = all.find("RF"); at != std::string::npos; at = all.find("RF", at + 1)) {
        std::string found = all.substr(at, reference_size);
        if (found.size() == reference_size &&
            std::all_of(found.begin() + 2, found.end(), is_digit) &&
            has_right_check_digits(found)) {
            return found;
        }
    }
    return std::nullopt;
}

} // namespace statybos::bank_transfer
