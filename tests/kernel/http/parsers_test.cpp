#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/characters.hpp"
#include "http/client_address.hpp"
#include "http/cookies.hpp"
#include "http/digest.hpp"
#include "http/language.hpp"
#include "http/path.hpp"
#include "http/query.hpp"
#include "http/response.hpp"
#include "http/trace.hpp"

namespace statybos::kernel::http {
namespace {

using namespace std::string_literals;

TEST(PathTest, SplitsTargets) {
    struct Case {
        std::string_view target, path, query;
    };
    for (const Case& c : {Case{"/a/b", "/a/b", ""}, Case{"/a?b=c?d", "/a", "b=c?d"},
                          Case{"http://shop.test/a?q=1", "/a", "q=1"}, Case{"*", "*", ""},
                          Case{"/", "/", ""}, Case{"/%C4%85", "/%C4%85", ""}}) {
        const auto target = parse_target(c.target);
        ASSERT_TRUE(target) << c.target;
        EXPECT_EQ(target->path, c.path);
        EXPECT_EQ(target->query, c.query);
    }
}

TEST(PathTest, RefusesHostilePathsAsMalformedPath) {
    const std::string many = [] {
        std::string out;
        for (int i = 0; i < 33; ++i) {
            out += "/a";
        }
        return out;
    }();
    for (const std::string& target : {""s,
                                      "a"s,
                                      "?a"s,
                                      "/../etc/passwd"s,
                                      "/a/.."s,
                                      "/a/%2e%2e/b"s,
                                      "/a/%2E./b"s,
                                      "/."s,
                                      "/a%2fb"s,
                                      "/a%2Fb"s,
                                      "/a%5cb"s,
                                      "/a\\b"s,
                                      "/a%00"s,
                                      "/a\0b"s,
                                      "/a%0d%0aX: y"s,
                                      "/a%7f"s,
                                      "/%"s,
                                      "/%4"s,
                                      "/%zz"s,
                                      "/%c0%af"s,
                                      "/%c0%ae%c0%ae"s,
                                      "/%ff"s,
                                      "/\xff"s,
                                      "/%ed%a0%80"s,
                                      "/%f5%80%80%80"s,
                                      "/%e0%80%af"s,
                                      "http://shop.test"s,
                                      "http://shop.test?a"s,
                                      "ftp://a/b"s,
                                      many}) {
        const auto result = parse_target(target);
        ASSERT_FALSE(result) << target;
        EXPECT_EQ(result.error().slug(), "malformed_path") << target;
    }
}

TEST(QueryTest, DecodesPairsInOrder) {
    std::vector<QueryParameter> out;
    ASSERT_TRUE(parse_query("q=plyt%C4%97s+60x60&&empty=&flag&q=2&a=b=c", out));
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const auto& parameter : out) {
        pairs.emplace_back(parameter.name, parameter.value);
    }
    EXPECT_THAT(pairs, testing::ElementsAre(testing::Pair("q", "plytės 60x60"),
                                            testing::Pair("empty", ""), testing::Pair("flag", ""),
                                            testing::Pair("q", "2"), testing::Pair("a", "b=c")));
}

TEST(QueryTest, RefusesBrokenTextAsMalformedQuery) {
    std::string many;
    for (int i = 0; i < 201; ++i) {
        many += "a=1&";
    }
    for (const std::string& text :
         {"a=%"s, "a=%1"s, "a=%gg"s, "a=%ff"s, "%00=1"s, "a=%c0%80"s, many}) {
        std::vector<QueryParameter> out;
        const auto result = parse_query(text, out);
        ASSERT_FALSE(result) << text;
        EXPECT_EQ(result.error().slug(), "malformed_query");
    }
}

TEST(QueryTest, CanonicalFormsOfEqualQuestionsAreEqual) {
    const auto canonical = [](std::string_view text) {
        std::string out;
        append_canonical_query(out, text);
        return out;
    };
    EXPECT_EQ(canonical("b=1&a=2"), canonical("a=2&&b=1&"));
    EXPECT_EQ(canonical("a=2&b=1&a=1"), "a=2&a=1&b=1");
    EXPECT_NE(canonical("a=1&a=2"), canonical("a=2&a=1"));
    EXPECT_EQ(canonical(""), "");
}

TEST(CookieTest, FindsExactlyTheNamedCookie) {
    const std::string_view header = "session=abc; xsession=no; q=\"in quotes\"; empty=; broken";
    EXPECT_EQ(find_cookie(header, "session"), "abc");
    EXPECT_EQ(find_cookie(header, "q"), "in quotes");
    EXPECT_EQ(find_cookie(header, "Session").data(), nullptr);
    EXPECT_EQ(find_cookie(header, "broken").data(), nullptr);
    EXPECT_EQ(find_cookie(header, "empty"), "");
    EXPECT_NE(find_cookie(header, "empty").data(), nullptr);
    EXPECT_EQ(find_cookie("", "a").data(), nullptr);
}

TEST(LanguageTest, ChoosesByQualityAmongTheOffered) {
    const std::vector<std::string> offered{"en", "lt"};
    struct Case {
        std::string_view header, language;
    };
    for (const Case& c :
         {Case{"", "en"}, Case{"lt", "lt"}, Case{"lt-LT,lt;q=0.9,en;q=0.8", "lt"},
          Case{"en;q=0.2, lt;q=0.3", "lt"}, Case{"de, fr", "en"}, Case{"de, *;q=0.1", "en"},
          Case{"LT", "lt"}, Case{"lt;q=0, en;q=0.1", "en"}, Case{"lt;q=2", "en"},
          Case{"lt;q=0.12345", "en"}, Case{";;;,,,", "en"}, Case{"lt ; q=1.0", "lt"}}) {
        EXPECT_EQ(choose_language(c.header, offered), c.language) << c.header;
    }
}

TEST(TraceTest, JudgesTraceparents) {
    const std::string good = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    EXPECT_TRUE(is_traceparent(good));
    EXPECT_FALSE(is_traceparent("00-00000000000000000000000000000000-b7ad6b7169203331-01"));
    EXPECT_FALSE(is_traceparent("00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01"));
    EXPECT_FALSE(is_traceparent("00-0AF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
    EXPECT_FALSE(is_traceparent(good + "-x"));
    EXPECT_FALSE(is_traceparent(""));
    const std::string child = child_traceparent(good);
    EXPECT_TRUE(is_traceparent(child));
    EXPECT_EQ(child.substr(0, 36), good.substr(0, 36));
    EXPECT_NE(child.substr(36, 16), good.substr(36, 16));
    EXPECT_EQ(child.substr(52), "-01");
    EXPECT_TRUE(is_traceparent(child_traceparent("nonsense")));
}

TEST(TraceTest, JudgesRequestIds) {
    EXPECT_TRUE(is_request_id("a-Z.0_9:x"));
    EXPECT_FALSE(is_request_id(""));
    EXPECT_FALSE(is_request_id("a b"));
    EXPECT_FALSE(is_request_id("a\"b"));
    EXPECT_FALSE(is_request_id(std::string(129, 'a')));
    std::string one;
    std::string two;
    make_request_id(one);
    make_request_id(two);
    EXPECT_TRUE(is_request_id(one));
    EXPECT_EQ(one.size(), 32u);
    EXPECT_NE(one, two);
}

TEST(DigestTest, KnowsSha256) {
    EXPECT_EQ(sha256_hex("abc"),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(strong_etag("abc"), "\"ba7816bf8f01cfea414140de5dae2223\"");
}

TEST(DigestTest, ComparesEntityTagsWeakly) {
    EXPECT_TRUE(etag_matches("\"a\"", "\"a\""));
    EXPECT_TRUE(etag_matches("\"x\", W/\"a\"", "\"a\""));
    EXPECT_TRUE(etag_matches("*", "\"a\""));
    EXPECT_FALSE(etag_matches("\"b\"", "\"a\""));
    EXPECT_FALSE(etag_matches("", "\"a\""));
    EXPECT_FALSE(etag_matches("*", ""));
}

TEST(ClientAddressTest, BelievesOnlyTrustedProxies) {
    const auto proxies = TrustedProxies::create({"10.0.0.0/8", "::1"});
    ASSERT_TRUE(proxies);
    Headers headers;
    headers.add("X-Forwarded-For", "1.2.3.4, 203.0.113.7, 10.1.1.1");
    EXPECT_EQ(proxies->client_of("192.0.2.1", headers), "192.0.2.1");
    EXPECT_EQ(proxies->client_of("10.9.9.9", headers), "203.0.113.7");
    EXPECT_EQ(proxies->client_of("::1", headers), "203.0.113.7");
    Headers nonsense;
    nonsense.add("X-Forwarded-For", "not an address");
    EXPECT_EQ(proxies->client_of("10.9.9.9", nonsense), "10.9.9.9");
    EXPECT_EQ(TrustedProxies::create({"10.0.0.0/33"}).error().slug(), "invalid_setting");
    EXPECT_EQ(TrustedProxies::create({"proxy"}).error().slug(), "invalid_setting");
}

TEST(ResponseTest, RefusesWhatCannotStandOnTheWire) {
    Response response;
    EXPECT_FALSE(response.set_header("X-A", "b\r\nX-C: d"));
    EXPECT_FALSE(response.set_header("X A", "b"));
    EXPECT_FALSE(response.add_header("", "b"));
    EXPECT_FALSE(response.set_header("content-length", "5"));
    EXPECT_FALSE(response.set_header("Transfer-Encoding", "chunked"));
    EXPECT_TRUE(response.headers().empty());
    EXPECT_TRUE(response.set_header("X-A", "b"));
    EXPECT_TRUE(response.set_header("x-a", "c"));
    EXPECT_TRUE(response.add_header("X-A", "d"));
    ASSERT_EQ(response.headers().size(), 2u);
    EXPECT_EQ(response.header("X-A"), "c");
    response.set_status(99);
    EXPECT_EQ(response.status(), 500u);
}

} // namespace
} // namespace statybos::kernel::http
