#include <statybos/limits.hpp>

#include <algorithm>

#include <statybos/instant.hpp>

namespace statybos {
namespace {

bool lower(char c) {
    return c >= 'a' && c <= 'z';
}
bool upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool digit(char c) {
    return c >= '0' && c <= '9';
}
bool alphanumeric(char c) {
    return lower(c) || upper(c) || digit(c);
}

// Labels of letters, digits and inner dashes, joined by dots.
bool is_domain(std::string_view text, bool needs_dot) {
    std::size_t label = 0;
    std::size_t dots = 0;
    char before = '.';
    for (const char c : text) {
        if (c == '.') {
            if (label == 0 || before == '-') {
                return false;
            }
            label = 0;
            ++dots;
        } else if ((!alphanumeric(c) && c != '-') || (c == '-' && label == 0) || ++label > 63) {
            return false;
        }
        before = c;
    }
    return label != 0 && before != '-' && text.size() <= 253 && (dots != 0 || !needs_dot);
}

bool is_email(std::string_view text) noexcept {
    const std::size_t at = text.rfind('@');
    if (at == std::string_view::npos || at == 0 || at > 64 || text.size() > 254) {
        return false;
    }
    const std::string_view local = text.substr(0, at);
    constexpr std::string_view marks = ".!#$%&'*+/=?^_`{|}~-";
    const auto allowed = [&](char c) {
        return alphanumeric(c) || marks.find(c) != std::string_view::npos;
    };
    return std::all_of(local.begin(), local.end(), allowed) && local.front() != '.' &&
           local.back() != '.' && local.find("..") == std::string_view::npos &&
           is_domain(text.substr(at + 1), true);
}

bool is_url(std::string_view text) noexcept {
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (text.substr(0, scheme.size()) != scheme) {
            continue;
        }
        const std::string_view rest = text.substr(scheme.size());
        const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
        const std::size_t colon = authority.find(':');
        const std::string_view port =
            colon == std::string_view::npos ? std::string_view() : authority.substr(colon + 1);
        return is_domain(authority.substr(0, colon), false) && port.size() <= 5 &&
               std::all_of(port.begin(), port.end(), digit) &&
               std::all_of(rest.begin(), rest.end(), [](char c) {
                   return static_cast<unsigned char>(c) > 0x20 && c != 0x7F && c != '"' &&
                          c != '<' && c != '>' && c != '\\';
               });
    }
    return false;
}

bool is_slug(std::string_view text) noexcept {
    return !text.empty() && text.front() != '-' && text.back() != '-' &&
           text.find("--") == std::string_view::npos &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return lower(c) || digit(c) || c == '-'; });
}

bool is_phone(std::string_view text) noexcept {
    if (!text.empty() && text.front() == '+') {
        text.remove_prefix(1);
    }
    const auto digits = std::count_if(text.begin(), text.end(), digit);
    return digits >= 5 && digits <= 15 && std::all_of(text.begin(), text.end(), [](char c) {
               return digit(c) || c == ' ' || c == '-' || c == '(' || c == ')';
           });
}

bool is_country(std::string_view text) noexcept {
    return text.size() == 2 && upper(text[0]) && upper(text[1]);
}

bool is_language(std::string_view text) noexcept {
    const std::string_view main = text.substr(0, text.find('-'));
    if (main.size() < 2 || main.size() > 3 || !std::all_of(main.begin(), main.end(), lower)) {
        return false;
    }
    std::size_t part = 1;
    for (const char c : text.substr(main.size())) {
        part = c == '-' ? 0 : part + 1;
        if ((c != '-' && !alphanumeric(c)) || part > 8) {
            return false;
        }
    }
    return part != 0 && text.find("--") == std::string_view::npos;
}

bool is_date(std::string_view text) noexcept {
    if (text.size() != 10) {
        return false;
    }
    char whole[20];
    std::copy(text.begin(), text.end(), whole);
    constexpr std::string_view midnight = "T00:00:00Z";
    std::copy(midnight.begin(), midnight.end(), whole + 10);
    return Instant::parse({whole, sizeof whole}).has_value();
}

} // namespace

constinit const Format email_format{"email", "", is_email};
constinit const Format url_format{"uri", "^https?://", is_url};
constinit const Format slug_format{"slug", "^[a-z0-9]+(-[a-z0-9]+)*$", is_slug};
constinit const Format phone_format{"phone", "^\\+?[0-9 ()-]+$", is_phone};
constinit const Format country_format{"country", "^[A-Z]{2}$", is_country};
constinit const Format language_format{"language", "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$", is_language};
constinit const Format date_format{"date", "", is_date};

} // namespace statybos
