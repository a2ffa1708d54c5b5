#include "service/epc_rules.hpp"

#include <algorithm>

namespace statybos::documents {
namespace {

constexpr std::int64_t most_cents = 99'999'999'999;
constexpr std::size_t longest_name = 70;
constexpr std::size_t longest_structured = 25;
constexpr std::size_t longest_text = 140;
constexpr std::size_t longest_payload = 331;

bool is_capital_or_digit(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::string without_blanks(std::string_view text) {
    std::string kept;
    std::copy_if(text.begin(), text.end(), std::back_inserter(kept),
                 [](char c) { return c != ' '; });
    return kept;
}

// One line of at most so many characters; a break in it would start another field.
std::string one_line(std::string_view text, std::size_t longest) {
    std::string line;
    std::size_t characters = 0;
    for (const char c : text) {
        const bool starts_character = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        if (starts_character && characters++ == longest) {
            break;
        }
        line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return line;
}

bool looks_like_iban(const std::string& iban) {
    return iban.size() >= 15 && iban.size() <= 34 &&
           std::all_of(iban.begin(), iban.end(), is_capital_or_digit);
}

// ISO 11649: "RF" and two check digits; modulo 97 as an IBAN's.
bool is_creditor_reference(const std::string& reference) {
    if (!reference.starts_with("RF") || reference.size() < 5 ||
        reference.size() > longest_structured ||
        !std::all_of(reference.begin(), reference.end(), is_capital_or_digit)) {
        return false;
    }
    unsigned rest = 0;
    for (const char c : reference.substr(4) + reference.substr(0, 4)) {
        const unsigned value =
            c <= '9' ? static_cast<unsigned>(c - '0') : static_cast<unsigned>(c - 'A') + 10U;
        rest = (rest * (value > 9 ? 100U : 10U) + value) % 97U;
    }
    return rest == 1;
}

} // namespace

std::optional<std::string> epc_payload(const PayTo& pay_to, const Money& amount) {
    const std::string iban = without_blanks(pay_to.iban);
    const std::string name = one_line(pay_to.name, longest_name);
    if (amount.currency != Currency("EUR") || amount.minor < 1 || amount.minor > most_cents ||
        !looks_like_iban(iban) || name.empty()) {
        return std::nullopt;
    }
    const std::string structured = without_blanks(pay_to.reference);
    const bool is_structured = is_creditor_reference(structured);
    std::string payload = "BCD\n002\n1\nSCT\n";
    payload += pay_to.bic.value_or(std::string()) + '\n';
    payload += name + '\n' + iban + "\nEUR" + amount.amount() + "\n\n";
    payload += is_structured ? structured : '\n' + one_line(pay_to.reference, longest_text);
    return payload.size() <= longest_payload ? std::optional(payload) : std::nullopt;
}

} // namespace statybos::documents
