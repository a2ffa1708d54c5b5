#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include <statybos/error.hpp>
#include <statybos/money.hpp>

namespace {

using namespace statybos;

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

std::vector<std::int64_t> amounts(const std::vector<Money>& parts) {
    std::vector<std::int64_t> out;
    for (const Money& part : parts) {
        out.push_back(part.minor);
    }
    return out;
}

template <class F>
std::string slug_of(F&& f) {
    try {
        f();
    } catch (const Failure& failure) {
        return failure.error().slug();
    }
    return "none";
}

using List = std::vector<std::int64_t>;

TEST(MoneyTest, WritesTheDecimalsOfTheCurrency) {
    EXPECT_EQ(eur(1250).amount(), "12.50");
    EXPECT_EQ(eur(5).amount(), "0.05");
    EXPECT_EQ(eur(0).amount(), "0.00");
    EXPECT_EQ(eur(-5).amount(), "-0.05");
    EXPECT_EQ((Money{1250, Currency("JPY")}.amount()), "1250");
    EXPECT_EQ((Money{1250, Currency("KWD")}.amount()), "1.250");
    EXPECT_EQ(eur(least).amount(), "-92233720368547758.08");
}

TEST(MoneyTest, ReadsWhatTheCurrencyAllows) {
    struct Case {
        const char* text;
        Currency currency;
        std::optional<std::int64_t> minor;
    };
    const Currency euro("EUR");
    const Case cases[] = {
        {"12.50", euro, 1250},
        {"12.5", euro, 1250},
        {"12", euro, 1200},
        {"-3.01", euro, -301},
        {"0", euro, 0},
        {"10000000000000.00", euro, Money::bound},
        {"10000000000000.01", euro, std::nullopt},
        {"99999999999999999999", euro, std::nullopt},
        {"12.505", euro, std::nullopt},
        {"12", Currency("JPY"), 12},
        {"12.0", Currency("JPY"), std::nullopt},
        {"1.234", Currency("KWD"), 1234},
        {"", euro, std::nullopt},
        {"-", euro, std::nullopt},
        {"+1", euro, std::nullopt},
        {"1.", euro, std::nullopt},
        {".5", euro, std::nullopt},
        {"01", euro, std::nullopt},
        {"1e3", euro, std::nullopt},
        {" 1", euro, std::nullopt},
        {"1,50", euro, std::nullopt},
        {"0x10", euro, std::nullopt},
        {"NaN", euro, std::nullopt},
    };
    for (const Case& c : cases) {
        const auto money = Money::parse(c.text, c.currency);
        EXPECT_EQ(money ? std::optional(money->minor) : std::nullopt, c.minor) << c.text;
    }
}

TEST(MoneyTest, KnowsCurrenciesByTheirCodes) {
    EXPECT_EQ(Currency::parse("EUR"), Currency("EUR"));
    EXPECT_EQ(Currency("EUR").code(), "EUR");
    EXPECT_EQ(Currency().code(), "");
    for (const char* wrong : {"", "EU", "eur", "EURO", "ZZZ", "UR ", "D A", "   "}) {
        EXPECT_EQ(Currency::parse(wrong), std::nullopt) << wrong;
    }
}

TEST(MoneyTest, ArithmeticIsExactUpToTheEnds) {
    EXPECT_EQ(eur(most - 1) + eur(1), eur(most));
    EXPECT_EQ(eur(least + 1) - eur(1), eur(least));
    EXPECT_EQ(-eur(most), eur(-most));
    EXPECT_LT(eur(1), eur(2));
}

TEST(MoneyTest, MoneyOverflowIsAnErrorNotAWrap) {
    EXPECT_EQ(slug_of([] { eur(most) + eur(1); }), "money_overflow");
    EXPECT_EQ(slug_of([] { eur(least) - eur(1); }), "money_overflow");
    EXPECT_EQ(slug_of([] { -eur(least); }), "money_overflow");
    EXPECT_EQ(slug_of([] { times(eur(most), Quantity{1001}); }), "money_overflow");
    EXPECT_EQ(slug_of([] { percent_of(eur(most), 10001); }), "money_overflow");
}

TEST(MoneyTest, CurrencyMismatchIsAnError) {
    const Money dollar{1, Currency("USD")};
    EXPECT_EQ(slug_of([&] { eur(1) + dollar; }), "currency_mismatch");
    EXPECT_EQ(slug_of([&] { eur(1) - dollar; }), "currency_mismatch");
    EXPECT_EQ(slug_of([&] { (void)(eur(1) < dollar); }), "currency_mismatch");
    EXPECT_NE(eur(1), dollar);
}

TEST(MoneySplitTest, GivesTheOddCentToTheEarlierLine) {
    EXPECT_EQ(amounts(split(eur(400), {1, 1, 1})), (List{134, 133, 133}));
    EXPECT_EQ(amounts(split(eur(500), {1, 1, 1})), (List{167, 167, 166}));
    EXPECT_EQ(amounts(split(eur(-400), {1, 1, 1})), (List{-134, -133, -133}));
}

TEST(MoneySplitTest, GivesTheRestToTheLargestRemainder) {
    EXPECT_EQ(amounts(split(eur(100), {1, 2, 3})), (List{17, 33, 50}));
    EXPECT_EQ(amounts(split(eur(10), {0, 3, 7})), (List{0, 3, 7}));
    EXPECT_EQ(amounts(split(eur(1), {0, 1})), (List{0, 1}));
    EXPECT_EQ(amounts(split(eur(0), {0, 0})), (List{0, 0}));
    EXPECT_EQ(amounts(split(eur(0), {})), List{});
    EXPECT_EQ(amounts(split(eur(least), {1})), List{least});
    EXPECT_EQ(amounts(split(eur(least), {most, most})), (List{least / 2, least / 2}));
}

TEST(MoneySplitTest, InvalidWeightsAreAnError) {
    EXPECT_EQ(slug_of([] { split(eur(1), {}); }), "invalid_weights");
    EXPECT_EQ(slug_of([] { split(eur(1), {0, 0}); }), "invalid_weights");
    EXPECT_EQ(slug_of([] { split(eur(1), {2, -1}); }), "invalid_weights");
}

TEST(MoneySplitTest, KeepsTheSumAndStaysWithinACentOfTheShare) {
    std::mt19937_64 random(20261122);
    for (int round = 0; round < 5000; ++round) {
        const auto total = static_cast<std::int64_t>(random()) >> (random() % 63);
        List weights(1 + random() % 12);
        __extension__ __int128 sum = 0;
        for (std::int64_t& weight : weights) {
            weight = static_cast<std::int64_t>(random() >> (1 + random() % 63));
            sum += weight;
        }
        if (sum == 0) {
            continue;
        }
        __extension__ __int128 left = total;
        const std::vector<Money> parts = split(eur(total), weights);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            left -= parts[i].minor;
            __extension__ const __int128 share = static_cast<__int128>(total) * weights[i] / sum;
            const auto off = static_cast<std::int64_t>(parts[i].minor - share);
            EXPECT_TRUE(off >= -1 && off <= 1);
        }
        EXPECT_EQ(static_cast<std::int64_t>(left), 0);
    }
}

TEST(MoneyRoundingTest, IsHalfAwayFromZero) {
    EXPECT_EQ(percent_of(eur(250), 100), eur(3));   // 2.5
    EXPECT_EQ(percent_of(eur(249), 100), eur(2));   // 2.49
    EXPECT_EQ(percent_of(eur(-250), 100), eur(-3)); // -2.5
    EXPECT_EQ(percent_of(eur(12345), Percent{2100}), eur(2592));
    EXPECT_EQ(percent_of(eur(12345), 0), eur(0));
    EXPECT_EQ(times(eur(1999), Quantity{14500}), eur(28986)); // 28985.5
    EXPECT_EQ(times(eur(-1), Quantity{500}), eur(-1));
    EXPECT_EQ(times(eur(1), Quantity{499}), eur(0));
}

TEST(MoneyRoundingTest, FindsTheVatInAGrossAmount) {
    struct Case {
        std::int64_t gross, rate, vat;
    };
    const Case cases[] = {{12100, 2100, 2100},   {10000, 2100, 1736},
                          {1, 2100, 0},          {3, 2100, 1},
                          {-12100, 2100, -2100}, {10500, 500, 500},
                          {999, 0, 0},           {most, 2100, 1600750518792977619}};
    for (const Case& c : cases) {
        EXPECT_EQ(vat_contained(eur(c.gross), c.rate), eur(c.vat)) << c.gross;
    }
    EXPECT_EQ(slug_of([] { vat_contained(eur(1), -1); }), "invalid_rate");
}

} // namespace
