#include "drawing/amount_words.hpp"

#include <array>
#include <cstdint>

namespace statybos::documents {
namespace {

using Names = std::array<std::string_view, 20>;

constexpr Names lithuanian_ones = {"",          "vienas",       "du",           "trys",
                                   "keturi",    "penki",        "šeši",         "septyni",
                                   "aštuoni",   "devyni",       "dešimt",       "vienuolika",
                                   "dvylika",   "trylika",      "keturiolika",  "penkiolika",
                                   "šešiolika", "septyniolika", "aštuoniolika", "devyniolika"};
constexpr std::array<std::string_view, 10> lithuanian_tens = {"",
                                                              "",
                                                              "dvidešimt",
                                                              "trisdešimt",
                                                              "keturiasdešimt",
                                                              "penkiasdešimt",
                                                              "šešiasdešimt",
                                                              "septyniasdešimt",
                                                              "aštuoniasdešimt",
                                                              "devyniasdešimt"};
constexpr Names english_ones = {"",        "one",     "two",       "three",    "four",
                                "five",    "six",     "seven",     "eight",    "nine",
                                "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                                "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array<std::string_view, 10> english_tens = {
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};

// One, few or many of a thing, as Lithuanian counts.
struct Counted {
    std::string_view one;  ///< 1, 21, 31 …
    std::string_view few;  ///< 2 to 9, 22 to 29 …
    std::string_view many; ///< 0, 10 to 20, 30 …
};
constexpr Counted hundreds = {"šimtas", "šimtai", "šimtų"};
constexpr Counted thousands = {"tūkstantis", "tūkstančiai", "tūkstančių"};
constexpr Counted millions = {"milijonas", "milijonai", "milijonų"};
constexpr Counted euros = {"euras", "eurai", "eurų"};

std::string_view form_of(const Counted& thing, std::int64_t count) {
    const std::int64_t last = count % 10;
    const bool teen = count % 100 >= 10 && count % 100 < 20;
    return teen || last == 0 ? thing.many : last == 1 ? thing.one : thing.few;
}

void add(std::string& text, std::string_view word) {
    if (!word.empty()) {
        text += text.empty() ? "" : " ";
        text += word;
    }
}

void add_lithuanian(std::string& text, std::int64_t below_thousand) {
    if (below_thousand >= 100) {
        add(text, lithuanian_ones[static_cast<std::size_t>(below_thousand / 100)]);
        add(text, form_of(hundreds, below_thousand / 100));
    }
    const auto rest = static_cast<std::size_t>(below_thousand % 100);
    if (rest < 20) {
        return add(text, lithuanian_ones[rest]);
    }
    add(text, lithuanian_tens[rest / 10]);
    add(text, lithuanian_ones[rest % 10]);
}

void add_english(std::string& text, std::int64_t below_thousand) {
    if (below_thousand >= 100) {
        add(text, english_ones[static_cast<std::size_t>(below_thousand / 100)]);
        add(text, "hundred");
    }
    const auto rest = static_cast<std::size_t>(below_thousand % 100);
    if (rest < 20) {
        return add(text, english_ones[rest]);
    }
    add(text, english_tens[rest / 10]);
    if (rest % 10 != 0) {
        text += '-';
        text += english_ones[rest % 10];
    }
}

std::string whole_in_lithuanian(std::int64_t whole) {
    std::string text;
    const auto group = [&](std::int64_t count, const Counted& thing) {
        if (count > 0) {
            add_lithuanian(text, count);
            add(text, form_of(thing, count));
        }
    };
    group(whole / 1'000'000, millions);
    group(whole / 1'000 % 1'000, thousands);
    add_lithuanian(text, whole % 1'000);
    add(text, text.empty() ? "nulis" : "");
    add(text, form_of(euros, whole));
    return text;
}

std::string whole_in_english(std::int64_t whole) {
    std::string text;
    const auto group = [&](std::int64_t count, std::string_view thing) {
        if (count > 0) {
            add_english(text, count);
            add(text, thing);
        }
    };
    group(whole / 1'000'000, "million");
    group(whole / 1'000 % 1'000, "thousand");
    add_english(text, whole % 1'000);
    add(text, text.empty() ? "zero" : "");
    add(text, whole == 1 ? "euro" : "euros");
    return text;
}

// The first letter of either language's numbers is one that ASCII has, or "š".
std::string capitalised(std::string text) {
    if (text.starts_with("š")) {
        return "Š" + text.substr(std::string_view("š").size());
    }
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

} // namespace

std::string amount_in_words(const Money& amount, std::string_view language) {
    constexpr std::int64_t beyond = 100'000'000'000;
    if (amount.currency != Currency("EUR") || amount.minor <= -beyond || amount.minor >= beyond) {
        return {};
    }
    const std::int64_t cents = amount.minor < 0 ? -amount.minor : amount.minor;
    const std::string whole =
        language == "en" ? whole_in_english(cents / 100) : whole_in_lithuanian(cents / 100);
    return capitalised((amount.minor < 0 ? "minus " : "") + whole) + ' ' +
           std::to_string(cents % 100) + " ct";
}

} // namespace statybos::documents
