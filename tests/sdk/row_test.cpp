#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <vector>

#include <statybos/row.hpp>
#include <statybos/strings.hpp>

#include "sdk/sample_records.hpp"

namespace {

using namespace statybos;

sty_value text(std::string_view value) {
    sty_value column{};
    column.kind = STY_TEXT;
    column.as.text = to_abi(value);
    return column;
}
sty_value integer(std::int64_t value) {
    sty_value column{};
    column.kind = STY_INT64;
    column.as.integer = value;
    return column;
}
sty_value boolean(bool value) {
    sty_value column{};
    column.kind = STY_BOOL;
    column.as.integer = value ? 1 : 0;
    return column;
}
sty_value number(double value) {
    sty_value column{};
    column.kind = STY_DOUBLE;
    column.as.number = value;
    return column;
}
sty_value null() {
    return {};
}

template <class T>
T row(const std::vector<sty_value>& columns) {
    return read_row<T>(columns);
}

template <class T>
std::string message(const std::vector<sty_value>& columns) {
    try {
        row<T>(columns);
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.error().slug(), "row_mismatch");
        EXPECT_EQ(failure.error().code(), Errc::internal);
        return failure.error().message();
    }
    return "nothing thrown";
}

constexpr const char* id = "0192f3a4-5b6c-7d8e-8f90-a1b2c3d4e5f6";

struct Stored {
    ProductId id;
    std::string title;
    sample::Unit unit = sample::Unit::pcs;
    Money price;
    std::optional<Money> discounted;
    Quantity quantity;
    Percent rate;
    bool active = false;
    std::int32_t views = 0;
    double ratio = 0;
    Instant created_at;
    std::optional<sample::Place> place;
    std::vector<std::string> tags;
    std::vector<ProductId> related;
    Json extra;
    std::vector<sample::Place> places;
};
STATYBOS_RECORD(Stored, id, title, unit, price, discounted, quantity, rate, active, views, ratio,
                created_at, place, tags, related, extra, places)
static_assert(row_width<Stored> == 19);

std::vector<sty_value> stored_row() {
    return {text(id),
            text("Plytelės"),
            text("private"),
            integer(1250),
            text("EUR"),
            null(),
            null(),
            text("14.500"),
            text("21.00"),
            boolean(true),
            integer(7),
            number(0.5),
            text("2026-11-22 12:00:00.5+00"),
            null(),
            null(),
            text(R"({a,"b c","d\"\\e",""})"),
            text("{" + std::string() + "0192f3a4-5b6c-7d8e-8f90-a1b2c3d4e5f6}"),
            text(R"({"a": 1})"),
            text(R"([{"city": "Kaunas", "lat": null}])")};
}

TEST(RowTest, FillsARecordByPosition) {
    const std::string related = "{" + std::string(id) + "}";
    std::vector<sty_value> columns = stored_row();
    columns[16] = text(related);
    const auto stored = row<Stored>(columns);
    EXPECT_EQ(stored.id.to_string(), id);
    EXPECT_EQ(stored.title, "Plytelės");
    EXPECT_EQ(stored.unit, sample::Unit::private_);
    EXPECT_EQ(stored.price, eur(1250));
    EXPECT_EQ(stored.discounted, std::nullopt);
    EXPECT_EQ(stored.quantity, Quantity{14500});
    EXPECT_EQ(stored.rate, Percent{2100});
    EXPECT_TRUE(stored.active);
    EXPECT_EQ(stored.views, 7);
    EXPECT_EQ(stored.ratio, 0.5);
    EXPECT_EQ(stored.created_at.to_string(), "2026-11-22T12:00:00.500000Z");
    EXPECT_EQ(stored.place, std::nullopt);
    EXPECT_EQ(stored.tags, (std::vector<std::string>{"a", "b c", "d\"\\e", ""}));
    ASSERT_EQ(stored.related.size(), 1U);
    EXPECT_EQ(stored.related[0], stored.id);
    EXPECT_EQ(stored.extra.find("a").as_int(), 1);
    EXPECT_EQ(stored.places, (std::vector<sample::Place>{{"Kaunas", std::nullopt}}));
}

TEST(RowTest, ReadsOneValueOrATuple) {
    EXPECT_EQ(row<std::int64_t>({integer(5)}), 5);
    EXPECT_EQ(row<std::int64_t>({text("123")}), 123); // sum(bigint) is numeric
    EXPECT_EQ(row<std::optional<std::string>>({null()}), std::nullopt);
    EXPECT_EQ(row<Money>({text("1250"), text("EUR")}), eur(1250));
    EXPECT_EQ(row<double>({text("1.5")}), 1.5);
    EXPECT_EQ(row<Quantity>({text("14.500000")}), Quantity{14500});
    EXPECT_EQ(row<Quantity>({text("-3")}), Quantity{-3000});
    EXPECT_EQ(row<Quantity>({integer(3)}), Quantity{3000});
    EXPECT_EQ(row<Percent>({integer(2100)}), Percent{2100});
    EXPECT_EQ((row<std::tuple<std::string, Money, bool>>(
                  {text("a"), integer(1), text("EUR"), boolean(false)})),
              std::make_tuple("a", eur(1), false));
    EXPECT_EQ(row<std::vector<std::int64_t>>({text("{1,-2}")}), (std::vector<std::int64_t>{1, -2}));
    EXPECT_EQ(row<std::vector<std::int64_t>>({text("[1, 2]")}), (std::vector<std::int64_t>{1, 2}));
    EXPECT_EQ(row<std::vector<std::string>>({text("{}")}), std::vector<std::string>{});
}

TEST(RowTest, RowMismatchNamesRecordFieldAndColumn) {
    std::vector<sty_value> columns = stored_row();
    columns[1] = null();
    EXPECT_EQ(message<Stored>(columns), "Column 2 for Stored.title is NULL, which is not text.");
    columns = stored_row();
    columns[10] = integer(3'000'000'000);
    EXPECT_EQ(message<Stored>(columns), "Column 11 for Stored.views is integer, which is not "
                                        "within the range of the field's type.");
    columns.pop_back();
    EXPECT_EQ(message<Stored>(columns), "A row for Stored has 18 columns instead of 19.");
}

TEST(RowTest, RowMismatchIsEveryOtherDisagreement) {
    EXPECT_NE(message<bool>({integer(1)}), "nothing thrown");
    EXPECT_NE(message<std::int64_t>({text("1.5")}), "nothing thrown");
    EXPECT_NE(message<std::int64_t>({text("")}), "nothing thrown");
    EXPECT_NE(message<std::int64_t>({number(1)}), "nothing thrown");
    EXPECT_NE(message<std::uint32_t>({integer(-1)}), "nothing thrown");
    EXPECT_NE(message<std::string>({integer(1)}), "nothing thrown");
    EXPECT_NE(message<double>({text("x")}), "nothing thrown");
    EXPECT_NE(message<Money>({integer(1), text("XYZ")}), "nothing thrown");
    EXPECT_NE(message<std::optional<Money>>({integer(1), null()}), "nothing thrown");
    EXPECT_NE(message<Quantity>({text("1.0001")}), "nothing thrown");
    EXPECT_NE(message<Percent>({integer(-1)}), "nothing thrown");
    EXPECT_NE(message<ProductId>({text("x")}), "nothing thrown");
    EXPECT_NE(message<Instant>({text("infinity")}), "nothing thrown");
    EXPECT_NE(message<sample::Unit>({text("km")}), "nothing thrown");
    EXPECT_NE(message<std::vector<sample::Place>>({text("[1]")}), "nothing thrown");
    for (const char* array : {"", "{", "}", "{a", "{a,}", "{,a}", "{\"a}", "{\"a\\", "{{a},{b}}",
                              "{a}b", "{NULL}", "{a\"b\"}"}) {
        EXPECT_NE(message<std::vector<std::string>>({text(array)}), "nothing thrown") << array;
    }
}

// "kind:text" of what a parameter gives to the database.
std::string shown(const Parameter& parameter) {
    const sty_value value = parameter.value();
    switch (value.kind) {
    case STY_NULL:
        return "null";
    case STY_INT64:
        return "integer:" + std::to_string(value.as.integer);
    case STY_BOOL:
        return "boolean:" + std::to_string(value.as.integer);
    case STY_DOUBLE:
        return "double:" + std::to_string(value.as.number);
    case STY_BYTES:
        return "bytes:" + std::string(view(value.as.text));
    default:
        return "text:" + std::string(view(value.as.text));
    }
}

TEST(ParameterTest, HasTheFormThatTheDatabaseReads) {
    const std::string string = "abc";
    EXPECT_EQ(shown(to_parameter(5)), "integer:5");
    EXPECT_EQ(shown(to_parameter(std::uint32_t{4294967295})), "integer:4294967295");
    EXPECT_EQ(shown(to_parameter(true)), "boolean:1");
    EXPECT_EQ(shown(to_parameter(0.5)), "double:0.500000");
    EXPECT_EQ(shown(to_parameter("abc")), "text:abc");
    EXPECT_EQ(shown(to_parameter(string)), "text:abc");
    EXPECT_EQ(shown(to_parameter(std::string_view("abc"))), "text:abc");
    EXPECT_EQ(shown(to_parameter(std::optional<std::string>("abc"))), "text:abc");
    EXPECT_EQ(shown(to_parameter(std::optional<std::string>())), "null");
    EXPECT_EQ(shown(to_parameter(std::nullopt)), "null");
    EXPECT_EQ(shown(to_parameter(nullptr)), "null");
    EXPECT_EQ(shown(to_parameter(Maybe<std::int64_t>(3))), "integer:3");
    EXPECT_EQ(shown(to_parameter(Change<std::int64_t>::clear())), "null");
    EXPECT_EQ(shown(to_parameter(*ProductId::parse(id))), "text:" + std::string(id));
    EXPECT_EQ(shown(to_parameter(*Uuid::parse(id))), "text:" + std::string(id));
    EXPECT_EQ(shown(to_parameter(Quantity{14500})), "text:14.5");
    EXPECT_EQ(shown(to_parameter(Percent{2100})), "text:21.00");
    EXPECT_EQ(shown(to_parameter(Instant{0})), "text:1970-01-01T00:00:00Z");
    EXPECT_EQ(shown(to_parameter(sample::Unit::private_)), "text:private");
    EXPECT_EQ(shown(to_parameter(Currency("EUR"))), "text:EUR");
    EXPECT_EQ(shown(to_parameter(eur(5).currency.code())), "text:EUR");
    EXPECT_EQ(shown(to_parameter(Json::trusted("{}"))), "text:{}");
    EXPECT_EQ(shown(bytes_parameter("\x01")), "bytes:\x01");
}

TEST(ParameterTest, WritesArraysThatNoElementCanLeave) {
    EXPECT_EQ(shown(to_parameter(std::vector<std::string>{})), "text:{}");
    EXPECT_EQ(shown(to_parameter(std::vector<std::string>{"a", "", "NULL", "b\"c\\d", "},{"})),
              R"(text:{"a","","NULL","b\"c\\d","},{"})");
    EXPECT_EQ(shown(to_parameter(std::vector<std::int64_t>{1, -2})), "text:{1,-2}");
    EXPECT_EQ(shown(to_parameter(std::vector<sample::Unit>{sample::Unit::private_})),
              R"(text:{"private"})");
    EXPECT_EQ(shown(to_parameter(std::vector<ProductId>{*ProductId::parse(id)})),
              "text:{" + std::string(id) + "}");
}

TEST(ParameterTest, ArraysAreReadBackAsTheyWere) {
    const std::vector<std::string> hostile{"",   "NULL", "a,b", "{",   "}", "\"",
                                           "\\", "\\\"", " x ", "ąčę", "\n"};
    const Parameter parameter = to_parameter(hostile);
    EXPECT_EQ(row<std::vector<std::string>>({parameter.value()}), hostile);
}

TEST(ParameterTest, KeepsItsTextWhenMoved) {
    std::vector<Parameter> parameters;
    for (int i = 0; i < 20; ++i) {
        parameters.push_back(to_parameter(Quantity{i}));
        parameters.push_back(to_parameter(std::vector<std::string>{"x"}));
    }
    EXPECT_EQ(shown(parameters[2]), "text:0.001");
    EXPECT_EQ(shown(parameters[3]), R"(text:{"x"})");
}

} // namespace
