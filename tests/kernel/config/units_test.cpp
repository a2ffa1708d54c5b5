#include "config/units.hpp"

#include <gtest/gtest.h>

using namespace statybos::kernel::config;

namespace {

TEST(IntegerTest, TakesPlainDecimalsOnly) {
    EXPECT_EQ(*read_integer("0"), 0);
    EXPECT_EQ(*read_integer("-42"), -42);
    EXPECT_EQ(*read_integer("9223372036854775807"), INT64_MAX);
    for (const char* wrong : {"", "-", "+1", "0123", "-07", "1e3", "1.0", "0x1F", "0o7", "1_000",
                              " 1", "yes", "9223372036854775808"}) {
        EXPECT_FALSE(read_integer(wrong)) << wrong;
    }
    EXPECT_EQ(read_integer("0123").error().message(), "write it without leading zeros");
    EXPECT_EQ(read_integer("9223372036854775808").error().message(), "too large");
}

TEST(NumberTest, TakesFiniteDecimals) {
    EXPECT_EQ(*read_number("0.5"), 0.5);
    EXPECT_EQ(*read_number("1e3"), 1000.0);
    for (const char* wrong : {"", "inf", "nan", "1,5", "1e999", "0.5x", " 1"}) {
        EXPECT_FALSE(read_number(wrong)) << wrong;
    }
}

TEST(BooleanTest, TakesTrueAndFalseOnly) {
    EXPECT_TRUE(*read_boolean("true"));
    EXPECT_FALSE(*read_boolean("false"));
    for (const char* wrong : {"yes", "no", "on", "True", "1", ""}) {
        EXPECT_FALSE(read_boolean(wrong)) << wrong;
    }
}

TEST(DurationTest, GivesMilliseconds) {
    EXPECT_EQ(*read_duration("500ms"), 500);
    EXPECT_EQ(*read_duration("3s"), 3000);
    EXPECT_EQ(*read_duration("10m"), 600'000);
    EXPECT_EQ(*read_duration("2h"), 7'200'000);
    EXPECT_EQ(*read_duration("5d"), 432'000'000);
    EXPECT_EQ(*read_duration("0"), 0);
    for (const char* wrong : {"", "3", "s", "-1s", "1.5s", "3 s", "3S", "1w", "1h30m",
                              "99999999999999999999s", "9223372036854775807d"}) {
        EXPECT_FALSE(read_duration(wrong)) << wrong;
    }
}

TEST(SizeTest, GivesBytes) {
    EXPECT_EQ(*read_size("512B"), 512);
    EXPECT_EQ(*read_size("64KiB"), 65'536);
    EXPECT_EQ(*read_size("256MiB"), 268'435'456);
    EXPECT_EQ(*read_size("2GiB"), 2'147'483'648);
    EXPECT_EQ(*read_size("0"), 0);
    for (const char* wrong : {"1", "1MB", "1M", "1mib", "-1B", "8589934592GiB"}) {
        EXPECT_FALSE(read_size(wrong)) << wrong;
    }
}

TEST(AmountTest, GivesMinorUnitsOfTheCurrency) {
    EXPECT_EQ(read_amount("12.50 EUR")->minor, 1250);
    EXPECT_EQ(read_amount("12.5 EUR")->minor, 1250);
    EXPECT_EQ(read_amount("12 EUR")->minor, 1200);
    EXPECT_EQ(read_amount("-0.05 EUR")->minor, -5);
    EXPECT_EQ(read_amount("500 JPY")->minor, 500);
    EXPECT_EQ(read_amount("1.234 KWD")->minor, 1234);
    for (const char* wrong :
         {"", "12.50", "12.50EUR", "12.505 EUR", "5.0 JPY", "12. EUR", ".5 EUR", "007 EUR",
          "1,5 EUR", "1 eur", "1  EUR", "1e3 EUR", "1.-5 EUR", "99999999999999999999 EUR"}) {
        EXPECT_FALSE(read_amount(wrong)) << wrong;
    }
}

TEST(AmountTest, IsWrittenWithTheDecimalsOfTheCurrency) {
    EXPECT_EQ(write_amount({1250, "EUR"}), "12.50");
    EXPECT_EQ(write_amount({5, "EUR"}), "0.05");
    EXPECT_EQ(write_amount({-5, "EUR"}), "-0.05");
    EXPECT_EQ(write_amount({0, "EUR"}), "0.00");
    EXPECT_EQ(write_amount({500, "JPY"}), "500");
    EXPECT_EQ(write_amount({1, "KWD"}), "0.001");
}

} // namespace
