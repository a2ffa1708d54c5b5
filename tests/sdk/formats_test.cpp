#include <gtest/gtest.h>

#include <string>

#include <statybos/limits.hpp>

namespace {

using namespace statybos;

struct Case {
    const Format* format;
    std::string text;
    bool accepted;
};

TEST(FormatTest, AcceptsAndRefuses) {
    const std::string label63(63, 'a');
    const Case cases[] = {
        {&email_format, "a@b.lt", true},
        {&email_format, "jonas.jonaitis+x@statyba.example.com", true},
        {&email_format, "a@b", false},
        {&email_format, "@b.lt", false},
        {&email_format, "a@", false},
        {&email_format, "a b@c.lt", false},
        {&email_format, "a@b..lt", false},
        {&email_format, ".a@b.lt", false},
        {&email_format, "a..a@b.lt", false},
        {&email_format, "a@-b.lt", false},
        {&email_format, "a@b-.lt", false},
        {&email_format, "a@b.lt.", false},
        {&email_format, "a@b.lt\r\nBcc: x@y.lt", false},
        {&email_format, "ą@b.lt", false},
        {&email_format, std::string(64, 'a') + "@b.lt", true},
        {&email_format, std::string(65, 'a') + "@b.lt", false},
        {&email_format, "a@" + label63 + ".lt", true},
        {&email_format, "a@" + label63 + "a.lt", false},
        {&url_format, "https://example.com/a?b=c#d", true},
        {&url_format, "http://localhost:8080", true},
        {&url_format, "ftp://example.com", false},
        {&url_format, "javascript:alert(1)", false},
        {&url_format, "https://", false},
        {&url_format, "https:///x", false},
        {&url_format, "https://user@host", false},
        {&url_format, "https://host/a b", false},
        {&url_format, "https://host/\"x", false},
        {&url_format, "https://host:123456", false},
        {&url_format, "https://host:8o", false},
        {&slug_format, "keraminės", false},
        {&slug_format, "keramines-plyteles-2", true},
        {&slug_format, "-a", false},
        {&slug_format, "a-", false},
        {&slug_format, "a--b", false},
        {&slug_format, "A", false},
        {&slug_format, "", false},
        {&phone_format, "+370 600 00000", true},
        {&phone_format, "(8-5) 212345", true},
        {&phone_format, "1234", false},
        {&phone_format, "+1234567890123456", false},
        {&phone_format, "+370+600", false},
        {&country_format, "LT", true},
        {&country_format, "lt", false},
        {&country_format, "LTU", false},
        {&language_format, "lt", true},
        {&language_format, "en-GB", true},
        {&language_format, "e", false},
        {&language_format, "en-", false},
        {&language_format, "en--GB", false},
        {&language_format, "LT", false},
        {&date_format, "2026-11-22", true},
        {&date_format, "2026-02-29", false},
        {&date_format, "2026-1-1", false},
        {&date_format, "2026 11 22", false},
        {&date_format, "2026-11-22T", false},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(c.format->accepts(c.text), c.accepted) << c.format->name << ": " << c.text;
    }
}

} // namespace
