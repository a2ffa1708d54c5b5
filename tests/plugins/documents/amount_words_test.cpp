// Amounts in words: endings that depend on the number, in Lithuanian.
#include <gtest/gtest.h>

#include "drawing/amount_words.hpp"

namespace statybos::documents {
namespace {

TEST(AmountWordsTest, CountAsLithuanianDoes) {
    struct Case {
        std::int64_t minor;
        const char* expected;
    };
    for (const Case& one : {Case{0, "Nulis eurų 0 ct"},
                            {101, "Vienas euras 1 ct"},
                            {250, "Du eurai 50 ct"},
                            {1'000, "Dešimt eurų 0 ct"},
                            {1'100, "Vienuolika eurų 0 ct"},
                            {2'100, "Dvidešimt vienas euras 0 ct"},
                            {60'000, "Šeši šimtai eurų 0 ct"},
                            {12'105, "Vienas šimtas dvidešimt vienas euras 5 ct"},
                            {111'200, "Vienas tūkstantis vienas šimtas dvylika eurų 0 ct"},
                            {2'201'399, "Dvidešimt du tūkstančiai trylika eurų 99 ct"},
                            {1'000'000'000, "Dešimt milijonų eurų 0 ct"},
                            {-2'420, "Minus dvidešimt keturi eurai 20 ct"}}) {
        EXPECT_EQ(amount_in_words(eur(one.minor), "lt"), one.expected);
    }
}

TEST(AmountWordsTest, CountAsEnglishDoes) {
    EXPECT_EQ(amount_in_words(eur(100), "en"), "One euro 0 ct");
    EXPECT_EQ(amount_in_words(eur(4'299), "en"), "Forty-two euros 99 ct");
    EXPECT_EQ(amount_in_words(eur(123'456'700), "en"),
              "One million two hundred thirty-four thousand five hundred sixty-seven euros 0 ct");
}

TEST(AmountWordsTest, AreLeftOutWhereWeHaveNone) {
    EXPECT_EQ(amount_in_words(Money{100, Currency("USD")}, "lt"), "");
    EXPECT_EQ(amount_in_words(eur(100'000'000'000), "lt"), "");
    EXPECT_NE(amount_in_words(eur(99'999'999'999), "lt"), "");
}

} // namespace
} // namespace statybos::documents
