#include <gtest/gtest.h>

#include <limits>
#include <string>

#include <statybos/json_reader.hpp>
#include <statybos/json_writer.hpp>

#include "sdk/sample_records.hpp"

namespace {

using namespace statybos;
using sample::Everything;

struct Nothing {};
STATYBOS_RECORD(Nothing)

struct OnlyMaybe {
    Maybe<std::string> text;
    Change<std::int64_t> number;
};
STATYBOS_RECORD(OnlyMaybe, text, number)

struct Tree {
    std::string name;
    std::vector<Tree> children;
    friend bool operator==(const Tree&, const Tree&) = default;
};
STATYBOS_RECORD(Tree, name, children)

TEST(JsonWriterTest, WritesEveryKindOfFieldInOrder) {
    std::string expected = sample::everything_json;
    const std::string escaped = "\\u010d";
    expected.replace(expected.find(escaped), escaped.size(), "č");
    EXPECT_EQ(write_json(sample::everything()), expected);
}

TEST(JsonWriterTest, IsReadBackAsItWas) {
    const auto read = read_json<Everything>(write_json(sample::everything()));
    ASSERT_TRUE(read.has_value()) << read.error().details();
    EXPECT_EQ(*read, sample::everything());
}

TEST(JsonWriterTest, LeavesOutEmptyMaybeAndAbsentChange) {
    EXPECT_EQ(write_json(OnlyMaybe{}), "{}");
    EXPECT_EQ(write_json(OnlyMaybe{std::string("x"), Change<std::int64_t>::clear()}),
              R"({"text":"x","number":null})");
    EXPECT_EQ(write_json(OnlyMaybe{{}, Change<std::int64_t>(7)}), R"({"number":7})");
    EXPECT_EQ(write_json(Nothing{}), "{}");
}

TEST(JsonWriterTest, EscapesText) {
    struct Case {
        std::string text;
        const char* json;
    };
    const Case cases[] = {
        {"", R"("")"},
        {"a\"b\\c/", R"("a\"b\\c/")"},
        {"\n\r\t\b\f\x01\x1f", R"("\n\r\t\u0008\u000c\u0001\u001f")"},
        {std::string("a\0b", 3), R"("a\u0000b")"},
        {"ąčę €", "\"ąčę €\""},
        {"\xF0\x9F\x8F\xA0", "\"\xF0\x9F\x8F\xA0\""},
        {"a\xFF"
         "b",
         "\"a\xEF\xBF\xBD"
         "b\""},
        {"\xC3", "\"\xEF\xBF\xBD\""},
        {"\xED\xA0\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(write_json(c.text), c.json);
    }
}

TEST(JsonWriterTest, WritesNumbersExactly) {
    EXPECT_EQ(write_json(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
    EXPECT_EQ(write_json(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
    EXPECT_EQ(write_json(0.1), "0.1");
    EXPECT_EQ(write_json(-0.0), "-0");
    EXPECT_EQ(write_json(std::numeric_limits<double>::infinity()), "null");
    EXPECT_EQ(write_json(std::numeric_limits<double>::quiet_NaN()), "null");
    EXPECT_EQ(parse_double(write_json(1e300)), 1e300);
}

TEST(JsonWriterTest, WritesARecordThatHoldsItself) {
    const Tree tree{"a", {{"b", {}}, {"c", {{"d", {}}}}}};
    const std::string text =
        R"({"name":"a","children":[{"name":"b","children":[]},{"name":"c","children":[{"name":"d","children":[]}]}]})";
    EXPECT_EQ(write_json(tree), text);
    EXPECT_EQ(read_json<Tree>(text).value(), tree);
}

TEST(JsonTest, FindsItsWayThroughAnAnswer) {
    const Json json =
        Json::parse(R"({"payment":{"id":"p1","paid":true,"lines":[{"n":1},{"n":2.5}]},"x":null})")
            .value();
    EXPECT_EQ(json.find("payment.id").as_string(), "p1");
    EXPECT_EQ(json.find("payment.paid").as_bool(), true);
    EXPECT_EQ(json.find("payment.lines.0.n").as_int(), 1);
    EXPECT_EQ(json.find("payment.lines.1.n").as_number(), 2.5);
    EXPECT_EQ(json.find("payment.lines.1.n").as_int(), std::nullopt);
    EXPECT_EQ(json.find("payment.lines.1").text(), R"({"n":2.5})");
    EXPECT_TRUE(json.find("x").is_null());
    EXPECT_TRUE(json.find("x").present());
    EXPECT_EQ(json.find("payment.lines").items().size(), 2U);
    EXPECT_EQ(json.members()[1].first, "x");
    for (const char* path : {"y", "payment.lines.2", "payment.lines.-1", "payment.lines.0x",
                             "payment.id.x", "payment..id", "x.y"}) {
        EXPECT_FALSE(json.find(path).present()) << path;
        EXPECT_EQ(json.find(path).as_string(), std::nullopt);
        EXPECT_TRUE(json.find(path).items().empty());
    }
}

TEST(JsonTest, OutlivesWhatItWasFoundIn) {
    Json found;
    {
        const Json json = Json::parse(R"({"a":["b"]})").value();
        found = json.find("a.0");
    }
    EXPECT_EQ(found.as_string(), "b");
}

TEST(JsonTest, KeepsTrustedTextAsItIs) {
    const Json json = Json::trusted(R"({"a": 1.50})");
    EXPECT_EQ(write_json(json), R"({"a": 1.50})");
    EXPECT_EQ(json.find("a").text(), "1.50");
    EXPECT_EQ(Json().text(), "null");
    EXPECT_TRUE(Json().is_null());
    EXPECT_TRUE(Json().members().empty());
    EXPECT_TRUE(Json::parse("{").has_error());
}

TEST(ParseDoubleTest, TakesJsonNumbersOnly) {
    EXPECT_EQ(parse_double("-1.5e3"), -1500.0);
    EXPECT_EQ(parse_double("0"), 0.0);
    for (const char* wrong : {"", "1,5", "1.", ".5", "+1", "0x1", "nan", "inf", " 1", "1 ", "[1]",
                              "\"1\"", "true", "null", "01"}) {
        EXPECT_EQ(parse_double(wrong), std::nullopt) << wrong;
    }
    EXPECT_EQ(parse_double(std::string(1000, '1')), std::nullopt);
}

TEST(EnumTest, IsItsNameWithoutTheTrailingUnderscore) {
    EXPECT_EQ(enum_name(sample::Unit::private_), "private");
    EXPECT_EQ(enum_from<sample::Unit>("private"), sample::Unit::private_);
    EXPECT_EQ(enum_from<sample::Unit>("private_"), std::nullopt);
    EXPECT_EQ(enum_name(static_cast<sample::Unit>(9)), "");
}

} // namespace
