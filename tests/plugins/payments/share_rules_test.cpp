#include "service/share_rules.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace statybos::payments {
namespace {

EarningLine line(std::int64_t gross, std::int64_t fee) {
    return {LineId::make(), gross, fee, 0, 0};
}

/// Captured whole; commission and VAT at 21 % follow from the lines.
EarningRow earning(std::vector<EarningLine> lines, std::int64_t shipping = 0,
                   std::int64_t discount = 0) {
    EarningRow row;
    row.shipping = row.amount = shipping;
    row.marketplace_discount = discount;
    for (const EarningLine& one : lines) {
        row.amount += one.gross;
        row.commission += one.fee;
    }
    row.commission_vat = percent_of(eur(row.commission), Percent{2'100}).minor;
    row.captured = row.amount;
    row.lines = std::move(lines);
    return row;
}

/// After a refund of so much of each line, and of the delivery.
EarningRow refunded(EarningRow row, const std::vector<std::int64_t>& lines,
                    std::int64_t shipping = 0) {
    RefundParts parts;
    parts.lines = lines;
    for (const std::int64_t part : lines) {
        parts.items += part;
    }
    apply(row, parts.items + shipping, parts, 1);
    return row;
}

TEST(PositionTest, OfTheWorkedExample) {
    const EarningRow a = earning({line(12'100, 1'000)}, 1'210);
    const EarningRow b = earning({line(4'840, 400)});
    EXPECT_EQ(position_of(a), (Position{13'310, 0, 1'000, 210}));
    EXPECT_EQ(position_of(a).vendor(), 12'100);
    EXPECT_EQ(position_of(b), (Position{4'840, 0, 400, 84}));
    EXPECT_EQ(position_of(b).vendor(), 4'356);

    const EarningRow one_unit_back = refunded(b, {2'420});
    EXPECT_EQ(position_of(b) - position_of(one_unit_back), (Position{2'420, 0, 200, 42}));
    EXPECT_EQ(position_of(one_unit_back).vendor(), 2'178);

    EXPECT_EQ(position_of(refunded(one_unit_back, {2'420})), Position{});
    EXPECT_EQ(position_of(refunded(a, {12'100}, 1'210)), Position{});
}

TEST(PositionTest, IsNothingBeforeTheCapture) {
    EarningRow row = earning({line(12'100, 1'000)}, 1'210, 500);
    row.captured = 0;
    EXPECT_EQ(position_of(row), Position{});
}

TEST(PositionTest, OfAnOrderThatAVoucherPaysForStandsUntilItIsCancelled) {
    EarningRow row = earning({line(0, 1'000)}, 0, 10'000);
    EXPECT_EQ(position_of(row), Position{});
    row.captured_at = Instant{};
    EXPECT_EQ(position_of(row), (Position{0, 10'000, 1'000, 210}));
    EXPECT_EQ(position_of(row).vendor(), 8'790);
    row.cancelled = true;
    EXPECT_EQ(position_of(row), Position{});
}

TEST(PositionTest, KeepsTheCommissionWhenOnlyDeliveryGoesBack) {
    const EarningRow row = refunded(earning({line(12'100, 1'000)}, 1'210), {0}, 1'210);
    EXPECT_EQ(position_of(row), (Position{12'100, 0, 1'000, 210}));
}

TEST(PositionTest, GivesTheVendorTheMarketplacesDiscountAndTakesItBackInProportion) {
    // 100.00 of goods, 10.00 of them paid by the marketplace.
    const EarningRow row = earning({line(9'000, 1'000)}, 0, 1'000);
    EXPECT_EQ(position_of(row).vendor(), 9'000 + 1'000 - 1'000 - 210);
    EXPECT_EQ(position_of(refunded(row, {4'500})).discount, 500);
    EXPECT_EQ(position_of(refunded(row, {9'000})), Position{});
}

// 3 cents of commission on three refunds of a third each: 1, 1, 1 and not 0, 0, 0.
TEST(PositionTest, ReturnsCommissionCumulativelySoThatPartsSumToTheWhole) {
    EarningRow row = earning({line(100, 3)});
    std::vector<std::int64_t> kept;
    for (const std::int64_t part : {33, 33, 34}) {
        row = refunded(row, {part});
        kept.push_back(position_of(row).commission);
    }
    EXPECT_EQ(kept, (std::vector<std::int64_t>{2, 1, 0}));
}

TEST(PositionTest, IsTheSameInWhateverOrderRefundsCame) {
    const std::vector<std::pair<std::vector<std::int64_t>, std::int64_t>> refunds{
        {{1'234, 0}, 0}, {{17, 999}, 100}, {{0, 1'001}, 21}};
    std::vector<std::size_t> order{0, 1, 2};
    const EarningRow start = earning({line(3'333, 287), line(2'000, 111)}, 605, 77);
    EarningRow first = start;
    for (const std::size_t i : order) {
        first = refunded(first, refunds[i].first, refunds[i].second);
    }
    do {
        EarningRow row = start;
        for (const std::size_t i : order) {
            row = refunded(row, refunds[i].first, refunds[i].second);
        }
        EXPECT_EQ(position_of(row), position_of(first));
    } while (std::next_permutation(order.begin(), order.end()));
}

TEST(PositionTest, OfAPartCapturedCountsTheRestAsNeverSold) {
    EarningRow row = earning({line(10'000, 1'000)});
    row.captured = 4'000;
    EXPECT_EQ(position_of(row), (Position{4'000, 0, 400, 84}));
    EXPECT_EQ(position_of(refunded(row, {4'000})), Position{});
}

TEST(RefundableTest, IsWhatIsLeftOfEachLineAndOfTheDelivery) {
    EarningRow row = earning({line(3'000, 0), line(2'000, 0)}, 500);
    row.lines[0].taken = 1'000;
    row.taken = 1'100;
    row.taken_items = 1'000;
    const Refundable left = refundable(row);
    EXPECT_EQ(left.lines, (std::vector<std::int64_t>{2'000, 2'000}));
    EXPECT_EQ(left.items, 4'000);
    EXPECT_EQ(left.total, 4'400);
}

TEST(SpreadTest, DividesInProportionAndNeverBeyondALine) {
    const Refundable left{{2'000, 1'000}, 3'000, 3'500};
    EXPECT_EQ(spread(3'500, left), (RefundParts{{2'000, 1'000}, 3'000}));
    EXPECT_EQ(spread(7, left), (RefundParts{{4, 2}, 6}));
    EXPECT_EQ(spread(0, left), (RefundParts{{0, 0}, 0}));
}

TEST(SpreadTest, ReachesTheGoodsOfAnOrderWithoutLines) {
    const Refundable left{{}, 3'000, 3'500};
    EXPECT_EQ(spread(3'500, left), (RefundParts{{}, 3'000}));
}

} // namespace
} // namespace statybos::payments
