#include "http/multipart.hpp"

#include <gtest/gtest.h>

namespace statybos::kernel::http {
namespace {

constexpr std::string_view type = "multipart/form-data; boundary=xyz";

std::string slug_of(std::string_view content_type, std::string_view body) {
    std::vector<Part> parts;
    const auto result = parse_multipart(content_type, body, parts);
    return result ? "" : result.error().slug();
}

std::string part(std::string_view headers, std::string_view body) {
    return "--xyz\r\n" + std::string(headers) + "\r\n\r\n" + std::string(body) + "\r\n";
}

TEST(MultipartTest, SplitsParts) {
    using namespace std::string_literals;
    const std::string picture = "\xFF\xD8\0--xyz inside\r\n--xy"s;
    const std::string body =
        "preamble\r\n" +
        part("Content-Disposition: form-data; name=\"file\"; filename=\"plyt\\\"elė.jpg\"\r\n"
             "Content-Type: image/jpeg",
             picture) +
        part("content-disposition: form-data; name=alt", "") + "--xyz--\r\nepilogue";
    std::vector<Part> parts;
    ASSERT_TRUE(parse_multipart(type, body, parts));
    ASSERT_EQ(parts.size(), 2u);
    EXPECT_EQ(parts[0].name, "file");
    EXPECT_EQ(parts[0].filename, "plyt\"elė.jpg");
    EXPECT_EQ(parts[0].content_type, "image/jpeg");
    EXPECT_EQ(parts[0].body, picture);
    EXPECT_EQ(parts[1].name, "alt");
    EXPECT_EQ(parts[1].body, "");
}

TEST(MultipartTest, TakesQuotedBoundariesAndBlanksBehindThem) {
    std::vector<Part> parts;
    ASSERT_TRUE(parse_multipart("multipart/form-data; charset=utf-8; boundary=\"a b\"",
                                "--a b \t\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\nv"
                                "\r\n--a b--",
                                parts));
    ASSERT_EQ(parts.size(), 1u);
    EXPECT_EQ(parts[0].body, "v");
}

TEST(MultipartTest, ABoundaryInTheMiddleOfALineIsContent) {
    std::vector<Part> parts;
    const std::string body =
        part("Content-Disposition: form-data; name=\"n\"", "a --xyz\r\n--xyzz") + "--xyz--";
    ASSERT_TRUE(parse_multipart(type, body, parts));
    ASSERT_EQ(parts.size(), 1u);
    EXPECT_EQ(parts[0].body, "a --xyz\r\n--xyzz");
}

TEST(MultipartTest, RefusesMalformedMultipart) {
    const std::string good = part("Content-Disposition: form-data; name=\"n\"", "v");
    const std::string big_header = "X-A: " + std::string(9000, 'a');
    struct Case {
        std::string_view why;
        std::string content_type;
        std::string body;
    };
    const std::vector<Case> cases{
        {"no boundary", "multipart/form-data", good + "--xyz--"},
        {"empty boundary", "multipart/form-data; boundary=\"\"", good + "--xyz--"},
        {"long boundary", "multipart/form-data; boundary=" + std::string(71, 'x'), good},
        {"bad boundary", "multipart/form-data; boundary=\"x\ty\"", good},
        {"unclosed quote", "multipart/form-data; boundary=\"xyz", good},
        {"empty body", std::string(type), ""},
        {"no delimiter", std::string(type), "hello"},
        {"no end", std::string(type), good},
        {"cut in the last delimiter", std::string(type), good + "--xyz-"},
        {"no name", std::string(type),
         part("Content-Disposition: form-data; filename=\"a\"", "v") + "--xyz--"},
        {"attachment", std::string(type),
         part("Content-Disposition: attachment; name=\"a\"", "v") + "--xyz--"},
        {"no headers' end", std::string(type), "--xyz\r\nContent-Disposition: x\r\n--xyz--"},
        {"no colon", std::string(type), part("nonsense", "v") + "--xyz--"},
        {"name not UTF-8", std::string(type),
         part("Content-Disposition: form-data; name=\"\xff\"", "v") + "--xyz--"},
        {"control character", std::string(type),
         part(std::string("Content-Disposition: form-data; name=\"a\0b\"", 41), "v") + "--xyz--"},
        {"large header", std::string(type), part(big_header, "v") + "--xyz--"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(slug_of(c.content_type, c.body), "malformed_multipart") << c.why;
    }
}

TEST(MultipartTest, RefusesTooManyParts) {
    std::string body;
    for (int i = 0; i < 64; ++i) {
        body += part("Content-Disposition: form-data; name=\"n\"", "v");
    }
    EXPECT_EQ(slug_of(type, body + "--xyz--"), "");
    body += part("Content-Disposition: form-data; name=\"n\"", "v");
    EXPECT_EQ(slug_of(type, body + "--xyz--"), "too_many_parts");
}

} // namespace
} // namespace statybos::kernel::http
