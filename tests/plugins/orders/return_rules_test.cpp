#include "service/return_rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugins/orders/order_samples.hpp"

namespace statybos::orders {
namespace {

using enum ReturnStatus;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string refusal(const OrderRow& order, const std::vector<LineQuantity>& wanted) {
    const auto fits = check_return(order, wanted);
    return fits ? "" : fits.error().slug();
}

TEST(ReturnRulesTest, EachStatusHasItsNextOnes) {
    EXPECT_THAT(next_of(requested), ElementsAre(accepted, rejected));
    EXPECT_THAT(next_of(accepted), ElementsAre(received, rejected));
    EXPECT_THAT(next_of(received), ElementsAre(refunded, rejected));
    EXPECT_THAT(next_of(rejected), IsEmpty());
    EXPECT_THAT(next_of(refunded), IsEmpty());
}

TEST(ReturnRulesTest, OnesThatAreOverAreNotOpen) {
    for (const ReturnStatus status : {requested, accepted, received}) {
        EXPECT_TRUE(is_open(status));
    }
    EXPECT_FALSE(is_open(rejected));
    EXPECT_FALSE(is_open(refunded));
}

TEST(ReturnRulesTest, WhatWasDeliveredMayGoBack) {
    const OrderRow order = order_of({line_of(1000, "2.5")});
    EXPECT_EQ(refusal(order, {{order.lines[0].id, quantity("2.5")}}), "");
}

TEST(ReturnRulesTest, MoreIsReturnExceedsDelivered) {
    OrderRow order = order_of({line_of(1000, "3")});
    order.lines[0].refunded_quantity = Quantity::of(1);
    order.lines[0].returning_quantity = quantity("0.5");
    const auto fits =
        check_return(order, std::vector<LineQuantity>{{order.lines[0].id, quantity("1.501")}});
    ASSERT_FALSE(fits);
    EXPECT_EQ(fits.error().slug(), "return_exceeds_delivered");
    EXPECT_THAT(fits.error().details(), HasSubstr(R"("available":"1.5")"));
}

TEST(ReturnRulesTest, NothingWasDeliveredBeforeItWasShipped) {
    OrderRow order = order_of({line_of(1000, "3")});
    for (const OrderStatus status :
         {OrderStatus::pending, OrderStatus::confirmed, OrderStatus::ready_for_pickup}) {
        order.status = status;
        EXPECT_EQ(refusal(order, {{order.lines[0].id, Quantity::of(1)}}),
                  "return_exceeds_delivered");
    }
    order.status = OrderStatus::shipped;
    EXPECT_EQ(refusal(order, {{order.lines[0].id, Quantity::of(1)}}), "");
}

TEST(ReturnRulesTest, StrangeAndRepeatedLinesAreValidationFailed) {
    const OrderRow order = order_of({line_of(1000, "3")});
    EXPECT_EQ(refusal(order, {{LineId::make(), Quantity::of(1)}}), "validation_failed");
    EXPECT_EQ(refusal(order,
                      {{order.lines[0].id, Quantity::of(1)}, {order.lines[0].id, Quantity::of(1)}}),
              "validation_failed");
}

} // namespace
} // namespace statybos::orders
