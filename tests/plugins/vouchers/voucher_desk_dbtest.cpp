// Uses are taken and given back, one customer at a time.
#include "plugins/vouchers/desk_fixture.hpp"

namespace statybos::vouchers {
namespace {

using ::testing::HasSubstr;

TEST_F(DeskTest, ATotalLimitIsReachedAndNotPassed) {
    const VoucherRow voucher = given(limited(2));
    ASSERT_TRUE(claim(voucher).has_value());
    EXPECT_EQ(judged("RUDUO10"), "holds");
    ASSERT_TRUE(claim(voucher).has_value());
    EXPECT_EQ(judged("RUDUO10"), "voucher_used_up");
    const auto third = claim(voucher);
    ASSERT_TRUE(third.has_error());
    EXPECT_EQ(third.error().code(), Errc::conflict);
    EXPECT_TRUE(third.error().is("voucher_used_up"));
    EXPECT_THAT(third.error().message(), HasSubstr("RUDUO10"));
    EXPECT_THAT(third.error().details(), HasSubstr(R"("voucher":"RUDUO10")"));
    EXPECT_EQ(used(voucher), 2);
    EXPECT_EQ(standing_uses(), 2);
}

TEST_F(DeskTest, ALimitPerCustomerCountsTheUserAndTheAddress) {
    const VoucherRow voucher = given(limited({}, 1));
    const UserId ona = UserId::make();
    ASSERT_TRUE(claim(voucher, {}, {ona, "ona@example.test"}).has_value());
    for (const Customer& same :
         {Customer{ona, "ona@example.test"}, Customer{ona, "kitas@example.test"},
          Customer{{}, " ONA@example.test"}, Customer{UserId::make(), "ona@example.test"}}) {
        EXPECT_TRUE(claim(voucher, {}, same).error().is("voucher_used_up")) << same.email;
        EXPECT_EQ(judged("RUDUO10", same), "voucher_used_up") << same.email;
    }
    EXPECT_EQ(used(voucher), 1);
    EXPECT_TRUE(claim(voucher, {}, {UserId::make(), "petras@example.test"}).has_value());
    EXPECT_TRUE(claim(voucher, {}, {{}, "svecias@example.test"}).has_value());
}

TEST_F(DeskTest, NobodysNameOrAddressIsKept) {
    const Customer customer{UserId::make(), "ona@example.test"};
    claim(given(limited({}, 1)), {}, customer);
    const auto rows = database->as_owner().lease()->query(
        "SELECT string_agg(customer, ' '), (SELECT customers::text FROM vouchers.use)"
        " FROM vouchers.customer");
    const std::string kept = std::string(rows[0].text(0)) + ' ' + std::string(rows[0].text(1));
    EXPECT_THAT(kept, ::testing::Not(HasSubstr("ona")));
    EXPECT_THAT(kept, ::testing::Not(HasSubstr(customer.user->to_string())));
}

TEST_F(DeskTest, APurchaseTakesAllItsUsesOrNone) {
    const VoucherRow open = given(ten_percent("ATVIRAS"));
    const VoucherRow closed = given(limited(1));
    ASSERT_TRUE(claim(closed).has_value());
    for (const auto& vouchers : {std::vector{open, closed}, std::vector{closed, open}}) {
        const auto refused = transact(ctx(), [&](Transaction& tx) -> Result<bool> {
            orders::VoucherClaim asked{PurchaseId::make(), {}, "petras@example.test", {}};
            for (const VoucherRow& voucher : vouchers) {
                asked.uses.push_back({voucher.id, voucher.code, eur(1), {OrderId::make()}});
            }
            // The caller's transaction stays usable, and commits.
            return services->desk.claim(tx, asked).has_error();
        });
        EXPECT_TRUE(refused.value());
    }
    EXPECT_EQ(used(open), 0);
    EXPECT_EQ(standing_uses(), 1);
    EXPECT_EQ(number("SELECT count(*) FROM vouchers.customer"), 1);
}

TEST_F(DeskTest, WhatEndedBetweenCartAndOrderIsExpired) {
    Terms terms = ten_percent();
    terms.starts_at = services->now().plus_seconds(60);
    terms.ends_at = services->now().plus_seconds(120);
    const VoucherRow voucher = given(terms);
    EXPECT_EQ(judged("RUDUO10"), "voucher_not_started");
    EXPECT_TRUE(claim(voucher).error().is("voucher_not_started"));
    host.set_now(services->now().plus_seconds(60));
    EXPECT_EQ(judged("RUDUO10"), "holds");
    host.set_now(services->now().plus_seconds(60));
    EXPECT_TRUE(claim(voucher).error().is("voucher_expired"));
    EXPECT_EQ(used(voucher), 0);
}

TEST_F(DeskTest, WhatWasDeletedIsUnknownAndItsUsesStay) {
    const VoucherRow voucher = given(ten_percent());
    const Purchase purchase;
    ASSERT_TRUE(claim(voucher, purchase).has_value());
    ASSERT_TRUE(services->vouchers.remove(ctx(), {}, voucher.id).has_value());
    EXPECT_EQ(judged("RUDUO10"), "voucher_unknown");
    EXPECT_TRUE(claim(voucher).error().is("voucher_unknown"));
    EXPECT_EQ(standing_uses(), 1);
    give_back(ctx(), purchase, purchase.orders);
    EXPECT_EQ(standing_uses(), 0);
    EXPECT_EQ(number("SELECT used FROM vouchers.voucher"), 0);
}

TEST_F(DeskTest, AUseGoesBackOnceWhenAllItsOrdersAreOff) {
    const VoucherRow voucher = given(limited(1, 1));
    const Purchase purchase{PurchaseId::make(), {OrderId::make(), OrderId::make()}};
    ASSERT_TRUE(claim(voucher, purchase).has_value());

    give_back(ctx(), purchase, {purchase.orders[0]});
    give_back(ctx(), purchase, {purchase.orders[0]});
    EXPECT_EQ(used(voucher), 1);
    EXPECT_EQ(judged("RUDUO10"), "voucher_used_up");

    for (int again = 0; again < 3; ++again) {
        give_back(ctx(), purchase, purchase.orders);
        EXPECT_EQ(used(voucher), 0);
    }
    EXPECT_EQ(number("SELECT sum(used) FROM vouchers.customer"), 0);
    EXPECT_EQ(number("SELECT count(*) FROM vouchers.use WHERE given_back_at IS NOT NULL"), 1);
    EXPECT_EQ(judged("RUDUO10"), "holds");
    EXPECT_TRUE(claim(voucher).has_value());
}

TEST_F(DeskTest, OrdersAndPurchasesThatNobodyKnowsChangeNothing) {
    const VoucherRow voucher = given(limited(1));
    const Purchase purchase;
    ASSERT_TRUE(claim(voucher, purchase).has_value());
    give_back(ctx(), purchase, {OrderId::make()});
    give_back(ctx(), Purchase(), purchase.orders);
    give_back(ctx(), purchase, {});
    EXPECT_EQ(used(voucher), 1);
    EXPECT_EQ(standing_uses(), 1);
}

TEST_F(DeskTest, ADeclinedPurchaseLeavesNoUseBehind) {
    const VoucherRow voucher = given(limited(1, 1));
    const auto declined = transact(ctx(), [&](Transaction& tx) -> Result<void> {
        const auto claimed =
            services->desk.claim(tx, {PurchaseId::make(),
                                      {},
                                      "ona@example.test",
                                      {{voucher.id, voucher.code, eur(1), {OrderId::make()}}}});
        EXPECT_TRUE(claimed.has_value());
        return Error(Errc::declined, "payment_declined", "as if");
    });
    EXPECT_TRUE(declined.has_error());
    EXPECT_EQ(used(voucher), 0);
    EXPECT_EQ(number("SELECT (SELECT count(*) FROM vouchers.use) +"
                     " (SELECT count(*) FROM vouchers.customer)"),
              0);
}

} // namespace
} // namespace statybos::vouchers
