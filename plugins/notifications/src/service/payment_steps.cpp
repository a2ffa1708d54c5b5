#include "service/payment_steps.hpp"

#include <algorithm>

#include "service/templates.hpp"

namespace statybos::notifications {
namespace {

struct Word {
    std::string_view name, lt, en;
};

constexpr Word words[] = {
    {"name", "Lėšų gavėjas", "Payee"},     {"iban", "Sąskaita (IBAN)", "Account (IBAN)"},
    {"bic", "BIC (SWIFT)", "BIC (SWIFT)"}, {"reference", "Mokėjimo paskirtis", "Payment reference"},
    {"amount", "Suma", "Amount"},          {"currency", "Valiuta", "Currency"},
};

std::string word_for(std::string_view name, std::string_view language) {
    for (const Word& word : words) {
        if (word.name == name) {
            return std::string(language == "en" ? word.en : word.lt);
        }
    }
    std::string own(name);
    std::replace(own.begin(), own.end(), '_', ' ');
    return own;
}

} // namespace

std::string payment_steps(std::span<const orders::PaymentInstruction> instructions,
                          std::string_view language) {
    std::string text;
    for (const orders::PaymentInstruction& one : instructions) {
        text += "  " + one_line(word_for(one.name, language) + ": " + one.value) + '\n';
    }
    return text;
}

} // namespace statybos::notifications
