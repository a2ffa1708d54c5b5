// How a reader of the language writes amounts, quantities and rates.
#include <gtest/gtest.h>

#include "drawing/formats.hpp"

namespace statybos::documents {
namespace {

TEST(FormatsTest, WriteAmountsInBothLanguages) {
    struct Case {
        std::int64_t minor;
        const char* lt;
        const char* en;
    };
    for (const Case& one : {Case{0, "0,00", "0.00"},
                            {5, "0,05", "0.05"},
                            {99'999, "999,99", "999.99"},
                            {100'000, "1\u00a0000,00", "1,000.00"},
                            {-123'456'789, "−1\u00a0234\u00a0567,89", "−1,234,567.89"}}) {
        EXPECT_EQ(format_amount(eur(one.minor), "lt"), one.lt);
        EXPECT_EQ(format_amount(eur(one.minor), "en"), one.en);
    }
    EXPECT_EQ(format_money(eur(12'100), "lt"), "121,00\u00a0EUR");
    EXPECT_EQ(format_amount(Money{1'500, Currency("JPY")}, "lt"), "1\u00a0500");
}

TEST(FormatsTest, WriteQuantitiesWithTheirUnits) {
    EXPECT_EQ(format_quantity(Quantity{14'500}, "m2", "lt"), "14,5\u00a0m²");
    EXPECT_EQ(format_quantity(Quantity{14'500}, "m2", "en"), "14.5\u00a0m²");
    EXPECT_EQ(format_quantity(Quantity{3'000}, "pallet", "lt"), "3\u00a0pad.");
    EXPECT_EQ(format_quantity(Quantity{1'000}, "bundle", "lt"), "1\u00a0bundle");
}

TEST(FormatsTest, WriteRatesWithoutIdleZeros) {
    EXPECT_EQ(format_rate({2'100}, "lt"), "21\u00a0%");
    EXPECT_EQ(format_rate({0}, "lt"), "0\u00a0%");
    EXPECT_EQ(format_rate({550}, "lt"), "5,5\u00a0%");
    EXPECT_EQ(format_rate({1'000}, "en"), "10\u00a0%");
}

TEST(FormatsTest, WriteAccountsAndCountries) {
    EXPECT_EQ(format_iban("LT121000011101001000"), "LT12\u00a01000\u00a00111\u00a00100\u00a01000");
    EXPECT_EQ(format_postal_code("01103", "LT"), "LT-01103");
    EXPECT_EQ(format_postal_code("LT-01103", "LT"), "LT-01103");
    EXPECT_EQ(format_postal_code("10115", "DE"), "10115");
    EXPECT_EQ(format_country("LT", "lt"), "Lietuva");
    EXPECT_EQ(format_country("LV", "en"), "Latvia");
    EXPECT_EQ(format_country("JP", "lt"), "JP");
}

} // namespace
} // namespace statybos::documents
