#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include <statybos/json_reader.hpp>
#include <statybos/json_writer.hpp>

#include "sdk/sample_records.hpp"

namespace {

using namespace statybos;
using sample::Everything;

enum class Grade { good, bad };
STATYBOS_ENUM(Grade, good, bad)

struct Line {
    ProductId product_id;
    Quantity quantity;
};
STATYBOS_RECORD(Line, product_id, quantity)

struct Review {
    std::string text;
    std::int32_t rating = 0;
    std::vector<std::string> images;
    std::optional<std::string> email;
    std::optional<Grade> grade;
    std::optional<double> lat;
    std::optional<Money> price;
    std::optional<Quantity> change;
    std::optional<Percent> rate;
    std::optional<std::vector<Line>> lines;
    std::optional<std::map<std::string, std::int32_t>> counts;
    std::uint32_t limit = 20;
    std::optional<Json> extra;
    std::optional<std::uint8_t> tiny;
    Maybe<std::string> title;
};
STATYBOS_RECORD(Review, text, rating, images, email, grade, lat, price, change, rate, lines, counts,
                limit, extra, tiny, title)
STATYBOS_LIMITS(Review, length(&Review::text, 2, 5), range(&Review::rating, 1, 5),
                items(&Review::images, 1, 2), length(&Review::images, 1, 3),
                pattern_email(&Review::email), range(&Review::lat, -90.0, 90.0),
                at_most(&Review::price, 100000), any_sign(&Review::change),
                at_most(&Review::rate, 10000), items(&Review::counts, 0, 1),
                range(&Review::limit, 1, 100), defaulted(&Review::limit))

// "pointer code" of each fault, in order.
std::vector<std::string> faults(const Error& error) {
    std::vector<std::string> out;
    for (const FieldError& field : error.fields()) {
        EXPECT_FALSE(field.message.empty());
        out.push_back(field.pointer + " " + field.code);
    }
    return out;
}

std::vector<std::string> faults_of(std::string_view body) {
    const auto read = read_json<Review>(body);
    if (read) {
        return {};
    }
    EXPECT_EQ(read.error().code(), Errc::invalid);
    EXPECT_EQ(read.error().slug(), "validation_failed");
    return faults(read.error());
}

// A review with one more or other member.
std::string with(std::string_view member) {
    return R"({"text":"Gerai","rating":5,"images":["a"],)" + std::string(member) + "}";
}

using List = std::vector<std::string>;

TEST(JsonReaderTest, ReadsEveryKindOfField) {
    const auto read = read_json<Everything>(sample::everything_json);
    ASSERT_TRUE(read.has_value()) << read.error().details();
    EXPECT_EQ(*read, sample::everything());
}

TEST(JsonReaderTest, FillsDefaultsAndOptionals) {
    const auto read =
        read_json<Review>(R"({"text":"Gerai","rating":5,"images":["a"],"email":null})");
    ASSERT_TRUE(read.has_value()) << read.error().details();
    EXPECT_EQ(read->limit, 20U);
    EXPECT_EQ(read->email, std::nullopt);
    EXPECT_FALSE(read->title.has_value());
}

TEST(JsonReaderTest, NamesEachFaultByPointerAndCode) {
    struct Case {
        const char* member;
        const char* fault;
    };
    const Case cases[] = {
        {R"("colour":1)", "/colour unknown_field"},
        {R"("a/b~c":1)", "/a~1b~0c unknown_field"},
        {R"("email":5)", "/email wrong_type"},
        {R"("email":"a@b")", "/email bad_format"},
        {R"("grade":"fine")", "/grade not_in_list"},
        {R"("grade":1)", "/grade wrong_type"},
        {R"("lat":90.5)", "/lat too_large"},
        {R"("lat":-91)", "/lat too_small"},
        {R"("lat":"54")", "/lat wrong_type"},
        {R"("lat":1e999)", "/lat too_large"},
        {R"("price":12.5)", "/price wrong_type"},
        {R"("price":"12.50")", "/price wrong_type"},
        {R"("price":{"amount":"12.50"})", "/price/currency required"},
        {R"("price":{"currency":"EUR"})", "/price/amount required"},
        {R"("price":{"amount":12.5,"currency":"EUR"})", "/price/amount wrong_type"},
        {R"("price":{"amount":"12.505","currency":"EUR"})", "/price/amount bad_format"},
        {R"("price":{"amount":"-1.00","currency":"EUR"})", "/price/amount too_small"},
        {R"("price":{"amount":"1000.01","currency":"EUR"})", "/price/amount too_large"},
        {R"("price":{"amount":"99999999999999999999","currency":"EUR"})",
         "/price/amount too_large"},
        {R"("price":{"amount":"1","currency":"XYZ"})", "/price/currency not_in_list"},
        {R"("price":{"amount":"1","currency":"EUR","vat":1})", "/price/vat unknown_field"},
        {R"("change":"1.0001")", "/change bad_format"},
        {R"("change":5)", "/change wrong_type"},
        {R"("rate":"100.01")", "/rate too_large"},
        {R"("rate":"-1")", "/rate too_small"},
        {R"("lines":{})", "/lines wrong_type"},
        {R"("lines":[1])", "/lines/0 wrong_type"},
        {R"("lines":[{"product_id":"x","quantity":"1"}])", "/lines/0/product_id bad_format"},
        {R"("counts":{"a/b":"x"})", "/counts/a~1b wrong_type"},
        {R"("counts":{"a":1,"b":2})", "/counts too_many"},
        {R"("limit":101)", "/limit too_large"},
        {R"("limit":0)", "/limit too_small"},
        {R"("limit":-1)", "/limit too_small"},
        {R"("limit":null)", "/limit wrong_type"},
        {R"("limit":1.0)", "/limit wrong_type"},
        {R"("limit":1e1)", "/limit wrong_type"},
        {R"("limit":99999999999999999999)", "/limit too_large"},
        {R"("limit":-99999999999999999999)", "/limit too_small"},
        {R"("tiny":256)", "/tiny too_large"},
        {R"("tiny":true)", "/tiny wrong_type"},
        {R"("title":null)", "/title wrong_type"},
        {R"("title":"a\u0000b")", "/title bad_format"},
        {R"("extra":{"a":["\u0000"]})", "/extra bad_format"},
        {R"("extra":{"\u0000":1})", "/extra bad_format"},
        {R"("extra":[1e999])", "/extra bad_format"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(faults_of(with(c.member)), List{c.fault}) << c.member;
    }
}

TEST(JsonReaderTest, TakesWhatLiesJustWithinTheLimits) {
    for (const char* member :
         {R"("price":{"amount":"1000.00","currency":"EUR"})", R"("change":"-2.5")", R"("tiny":255)",
          R"("rate":"100")", R"("lat":-90)", R"("limit":100)", R"("extra":null)", R"("title":"")",
          R"("counts":{"a":1})", R"("lines":[])"}) {
        EXPECT_EQ(faults_of(with(member)), List{}) << member;
    }
}

TEST(JsonReaderTest, ReportsAllFaultsAtOnce) {
    EXPECT_EQ(faults_of(R"({"text":"x","rating":6,"images":[],"x":1,"lines":[{},{"quantity":1}]})"),
              (List{"/text too_short", "/rating too_large", "/images too_few", "/x unknown_field",
                    "/lines/0/product_id required", "/lines/0/quantity required",
                    "/lines/1/quantity wrong_type", "/lines/1/product_id required"}));
    EXPECT_EQ(faults_of("{}"), (List{"/text required", "/rating required", "/images required"}));
}

TEST(JsonReaderTest, CountsCodePointsNotBytes) {
    EXPECT_EQ(faults_of(R"({"text":"ąčęėį","rating":1,"images":["šųū"]})"), List{});
    EXPECT_EQ(faults_of(R"({"text":"ąčęėįš","rating":1,"images":["šųūž"]})"),
              (List{"/text too_long", "/images/0 too_long"}));
}

TEST(JsonReaderTest, BoundsTextAndListsThatHaveNoLimit) {
    struct Counted {
        static std::string text(std::size_t n) {
            return R"({"email":null,"text":"ab","rating":1,"images":["a"],"title":")" +
                   std::string(n, 'x') + "\"}";
        }
    };
    EXPECT_EQ(faults_of(Counted::text(10'000)), List{});
    EXPECT_EQ(faults_of(Counted::text(10'001)), List{"/title too_long"});
    std::string lines = R"("lines":[0)";
    for (int i = 0; i < 1000; ++i) {
        lines += ",0";
    }
    EXPECT_EQ(faults_of(with(lines + "]")), List{"/lines too_many"});
}

TEST(JsonReaderTest, StopsCountingFaultsAtAHundred) {
    std::string body = "{\"a0\":1";
    for (int i = 1; i < 500; ++i) {
        body += ",\"a" + std::to_string(i) + "\":1";
    }
    EXPECT_EQ(faults_of(body + "}").size(), 100U);
}

TEST(JsonReaderTest, MalformedJsonNamesThePosition) {
    struct Case {
        std::string body;
        const char* position;
    };
    const Case cases[] = {
        {"", "0"},
        {"   ", "3"},
        {"{", "1"},
        {R"({"a":1,})", "7"},
        {R"({"a" 1})", "5"},
        {"{'a':1}", "1"},
        {R"({"a":01})", "6"},
        {R"({"a":NaN})", "5"},
        {R"({"a":1}x)", "7"},
        {R"({"a":1} {})", "8"},
        {"\xEF\xBB\xBF{}", "0"},
        {"[]", "0"},
        {"1", "0"},
        {"null", "0"},
        {"{\"a\":\"\n\"}", "6"},
        {"{\"a\":/**/1}", "5"},
    };
    for (const Case& c : cases) {
        const auto read = read_json<Review>(c.body);
        ASSERT_TRUE(read.has_error()) << c.body;
        EXPECT_EQ(read.error().code(), Errc::malformed) << c.body;
        EXPECT_EQ(read.error().slug(), "malformed_json") << c.body;
        EXPECT_EQ(read.error().details(), "{\"position\":" + std::string(c.position) + "}")
            << c.body;
    }
}

TEST(JsonReaderTest, MalformedJsonIsAlsoWhatIsNotUtf8) {
    for (const char* text : {"\xFF", "\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xC3",
                             "\\uD800", "\\uDC00", "\\uD800x"}) {
        const auto read = read_json<Review>("{\"text\":\"" + std::string(text) + "\"}");
        ASSERT_TRUE(read.has_error()) << text;
        EXPECT_EQ(read.error().slug(), "malformed_json") << text;
    }
}

TEST(JsonReaderTest, MalformedJsonIsAlsoADuplicateKey) {
    for (const char* body : {R"({"text":"a","text":"b"})", R"({"text":"a","te\u0078t":"b"})",
                             R"({"extra":{"x":1,"y":2,"x":3}})"}) {
        const auto read = read_json<Review>(body);
        ASSERT_TRUE(read.has_error()) << body;
        EXPECT_EQ(read.error().slug(), "malformed_json") << body;
    }
}

TEST(JsonReaderTest, DepthEndsAtThirtyTwo) {
    const auto nested = [](std::size_t depth) {
        return R"({"extra":)" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}";
    };
    EXPECT_EQ(read_json<Review>(nested(32)).error().slug(), "validation_failed");
    EXPECT_EQ(read_json<Review>(nested(33)).error().slug(), "malformed_json");
    EXPECT_EQ(read_json<Review>(std::string(1'000'000, '[')).error().slug(), "malformed_json");
}

TEST(JsonReaderTest, TooManyValuesAreRefused) {
    std::string body = "[0";
    for (std::size_t i = 0; i < JsonDocument::max_nodes; ++i) {
        body += ",0";
    }
    EXPECT_EQ(JsonDocument::parse(body + "]").error().slug(), "malformed_json");
}

TEST(JsonReaderTest, ChangeTellsAbsentFromNull) {
    struct Probe {
        static Change<std::string> of(std::string_view member) {
            Everything all = sample::everything();
            all.change = {};
            std::string body = write_json(all);
            body.pop_back();
            return read_json<Everything>(body + std::string(member) + "}").value().change;
        }
    };
    EXPECT_FALSE(Probe::of("").present());
    EXPECT_TRUE(Probe::of(R"(,"change":null)").cleared());
    EXPECT_EQ(Probe::of(R"(,"change":"x")").value(), "x");
    std::optional<std::string> target = "old";
    Probe::of("").apply_to(target);
    EXPECT_EQ(target, "old");
    Probe::of(R"(,"change":null)").apply_to(target);
    EXPECT_EQ(target, std::nullopt);
}

TEST(StoredJsonTest, SkipsUnknownMembersKeepsDefaultsAndAppliesNoLimits) {
    const auto read =
        read_stored_json<Review>(R"({"text":"longer than five","rating":99,"later":[1],"limit":0,)"
                                 R"("price":{"amount":"-5.00","currency":"EUR","x":1}})");
    ASSERT_TRUE(read.has_value()) << read.error().details();
    EXPECT_EQ(read->rating, 99);
    EXPECT_EQ(read->price, eur(-500));
    EXPECT_TRUE(read->images.empty());
}

TEST(StoredJsonTest, StillRefusesAnotherType) {
    EXPECT_EQ(faults(read_stored_json<Review>(R"({"rating":"5"})").error()),
              List{"/rating wrong_type"});
}

TEST(StoredJsonTest, ReadsListsToo) {
    EXPECT_EQ(read_stored_json<std::vector<std::int64_t>>("[1,2]").value(),
              (std::vector<std::int64_t>{1, 2}));
}

} // namespace
