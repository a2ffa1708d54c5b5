#include "service/refund_rules.hpp"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "plugins/orders/order_samples.hpp"

namespace statybos::orders {
namespace {

/// An order whose refunds all succeed, so that the payments have left what it has.
struct Paid {
    OrderRow order;

    MoneyLeft left() const {
        MoneyLeft left;
        for (const LineRow& line : order.lines) {
            left.lines.push_back(line.total - line.refunded);
        }
        left.shipping = order.shipping - order.refunded_shipping;
        return left;
    }
    /// As the store counts it.
    const RefundPlan& take(const RefundPlan& plan) {
        for (const RefundPart& part : plan.lines) {
            LineRow& line =
                *std::find_if(order.lines.begin(), order.lines.end(),
                              [&](const LineRow& known) { return known.id == part.line_id; });
            line.refunded_quantity += part.quantity;
            line.refunded += part.amount;
            line.refunded_vat += part.vat;
        }
        order.refunded_shipping += plan.shipping;
        order.refunded_shipping_vat += plan.shipping_vat;
        return plan;
    }
    RefundPlan by_quantity(std::size_t line, std::string_view text) {
        const std::vector<LineQuantity> wanted{{order.lines[line].id, quantity(text)}};
        return take(plan_lines(order, left(), wanted).value());
    }
    std::string refused(std::size_t line, std::string_view text) const {
        const std::vector<LineQuantity> wanted{{order.lines[line].id, quantity(text)}};
        return plan_lines(order, left(), wanted).error().slug();
    }
};

struct Part {
    const char* quantity;
    std::int64_t amount, vat;
};

void expect_parts(std::vector<Part> parts) {
    Paid paid{order_of({line_of(1299, "14.5")})};
    for (const Part& part : parts) {
        const RefundPlan plan = paid.by_quantity(0, part.quantity);
        EXPECT_EQ(plan.amount(), part.amount) << part.quantity;
        EXPECT_EQ(plan.vat(), part.vat) << part.quantity;
    }
    EXPECT_EQ(paid.order.lines[0].refunded, 18836);
    EXPECT_EQ(paid.order.lines[0].refunded_vat, 3269);
    EXPECT_EQ(paid.refused(0, "0.001"), "refund_exceeds_captured");
}

TEST(RefundRulesTest, SquareMetresGoBackInEitherOrder) {
    expect_parts({{"4.5", 5846, 1015}, {"10", 12990, 2254}});
    expect_parts({{"10", 12990, 2254}, {"4.5", 5846, 1015}});
}

TEST(RefundRulesTest, ManyCrumbsSumToTheWhole) {
    Paid paid{order_of({line_of(333, "0.333")})};
    for (int i = 0; i < 111; ++i) {
        const std::vector<LineQuantity> crumb{{paid.order.lines[0].id, quantity("0.003")}};
        if (const auto plan = plan_lines(paid.order, paid.left(), crumb)) {
            paid.take(*plan);
        } else {
            paid.order.lines[0].refunded_quantity += quantity("0.003"); // worth less than a cent
        }
    }
    EXPECT_EQ(paid.order.lines[0].refunded, paid.order.lines[0].total);
    EXPECT_EQ(paid.order.lines[0].refunded_vat, paid.order.lines[0].vat);
}

TEST(RefundRulesTest, AllThatIsLeftTakesTheDelivery) {
    Paid paid{order_of({line_of(12100, "1"), line_of(2420, "2")}, 1210)};
    paid.by_quantity(1, "1");
    const RefundPlan rest = paid.take(plan_all(paid.order, paid.left()).value());
    EXPECT_EQ(rest.amount(), 12100 + 2420 + 1210);
    EXPECT_EQ(rest.shipping, 1210);
    EXPECT_EQ(rest.shipping_vat, 210);
    EXPECT_EQ(rest.lines[1].quantity, Quantity::of(1));
    EXPECT_EQ(paid.order.lines[1].refunded_vat, 840);
    EXPECT_EQ(plan_all(paid.order, paid.left()).error().slug(), "refund_exceeds_captured");
}

TEST(RefundRulesTest, AnAmountFallsOnEverythingThatIsLeft) {
    Paid paid{order_of({line_of(10000, "1"), line_of(5000, "1", Percent{500})}, 1000)};
    const RefundPlan plan = paid.take(plan_amount(paid.order, paid.left(), 1600).value());
    ASSERT_EQ(plan.lines.size(), 2u);
    EXPECT_EQ(plan.lines[0].amount, 1000);
    EXPECT_EQ(plan.lines[0].vat, 174);
    EXPECT_TRUE(plan.lines[0].quantity.is_zero());
    EXPECT_EQ(plan.lines[1].amount, 500);
    EXPECT_EQ(plan.lines[1].vat, 24);
    EXPECT_EQ(plan.shipping, 100);
    EXPECT_EQ(plan_amount(paid.order, paid.left(), 14401).error().slug(),
              "refund_exceeds_captured");
    EXPECT_TRUE(plan_amount(paid.order, paid.left(), 14400).has_value());
}

TEST(RefundRulesTest, AQuantityIsWorthNoMoreThanIsLeftOfTheLine) {
    Paid paid{order_of({line_of(10000, "2")})};
    paid.take(plan_amount(paid.order, paid.left(), 15000).value());
    EXPECT_EQ(paid.by_quantity(0, "1").amount(), 5000);
    EXPECT_EQ(paid.refused(0, "1"), "refund_exceeds_captured");
}

TEST(RefundRulesTest, WhatTheGatewayGaveBackOfItsOwnAccordIsGone) {
    const OrderRow order = order_of({line_of(10000, "1")});
    EXPECT_EQ(plan_all(order, {{2500}, 0})->amount(), 2500);
}

TEST(RefundRulesTest, WhatTheGatewaySpreadHasItsVatUpToTheWhole) {
    Paid paid{order_of({line_of(10000, "1"), line_of(5000, "1", Percent{500})}, 1000)};
    const auto& lines = paid.order.lines;
    const auto parts = [&](std::int64_t first, std::int64_t second, std::int64_t shipping) {
        return plan_parts(paid.order,
                          std::vector<payments::RefundedLine>{{lines[0].id, eur(first)},
                                                              {lines[1].id, eur(second)}},
                          shipping);
    };
    const RefundPlan some = paid.take(parts(1000, 500, 100).value());
    EXPECT_EQ(some.amount(), 1600);
    EXPECT_EQ(some.vat(), 174 + 24 + 17);
    EXPECT_TRUE(some.lines[0].quantity.is_zero());
    for (const auto& too_much : {parts(9001, 0, 0), parts(0, 4501, 0), parts(0, 0, 901)}) {
        EXPECT_EQ(too_much.error().slug(), "refund_exceeds_captured");
    }
    paid.take(parts(9000, 4500, 900).value());
    EXPECT_EQ(lines[0].refunded_vat + lines[1].refunded_vat, lines[0].vat + lines[1].vat);
    EXPECT_EQ(paid.order.refunded_shipping_vat, paid.order.shipping_vat);
    const std::vector<payments::RefundedLine> strange{{LineId::make(), eur(1)}};
    EXPECT_EQ(plan_parts(paid.order, strange, 0).error().slug(), "refund_exceeds_captured");
}

TEST(RefundRulesTest, WhatIsOnItsWayBackIsNotRefundedBesides) {
    Paid paid{order_of({line_of(1000, "3")})};
    paid.order.lines[0].returning_quantity = Quantity::of(2);
    EXPECT_EQ(paid.refused(0, "2"), "refund_exceeds_captured");
    EXPECT_EQ(paid.by_quantity(0, "1").amount(), 1000);
}

TEST(RefundRulesTest, StrangeAndRepeatedLinesAreValidationFailed) {
    const Paid paid{order_of({line_of(1000, "3")})};
    const LineId known = paid.order.lines[0].id;
    const std::vector<LineQuantity> wanted{
        {known, Quantity::of(1)}, {LineId::make(), Quantity::of(1)}, {known, Quantity::of(1)}};
    const auto plan = plan_lines(paid.order, paid.left(), wanted);
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().slug(), "validation_failed");
    ASSERT_EQ(plan.error().fields().size(), 2u);
    EXPECT_EQ(plan.error().fields()[0].pointer, "/lines/1/line_id");
    EXPECT_EQ(plan.error().fields()[0].code, "not_in_list");
    EXPECT_EQ(plan.error().fields()[1].code, "repeated");
}

TEST(RefundRulesTest, WhateverThePartsTheyEndAtTheCent) {
    std::mt19937 engine(20260101); // NOLINT: the same cases each time
    const auto random = [&](int most) { return std::uniform_int_distribution(1, most)(engine); };
    for (int round = 0; round < 500; ++round) {
        Paid paid{order_of({line_of(random(9999), "7.25"), line_of(random(9999), "3"),
                            line_of(random(99), "0.5", Percent{500})},
                           random(2000))};
        for (int step = 0; step < 6; ++step) {
            const auto plan = random(2) == 1
                                  ? plan_amount(paid.order, paid.left(), random(4000))
                                  : plan_lines(paid.order, paid.left(),
                                               std::vector<LineQuantity>{
                                                   {paid.order.lines[0].id, {random(2000)}}});
            if (plan) {
                paid.take(*plan);
            }
        }
        if (const auto rest = plan_all(paid.order, paid.left())) {
            paid.take(*rest);
        }
        for (const LineRow& line : paid.order.lines) {
            ASSERT_EQ(line.refunded, line.total) << round;
            ASSERT_EQ(line.refunded_vat, line.vat) << round;
            ASSERT_LE(line.refunded_quantity, line.quantity);
        }
        ASSERT_EQ(paid.order.refunded_shipping, paid.order.shipping);
        ASSERT_EQ(paid.order.refunded_shipping_vat, paid.order.shipping_vat);
    }
}

} // namespace
} // namespace statybos::orders
