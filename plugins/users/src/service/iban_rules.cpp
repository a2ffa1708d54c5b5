#include "service/iban_rules.hpp"

namespace statybos::users {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

} // namespace

std::string normal_iban(std::string_view text) {
    std::string iban;
    for (char c : text) {
        if (c != ' ') {
            iban += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
        }
    }
    return iban;
}

bool is_iban(std::string_view iban) {
    constexpr std::size_t shortest = 15;
    constexpr std::size_t longest = 34;
    if (iban.size() < shortest || iban.size() > longest || !is_capital(iban[0]) ||
        !is_capital(iban[1]) || !is_digit(iban[2]) || !is_digit(iban[3])) {
        return false;
    }
    const std::string turned = std::string(iban.substr(4)) + std::string(iban.substr(0, 4));
    unsigned rest = 0;
    for (char c : turned) {
        if (is_digit(c)) {
            rest = (rest * 10 + static_cast<unsigned>(c - '0')) % 97;
        } else if (is_capital(c)) {
            rest = (rest * 100 + static_cast<unsigned>(c - 'A' + 10)) % 97;
        } else {
            return false;
        }
    }
    return rest == 1;
}

} // namespace statybos::users
