#include "service/voucher_rules.hpp"

#include <gtest/gtest.h>

#include "plugins/orders/order_samples.hpp"
#include "service/cart_rules.hpp"

namespace statybos::orders {
namespace {

VoucherDiscount voucher(const char* code, VoucherFunder funder, std::vector<LineDiscount> lines) {
    VoucherDiscount made;
    made.voucher_id = VoucherId::make();
    made.code = code;
    made.funded_by = funder;
    made.discount = eur(0);
    for (const LineDiscount& line : lines) {
        made.discount += line.amount;
    }
    made.lines = std::move(lines);
    return made;
}

class VoucherRulesTest : public ::testing::Test {
protected:
    VoucherRulesTest() {
        cart_.lines.resize(2);
        first_ = {&cart_.lines[0], LineId::make()};
        second_ = {&cart_.lines[1], LineId::make()};
        for (CartLine& line : cart_.lines) {
            line.id = LineId::make();
        }
        cart_.lines[0].sum = sum(10000, 3000, 1000);
        cart_.lines[1].sum = sum(5000, 500, 500);
        cart_.vouchers = {
            voucher("MANO", VoucherFunder::vendor, {{cart_.lines[0].id, eur(2000)}}),
            voucher("TURGUS", VoucherFunder::marketplace,
                    {{cart_.lines[0].id, eur(1000)}, {cart_.lines[1].id, eur(500)}}),
        };
    }
    static LineSum sum(std::int64_t price, std::int64_t discount, std::int64_t marketplace) {
        LineSum made = sum_of_line(eur(price), Quantity::of(1), eur(discount), Percent{2100});
        made.marketplace_discount = eur(marketplace);
        return made;
    }

    Cart cart_;
    LinePair first_;
    LinePair second_;
};

TEST_F(VoucherRulesTest, AnOrderKeepsWhatEachTookOffItsLines) {
    const auto kept = vouchers_on(cart_, {first_, second_});
    ASSERT_EQ(kept.size(), 2u);
    EXPECT_EQ(kept[0].code, "MANO");
    EXPECT_EQ(kept[0].discount, 2000);
    EXPECT_EQ(kept[0].lines[0].line_id, first_.in_order);
    EXPECT_EQ(kept[1].discount, 1500);
    EXPECT_EQ(kept[1].lines[1].amount, 500);
}

TEST_F(VoucherRulesTest, OfAnotherVendorsOrderNothingIsKept) {
    const auto kept = vouchers_on(cart_, {second_});
    ASSERT_EQ(kept.size(), 1u);
    EXPECT_EQ(kept[0].code, "TURGUS");
    EXPECT_EQ(kept[0].discount, 500);
}

TEST_F(VoucherRulesTest, WhereTheVatWasTakenOutThePartsSumToTheNetDiscount) {
    cart_.lines[0].sum.discount = eur(2479);
    cart_.lines[0].sum.marketplace_discount = eur(826);
    const auto kept = vouchers_on(cart_, {first_});
    EXPECT_EQ(kept[0].discount, 1653);
    EXPECT_EQ(kept[1].discount, 826);
}

TEST_F(VoucherRulesTest, AVoucherOverTwoOrdersIsOneUse) {
    NewOrder one, two;
    one.id = OrderId::make();
    two.id = OrderId::make();
    one.vouchers = vouchers_on(cart_, {first_});
    two.vouchers = vouchers_on(cart_, {second_});
    const auto uses = uses_of({one, two}, Currency("EUR"));
    ASSERT_EQ(uses.size(), 2u);
    const VoucherUse& shared = uses[0].code == "TURGUS" ? uses[0] : uses[1];
    EXPECT_EQ(shared.discount, eur(1500));
    EXPECT_EQ(shared.orders, (std::vector{one.id, two.id}));
}

TEST(VoucherCodeTest, IsReadInCapitalsWithoutSpaceAround) {
    EXPECT_EQ(normal_code(" \tSavasaris-10 \n"), "SAVASARIS-10");
    EXPECT_EQ(normal_code("  "), "");
}

} // namespace
} // namespace statybos::orders
