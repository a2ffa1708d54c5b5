#include "service/zone_rules.hpp"

#include <gtest/gtest.h>

namespace statybos::shipping {
namespace {

struct PostalCase {
    const char* name;
    const char* pattern;
    const char* code;
    bool matches;
};

class PostalPatternTest : public testing::TestWithParam<PostalCase> {};

TEST_P(PostalPatternTest, MatchesAsItSays) {
    const PostalCase& one = GetParam();
    const std::string pattern = normal_postal_pattern(one.pattern, "LT");
    ASSERT_FALSE(pattern.empty());
    EXPECT_EQ(matches_postal_code(pattern, normal_postal_code(one.code, "LT")), one.matches);
}

INSTANTIATE_TEST_SUITE_P(
    Patterns, PostalPatternTest,
    testing::Values(PostalCase{"Whole", "01103", "01103", true},
                    PostalCase{"WholeIsNotABeginning", "0110", "01103", false},
                    PostalCase{"Beginning", "01*", "01103", true},
                    PostalCase{"OtherBeginning", "01*", "11103", false},
                    PostalCase{"BeginningLongerThanTheCode", "011034*", "01103", false},
                    PostalCase{"NothingMoreIsARestToo", "01103*", "01103", true},
                    PostalCase{"AnyOneCharacter", "0110?", "01107", true},
                    PostalCase{"OneCharacterAndNotNone", "01103?", "01103", false},
                    PostalCase{"RangeBegins", "10000..12999", "10000", true},
                    PostalCase{"RangeEnds", "10000..12999", "12999", true},
                    PostalCase{"BelowTheRange", "10000..12999", "09999", false},
                    PostalCase{"AboveTheRange", "10000..12999", "13000", false},
                    PostalCase{"OtherLengthThanTheRange", "10000..12999", "1100", false},
                    PostalCase{"WithCountryAndBlanks", "LT-01*", "lt 01 103", true},
                    PostalCase{"HostileCode", "01*",
                               "01\x01"
                               "03",
                               false}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(PostalPatternTest, RefusesWhatIsNoPattern) {
    for (const char* text :
         {"", " ", "*1", "1*2", "1..", "..2", "20000..10000", "1..22", "01%", "1..2..3", "ąč"}) {
        EXPECT_EQ(normal_postal_pattern(text, "LT"), "") << text;
    }
}

TEST(PostalPatternTest, KeepsLettersThatAreNoCountry) {
    EXPECT_EQ(normal_postal_code("SW1A 1AA", "GB"), "SW1A1AA");
    EXPECT_EQ(normal_postal_code("LV-1010", "LV"), "1010");
    EXPECT_EQ(normal_postal_code("LVA1", "LV"), "LVA1");
}

TEST(ZoneTest, CoversItsCountriesAndPostalCodes) {
    const ZoneRow zone{ZoneId::make(), "Vilnius", 1, {{"LT", {"01*", "10000..12999"}}, {"LV", {}}}};
    EXPECT_TRUE(covers(zone, {"LT", "LT-01103"}));
    EXPECT_TRUE(covers(zone, {"LT", "11000"}));
    EXPECT_FALSE(covers(zone, {"LT", "50172"}));
    EXPECT_TRUE(covers(zone, {"LV", "1010"}));
    EXPECT_TRUE(covers(zone, {"LV", ""}));
    EXPECT_FALSE(covers(zone, {"EE", "01103"}));
}

TEST(ZoneTest, CoversNoPartOfACountryWhenThePostalCodeIsNotKnown) {
    const ZoneRow zone{ZoneId::make(), "Vilnius", 1, {{"LT", {"*"}}}};
    EXPECT_FALSE(covers(zone, {"LT", ""}));
    EXPECT_TRUE(covers(zone, {"LT", "1"}));
}

} // namespace
} // namespace statybos::shipping
