#include <statybos/slug.hpp>

#include <utility>

namespace statybos {
namespace {

constexpr std::size_t longest = 80;

// Letters of two bytes and what they become; both cases.
constexpr std::pair<std::string_view, char> folded[] = {
    {"ą", 'a'}, {"č", 'c'}, {"ę", 'e'}, {"ė", 'e'}, {"į", 'i'}, {"š", 's'}, {"ų", 'u'}, {"ū", 'u'},
    {"ž", 'z'}, {"Ą", 'a'}, {"Č", 'c'}, {"Ę", 'e'}, {"Ė", 'e'}, {"Į", 'i'}, {"Š", 's'}, {"Ų", 'u'},
    {"Ū", 'u'}, {"Ž", 'z'}, {"ā", 'a'}, {"ē", 'e'}, {"ģ", 'g'}, {"ī", 'i'}, {"ķ", 'k'}, {"ļ", 'l'},
    {"ņ", 'n'}, {"ä", 'a'}, {"ö", 'o'}, {"õ", 'o'}, {"ü", 'u'}, {"ó", 'o'}, {"ł", 'l'}, {"ń", 'n'},
    {"ś", 's'}, {"ź", 'z'}, {"ż", 'z'}, {"ć", 'c'}, {"é", 'e'}, {"è", 'e'}, {"á", 'a'}, {"à", 'a'},
};

char fold(std::string_view letter) {
    for (const auto& [from, to] : folded) {
        if (letter == from) {
            return to;
        }
    }
    return '\0';
}

char lowered(char c) {
    if (c >= 'A' && c <= 'Z') {
        return static_cast<char>(c - 'A' + 'a');
    }
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '\0';
}

} // namespace

std::string slug_of(std::string_view text, std::string_view otherwise) {
    std::string slug;
    bool gap = false;
    for (std::size_t i = 0; i < text.size();) {
        const bool wide = static_cast<unsigned char>(text[i]) >= 0xC0 && i + 1 < text.size();
        const char letter = wide ? fold(text.substr(i, 2)) : lowered(text[i]);
        i += wide ? 2 : 1;
        if (letter == '\0') {
            gap = !slug.empty();
            continue;
        }
        if (gap) {
            slug += '-';
            gap = false;
        }
        slug += letter;
    }
    if (slug.size() > longest) {
        const std::size_t dash = slug.rfind('-', longest);
        slug.resize(dash == std::string::npos ? longest : dash);
    }
    return slug.empty() ? std::string(otherwise) : slug;
}

} // namespace statybos
