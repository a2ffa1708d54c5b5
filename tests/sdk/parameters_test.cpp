#include <gtest/gtest.h>

#include <string>
#include <vector>

#include <statybos/json_reader.hpp>

namespace {

using namespace statybos;

enum class Condition { new_, used };
STATYBOS_ENUM(Condition, new_, used)

struct Search {
    std::optional<std::string> q;
    std::vector<Condition> condition;
    std::optional<Money> min_price;
    std::optional<bool> featured;
    std::uint32_t limit = 20;
    std::vector<double> near;
    std::map<std::string, std::vector<std::string>> attr;
    std::optional<VendorId> vendor;
    std::optional<Instant> from;
};
STATYBOS_RECORD(Search, q, condition, min_price, featured, limit, near, attr, vendor, from)
STATYBOS_LIMITS(Search, length(&Search::q, 1, 20), range(&Search::limit, 1, 100),
                defaulted(&Search::limit), items(&Search::near, 0, 2))

using Values = std::vector<NamedValue>;

Search read(const Values& values) {
    const auto search = read_parameters<Search>(values);
    EXPECT_TRUE(search.has_value()) << search.error().details();
    return search ? *search : Search{};
}

std::vector<std::string> faults_of(const Values& values) {
    const auto search = read_parameters<Search>(values);
    std::vector<std::string> out;
    if (search.has_error()) {
        const Error error = search.error();
        for (const FieldError& field : error.fields()) {
            out.push_back(field.pointer + " " + field.code);
        }
    }
    return out;
}

using List = std::vector<std::string>;

TEST(ParametersTest, AbsentOnesKeepDefaults) {
    const Search search = read({});
    EXPECT_EQ(search.limit, 20U);
    EXPECT_EQ(search.q, std::nullopt);
    EXPECT_TRUE(search.condition.empty());
    EXPECT_TRUE(search.attr.empty());
}

TEST(ParametersTest, AreTypedByTheRecord) {
    const Search search = read({{"q", "plytelės"},
                                {"min_price", "12.50"},
                                {"featured", "true"},
                                {"limit", "5"},
                                {"near", "54.68,25.28"},
                                {"vendor", "0192f3a4-5b6c-7d8e-8f90-a1b2c3d4e5f6"},
                                {"from", "2026-11-22T12:00:00Z"}});
    EXPECT_EQ(search.q, "plytelės");
    EXPECT_EQ(search.min_price, eur(1250));
    EXPECT_EQ(search.featured, true);
    EXPECT_EQ(search.limit, 5U);
    EXPECT_EQ(search.near, (std::vector<double>{54.68, 25.28}));
    EXPECT_EQ(search.vendor->to_string(), "0192f3a4-5b6c-7d8e-8f90-a1b2c3d4e5f6");
    EXPECT_EQ(search.from->seconds(), 1'795'348'800);
}

TEST(ParametersTest, ListsAreRepeatedOrSeparatedByCommas) {
    const std::vector<Condition> both{Condition::new_, Condition::used};
    EXPECT_EQ(read({{"condition", "new,used"}}).condition, both);
    EXPECT_EQ(read({{"condition", "new"}, {"condition", "used"}}).condition, both);
    EXPECT_EQ(read({{"condition", ""}}).condition, std::vector<Condition>{});
}

TEST(ParametersTest, AMapCollectsThePrefixedOnes) {
    const Search search = read({{"attr.colour", "red,blue"}, {"attr.size", "10"}});
    EXPECT_EQ(search.attr.at("colour"), (std::vector<std::string>{"red", "blue"}));
    EXPECT_EQ(search.attr.at("size"), (std::vector<std::string>{"10"}));
}

TEST(ParametersTest, MoneyMayNameItsCurrency) {
    EXPECT_EQ(read({{"min_price", "7 USD"}}).min_price, (Money{700, Currency("USD")}));
    EXPECT_EQ(read({{"min_price", "7USD"}}).min_price, (Money{700, Currency("USD")}));
}

TEST(ParametersTest, AnEmptyOptionalOneIsNone) {
    EXPECT_EQ(read({{"q", ""}, {"min_price", ""}}).q, std::nullopt);
}

TEST(ParametersTest, FaultsPointAtTheParameter) {
    struct Case {
        Values values;
        const char* fault;
    };
    const Case cases[] = {
        {{{"page", "2"}}, "?page unknown_parameter"},
        {{{"colour.x", "2"}}, "?colour.x unknown_parameter"},
        {{{"limit", "101"}}, "?limit too_large"},
        {{{"limit", "0"}}, "?limit too_small"},
        {{{"limit", "ten"}}, "?limit wrong_type"},
        {{{"limit", ""}}, "?limit wrong_type"},
        {{{"limit", "-"}}, "?limit wrong_type"},
        {{{"limit", "+1"}}, "?limit wrong_type"},
        {{{"limit", "1"}, {"limit", "2"}}, "?limit wrong_type"},
        {{{"featured", "yes"}}, "?featured wrong_type"},
        {{{"condition", "new,worn"}}, "?condition/1 not_in_list"},
        {{{"near", "1,2,3"}}, "?near too_many"},
        {{{"near", "x,2"}}, "?near/0 wrong_type"},
        {{{"near", "1,"}}, "?near/1 wrong_type"},
        {{{"near", "1 ,2"}}, "?near/0 wrong_type"},
        {{{"min_price", "12.505"}}, "?min_price bad_format"},
        {{{"min_price", "EUR"}}, "?min_price bad_format"},
        {{{"min_price", "1 XYZ"}}, "?min_price bad_format"},
        {{{"min_price", "-1"}}, "?min_price too_small"},
        {{{"vendor", "me"}}, "?vendor bad_format"},
        {{{"from", "2026-11-22"}}, "?from bad_format"},
        {{{"q", "\xFF"}}, "?q bad_format"},
        {{{"q", "\xEF\xBF\xBD \xFF"}}, "?q bad_format"},
        {{{"q", std::string_view("a\0b", 3)}}, "?q bad_format"},
        {{{"attr.", "x"}}, "?attr. unknown_parameter"},
        {{{"attr", "x"}}, "?attr wrong_type"},
        {{{"attr.a", "\xFF"}}, "?attr.a/0 bad_format"},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(faults_of(c.values), List{c.fault});
    }
}

TEST(ParametersTest, ThousandsOfThemAreRefused) {
    EXPECT_EQ(faults_of(Values(1001, {"attr.x", "1"})), List{"? too_many"});
}

} // namespace
