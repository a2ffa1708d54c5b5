#include "drawing/formats.hpp"

#include <algorithm>
#include <array>

namespace statybos::documents {
namespace {

constexpr std::string_view no_break_space = "\u00a0";
constexpr std::string_view minus = "\u2212";

bool is_english(std::string_view language) {
    return language == "en";
}

// "1234.50" with the language's marks.
std::string marked(std::string_view number, std::string_view language) {
    const bool english = is_english(language);
    std::string text;
    if (number.starts_with('-')) {
        text = minus;
        number.remove_prefix(1);
    }
    const std::size_t whole = std::min(number.find('.'), number.size());
    for (std::size_t i = 0; i < whole; ++i) {
        if (i > 0 && (whole - i) % 3 == 0) {
            text += english ? "," : no_break_space;
        }
        text += number[i];
    }
    if (whole < number.size()) {
        text += english ? '.' : ',';
        text += number.substr(whole + 1);
    }
    return text;
}

struct Named {
    std::string_view code;
    std::string_view lt;
    std::string_view en;
};

constexpr std::array units = {
    Named{"pcs", "vnt.", "pcs"}, Named{"m", "m", "m"},          Named{"m2", "m²", "m²"},
    Named{"m3", "m³", "m³"},     Named{"kg", "kg", "kg"},       Named{"t", "t", "t"},
    Named{"l", "l", "l"},        Named{"pack", "pak.", "pack"}, Named{"pallet", "pad.", "pallet"},
};

// The European Union, and who else is near.
constexpr std::array countries = {
    Named{"AT", "Austrija", "Austria"},
    Named{"BE", "Belgija", "Belgium"},
    Named{"BG", "Bulgarija", "Bulgaria"},
    Named{"CH", "Šveicarija", "Switzerland"},
    Named{"CY", "Kipras", "Cyprus"},
    Named{"CZ", "Čekija", "Czechia"},
    Named{"DE", "Vokietija", "Germany"},
    Named{"DK", "Danija", "Denmark"},
    Named{"EE", "Estija", "Estonia"},
    Named{"ES", "Ispanija", "Spain"},
    Named{"FI", "Suomija", "Finland"},
    Named{"FR", "Prancūzija", "France"},
    Named{"GB", "Jungtinė Karalystė", "United Kingdom"},
    Named{"GR", "Graikija", "Greece"},
    Named{"HR", "Kroatija", "Croatia"},
    Named{"HU", "Vengrija", "Hungary"},
    Named{"IE", "Airija", "Ireland"},
    Named{"IT", "Italija", "Italy"},
    Named{"LT", "Lietuva", "Lithuania"},
    Named{"LU", "Liuksemburgas", "Luxembourg"},
    Named{"LV", "Latvija", "Latvia"},
    Named{"MT", "Malta", "Malta"},
    Named{"NL", "Nyderlandai", "Netherlands"},
    Named{"NO", "Norvegija", "Norway"},
    Named{"PL", "Lenkija", "Poland"},
    Named{"PT", "Portugalija", "Portugal"},
    Named{"RO", "Rumunija", "Romania"},
    Named{"SE", "Švedija", "Sweden"},
    Named{"SI", "Slovėnija", "Slovenia"},
    Named{"SK", "Slovakija", "Slovakia"},
    Named{"UA", "Ukraina", "Ukraine"},
};

template <class Names>
std::string name_in(const Names& names, std::string_view code, std::string_view language) {
    const auto known = std::find_if(names.begin(), names.end(),
                                    [&](const Named& named) { return named.code == code; });
    return std::string(known == names.end() ? code : is_english(language) ? known->en : known->lt);
}

} // namespace

std::string format_amount(const Money& money, std::string_view language) {
    return marked(money.amount(), language);
}

std::string format_money(const Money& money, std::string_view language) {
    return format_amount(money, language) + std::string(no_break_space) +
           std::string(money.currency.code());
}

std::string format_quantity(Quantity quantity, std::string_view unit, std::string_view language) {
    return marked(quantity.to_string(), language) + std::string(no_break_space) +
           name_in(units, unit, language);
}

std::string format_rate(Percent rate, std::string_view language) {
    std::string text = rate.to_string();
    while (text.ends_with('0')) {
        text.pop_back();
    }
    if (text.ends_with('.')) {
        text.pop_back();
    }
    return marked(text, language) + std::string(no_break_space) + '%';
}

std::string format_iban(std::string_view iban) {
    std::string text;
    for (std::size_t i = 0; i < iban.size(); ++i) {
        if (i > 0 && i % 4 == 0) {
            text += no_break_space;
        }
        text += iban[i];
    }
    return text;
}

std::string format_postal_code(std::string_view code, std::string_view country) {
    const bool bare =
        std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
    return (country == "LT" && bare ? "LT-" : "") + std::string(code);
}

std::string format_country(std::string_view code, std::string_view language) {
    return name_in(countries, code, language);
}

} // namespace statybos::documents
