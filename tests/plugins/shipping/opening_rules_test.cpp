#include "service/opening_rules.hpp"

#include <gtest/gtest.h>

namespace statybos::shipping {
namespace {

using Hours = std::vector<OpeningHours>;

/// What is wrong, as "pointer code".
std::vector<std::string> faults(const Hours& hours) {
    Error wrong;
    check_opening_hours(hours, "/opening_hours", wrong);
    std::vector<std::string> told;
    for (const FieldError& field : wrong.fields()) {
        told.push_back(field.pointer + ' ' + field.code);
    }
    return told;
}

TEST(OpeningHoursTest, MayHaveABreakAndEndWithTheDay) {
    EXPECT_TRUE(faults({{Weekday::monday, "08:00", "12:00"},
                        {Weekday::monday, "12:00", "17:30"},
                        {Weekday::sunday, "00:00", "24:00"}})
                    .empty());
}

TEST(OpeningHoursTest, RefuseTimesThatDoNotExist) {
    for (const char* time :
         {"8:00", "08.00", "25:00", "24:01", "12:60", "ab:cd", "-1:00", "08:0x"}) {
        EXPECT_EQ(faults({{Weekday::monday, time, "24:00"}}),
                  std::vector<std::string>{"/opening_hours/0/opens bad_format"})
            << time;
    }
}

TEST(OpeningHoursTest, RefuseToCloseBeforeTheyOpenAndToOverlap) {
    EXPECT_EQ(faults({{Weekday::monday, "17:00", "08:00"}}),
              std::vector<std::string>{"/opening_hours/0/closes too_small"});
    EXPECT_EQ(faults({{Weekday::monday, "08:00", "12:00"},
                      {Weekday::tuesday, "08:00", "12:00"},
                      {Weekday::monday, "11:59", "13:00"}}),
              std::vector<std::string>{"/opening_hours/2 overlapping"});
}

TEST(OpeningHoursTest, AreReadFromTheirShortForm) {
    EXPECT_EQ(parse_opening_hours("Mo-Tu 08:00-12:00,13:00-17:00; Sa 09:00-13:00"),
              (Hours{{Weekday::monday, "08:00", "12:00"},
                     {Weekday::tuesday, "08:00", "12:00"},
                     {Weekday::monday, "13:00", "17:00"},
                     {Weekday::tuesday, "13:00", "17:00"},
                     {Weekday::saturday, "09:00", "13:00"}}));
    EXPECT_EQ(parse_opening_hours("24/7")->size(), 7U);
    EXPECT_EQ(parse_opening_hours(" ")->size(), 0U);
}

TEST(OpeningHoursTest, AreNotReadFromAnythingElse) {
    for (const char* text :
         {"Mo", "Mo-", "Mo 08:00", "Fr-Mo 08:00-17:00", "Xx 08:00-17:00", "Mo 08:00-17:00;",
          "Mo 08:00-17:00;;", "Mo 17:00-08:00", "Mo-We-Fr 08:00-17:00", "Mo 08:00-17:00,",
          "Mo 08:00-12:00; Mo 11:00-13:00", "always"}) {
        EXPECT_FALSE(parse_opening_hours(text)) << text;
    }
}

} // namespace
} // namespace statybos::shipping
