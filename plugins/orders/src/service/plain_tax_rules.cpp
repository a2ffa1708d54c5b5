#include "service/plain_tax_rules.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace statybos::orders {
namespace {

constexpr std::array<std::string_view, 27> union_states{
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
    "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"};

bool is_union_state(std::string_view country) noexcept {
    return std::find(union_states.begin(), union_states.end(), country) != union_states.end();
}

// Greece's numbers begin otherwise than its country code.
std::string_view country_of(std::string_view vat_number) noexcept {
    const std::string_view prefix = vat_number.substr(0, 2);
    return prefix == "EL" ? std::string_view("GR") : prefix;
}

bool is_reverse_charge(const TaxQuestion& question) {
    return question.vat_number && question.ship_to &&
           crosses_the_union(question.vendor_pays_vat, question.vendor_country,
                             *question.ship_to) &&
           country_of(*question.vat_number) != question.vendor_country &&
           is_union_state(country_of(*question.vat_number));
}

} // namespace

bool crosses_the_union(bool vendor_pays_vat, std::string_view vendor_country,
                       std::string_view ship_to) noexcept {
    return vendor_pays_vat && vendor_country != ship_to && is_union_state(vendor_country) &&
           is_union_state(ship_to);
}

std::string normal_vat_number(std::string_view typed) {
    constexpr std::size_t shortest = 4;
    constexpr std::size_t longest = 14;
    std::string number;
    for (const char c : typed) {
        if (c == ' ' || c == '.' || c == '-') {
            continue;
        }
        const char capital = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
        const bool letter = capital >= 'A' && capital <= 'Z';
        const bool digit = capital >= '0' && capital <= '9';
        if (number.size() < 2 ? !letter : !letter && !digit && capital != '+' && capital != '*') {
            return {};
        }
        number += capital;
    }
    return number.size() < shortest || number.size() > longest ? std::string() : number;
}

Result<std::vector<TaxDecision>> PlainTaxRules::decide(Session&,
                                                       const std::vector<TaxQuestion>& questions) {
    std::vector<TaxDecision> decisions;
    for (const TaxQuestion& question : questions) {
        TaxDecision decision;
        decision.treatment = !question.vendor_pays_vat     ? VatTreatment::not_payer
                             : is_reverse_charge(question) ? VatTreatment::reverse_charge
                                                           : VatTreatment::standard;
        for (const TaxLine& line : question.lines) {
            decision.rates.push_back(question.vendor_pays_vat ? line.vat_rate : Percent{});
        }
        decision.shipping_rate = question.vendor_pays_vat ? delivery_rate_ : Percent{};
        decisions.push_back(std::move(decision));
    }
    return decisions;
}

} // namespace statybos::orders
