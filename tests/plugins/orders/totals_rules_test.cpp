#include "service/totals_rules.hpp"

#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include <statybos/error.hpp>

namespace statybos::orders {
namespace {

constexpr Percent standard{2100};
constexpr Percent reduced{500};
constexpr Percent none{};

Quantity quantity(std::string_view text) {
    return Quantity::parse(text).value();
}

struct LineCase {
    const char* name;
    std::int64_t unit_price;
    const char* quantity;
    std::int64_t discount;
    Percent rate;
    std::int64_t gross, total, vat;
};

class LineTotals : public testing::TestWithParam<LineCase> {};

TEST_P(LineTotals, AreRoundedHalfUpPerLine) {
    const LineCase& c = GetParam();
    const LineSum sum =
        sum_of_line(eur(c.unit_price), quantity(c.quantity), eur(c.discount), c.rate);
    EXPECT_EQ(sum.gross, eur(c.gross));
    EXPECT_EQ(sum.discount, eur(c.discount));
    EXPECT_EQ(sum.total, eur(c.total));
    EXPECT_EQ(sum.vat, eur(c.vat));
}

INSTANTIATE_TEST_SUITE_P(
    Rules, LineTotals,
    testing::Values(LineCase{"WholeUnits", 2420, "2", 0, standard, 4840, 4840, 840},
                    LineCase{"SquareMetres", 1299, "14.5", 0, standard, 18836, 18836, 3269},
                    LineCase{"HalfACent", 1, "0.5", 0, standard, 1, 1, 0},
                    LineCase{"LessThanHalfACent", 1, "0.499", 0, standard, 0, 0, 0},
                    LineCase{"AThirdOfAMetre", 333, "0.333", 0, standard, 111, 111, 19},
                    LineCase{"HalfACentOfVat", 3, "1", 0, standard, 3, 3, 1},
                    LineCase{"Books", 2100, "1", 0, reduced, 2100, 2100, 100},
                    LineCase{"PrivateSeller", 10000, "1", 0, none, 10000, 10000, 0},
                    LineCase{"VatIsOfWhatIsLeft", 12100, "1", 2100, standard, 12100, 10000, 1736},
                    LineCase{"DiscountOfEverything", 500, "1", 500, standard, 500, 0, 0}),
    [](const auto& test) { return test.param.name; });

TEST(OrderTotalsTest, TheWorkedExampleComesOutToTheCent) {
    const std::vector<LineSum> a{sum_of_line(eur(12100), Quantity::of(1), eur(0), standard)};
    const std::vector<LineSum> b{sum_of_line(eur(2420), Quantity::of(2), eur(0), standard)};
    const Totals first = sum_of_lines(a, eur(1210), standard);
    const Totals second = sum_of_lines(b, eur(0), standard);
    EXPECT_EQ(first.items, eur(12100));
    EXPECT_EQ(first.shipping, eur(1210));
    EXPECT_EQ(first.vat, eur(2310));
    EXPECT_EQ(first.grand, eur(13310));
    EXPECT_EQ(second.vat, eur(840));
    EXPECT_EQ(second.grand, eur(4840));
    EXPECT_EQ(first.grand + second.grand, eur(18150));
}

TEST(OrderTotalsTest, GrandIsItemsLessDiscountPlusDelivery) {
    const std::vector<LineSum> lines{sum_of_line(eur(1000), Quantity::of(3), eur(250), standard),
                                     sum_of_line(eur(1), quantity("0.5"), eur(0), reduced)};
    const Totals totals = sum_of_lines(lines, eur(605), none);
    EXPECT_EQ(totals.items, eur(3001));
    EXPECT_EQ(totals.discount, eur(250));
    EXPECT_EQ(totals.shipping, eur(605));
    EXPECT_EQ(totals.vat, eur(477));
    EXPECT_EQ(totals.grand, eur(3356));
}

TEST(OrderTotalsTest, NothingIsNothing) {
    const Totals totals = sum_of_lines({}, eur(0), standard);
    EXPECT_EQ(totals.grand, eur(0));
    EXPECT_EQ(totals.vat, eur(0));
}

TEST(OrderTotalsTest, LinesOfTwoCurrenciesAreNotAdded) {
    const std::vector<LineSum> lines{
        sum_of_line({100, Currency("USD")}, Quantity::of(1), {0, Currency("USD")}, none)};
    EXPECT_THROW(sum_of_lines(lines, eur(0), none), Failure);
}

TEST(VatSummaryTest, AddsWhatIsPaidAtEachRateTheHighestFirst) {
    const std::vector<TaxedAmount> parts{{reduced, eur(2100), eur(100)},
                                         {standard, eur(12100), eur(2100)},
                                         {none, eur(500), eur(0)},
                                         {standard, eur(1210), eur(210)}};
    const auto rows = vat_summary(parts);
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(rows[0].rate, standard);
    EXPECT_EQ(rows[0].net, eur(11000));
    EXPECT_EQ(rows[0].vat, eur(2310));
    EXPECT_EQ(rows[0].gross, eur(13310));
    EXPECT_EQ(rows[1].vat, eur(100));
    EXPECT_EQ(rows[2].gross, eur(500));
}

TEST(VatSummaryTest, ADeliveryForNothingLeavesNoRow) {
    const std::vector<TaxedAmount> parts{{none, eur(100), eur(0)}, {standard, eur(0), eur(0)}};
    EXPECT_EQ(vat_summary(parts).size(), 1u);
    EXPECT_TRUE(vat_summary({}).empty());
}

TEST(WeightTest, IsOfTheWholeLineRoundedUp) {
    EXPECT_EQ(weight_of(5001, Quantity::of(1)), 5001);
    EXPECT_EQ(weight_of(15000, Quantity::of(2)), 30000);
}

TEST(WeightTest, AFractionOfAGramCounts) {
    EXPECT_EQ(weight_of(1, quantity("0.001")), 1);
    EXPECT_EQ(weight_of(999, quantity("1.001")), 1000);
}

TEST(WeightTest, StaysWithinTheType) {
    EXPECT_GT(weight_of(std::numeric_limits<std::int64_t>::max() / 2, Quantity::of(1'000'000)), 0);
}

} // namespace
} // namespace statybos::orders
