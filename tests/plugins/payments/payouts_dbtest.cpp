// Earnings become payable, are paid out once, and come back.
#include <gmock/gmock.h>

#include "plugins/payments/books_fixture.hpp"

namespace statybos::payments {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

class PayoutsTest : public BooksTest {
protected:
    using BooksTest::BooksTest;

    /// Sold for 121.00 and completed: 108.90 is the vendor's.
    Sale given_payable(VendorId vendor, std::int64_t gross = 12'100) {
        const Sale sale = given_sale({share(vendor, {line(gross)})});
        complete(sale.order());
        return sale;
    }

    Result<PayoutRow> pay(VendorId vendor, std::optional<std::int64_t> amount = {}) {
        return books->payouts.create(ctx(), vendor,
                                     amount ? std::optional(eur(*amount)) : std::nullopt);
    }

    EarningStatus status_of(VendorId vendor) {
        return books->earnings.list(ctx(), vendor, std::nullopt, 1).earnings.front().status;
    }
};

class HeldPayoutsTest : public PayoutsTest {
protected:
    HeldPayoutsTest() : PayoutsTest(settings("marketplace", 14)) {}
};

class VendorsBearTest : public PayoutsTest {
protected:
    VendorsBearTest() : PayoutsTest(settings("vendor")) {}
};

TEST_F(PayoutsTest, FollowTheEarningFromTheSaleToTheBank) {
    const Sale sale = given_sale({share(a, {line(12'100)})});
    EXPECT_EQ(status_of(a), EarningStatus::pending);
    EXPECT_TRUE(pay(a).error().is("nothing_payable"));

    complete(sale.order());
    complete(sale.order());
    EXPECT_EQ(pending(a), 0);
    EXPECT_EQ(payable(a), 10'890);
    EXPECT_EQ(status_of(a), EarningStatus::payable);

    const auto payout = pay(a);
    ASSERT_TRUE(payout.has_value());
    EXPECT_EQ(payout->amount, 10'890);
    ASSERT_EQ(payout->entries.size(), 1u);
    EXPECT_EQ(payout->entries[0].order_id, sale.order());
    EXPECT_EQ(payable(a), 0);
    EXPECT_EQ(balance(payout_account(a)), -10'890);
    EXPECT_EQ(status_of(a), EarningStatus::payable);

    ASSERT_TRUE(books->payouts.move(ctx(), payout->id, PayoutStatus::sent, "bank 1").has_value());
    EXPECT_EQ(balance(payout_account(a)), 0);
    EXPECT_EQ(balance("gateway:bank"), -10'890);
    EXPECT_EQ(status_of(a), EarningStatus::paid);
    EXPECT_THAT(faults(), IsEmpty());
}

TEST_F(PayoutsTest, BringBackWhatTheBankReturned) {
    given_payable(a);
    for (const bool was_sent : {false, true}) {
        const auto payout = pay(a);
        ASSERT_TRUE(payout.has_value());
        if (was_sent) {
            ASSERT_TRUE(books->payouts.move(ctx(), payout->id, PayoutStatus::sent, {}).has_value());
        }
        ASSERT_TRUE(books->payouts.move(ctx(), payout->id, PayoutStatus::returned, {}).has_value());
        EXPECT_EQ(payable(a), 10'890);
        EXPECT_EQ(balance("gateway:bank"), 0);
        EXPECT_EQ(status_of(a), EarningStatus::payable);
    }
    EXPECT_THAT(faults(), IsEmpty());
}

TEST_F(PayoutsTest, MoveForwardOnlyAndTheSameStatusAgainChangesNothing) {
    given_payable(a);
    const PayoutId id = pay(a)->id;
    const auto move = [&](PayoutStatus status) {
        return books->payouts.move(ctx(), id, status, std::nullopt);
    };
    ASSERT_TRUE(move(PayoutStatus::sent).has_value());
    ASSERT_TRUE(move(PayoutStatus::sent).has_value());
    EXPECT_EQ(balance("gateway:bank"), -10'890);
    EXPECT_TRUE(move(PayoutStatus::pending).error().is("invalid_transition"));
    ASSERT_TRUE(move(PayoutStatus::returned).has_value());
    const Error wrong = move(PayoutStatus::sent).error();
    EXPECT_TRUE(wrong.is("invalid_transition"));
    EXPECT_THAT(wrong.details(), HasSubstr(R"("allowed":[])"));
    EXPECT_EQ(books->payouts.move(ctx(), PayoutId::make(), PayoutStatus::sent, {}).error().code(),
              Errc::not_found);
}

TEST_F(PayoutsTest, NeverGoBeyondTheBalance) {
    given_payable(a);
    EXPECT_TRUE(pay(a, 10'891).error().is("insufficient_balance"));
    ASSERT_TRUE(pay(a, 890).has_value());
    ASSERT_TRUE(pay(a, 10'000).has_value());
    EXPECT_TRUE(pay(a).error().is("nothing_payable"));
    EXPECT_EQ(count("payments.payout"), 2);
}

TEST_F(PayoutsTest, NetWhatARefundTookAfterThePayout) {
    const Sale first = given_payable(a);
    ASSERT_TRUE(pay(a).has_value());
    ASSERT_TRUE(refund(first, 0, {12'100}).has_value());
    EXPECT_EQ(payable(a), -10'890);
    EXPECT_TRUE(pay(a).error().is("nothing_payable"));

    const Sale second = given_payable(a, 24'200);
    const auto netted = pay(a);
    ASSERT_TRUE(netted.has_value());
    EXPECT_EQ(netted->amount, 10'890);
    ASSERT_EQ(netted->entries.size(), 2u);
    EXPECT_EQ(netted->entries[0].order_id, first.order());
    EXPECT_EQ(netted->entries[0].amount, -10'890);
    EXPECT_EQ(netted->entries[1].amount, 21'780);
    EXPECT_EQ(payable(a), 0);
    EXPECT_THAT(faults(), IsEmpty());
}

TEST_F(PayoutsTest, SayWhatIsWrongWithTheAsking) {
    EXPECT_EQ(pay(VendorId::make()).error().fields().front().pointer, "/vendor_id");
    EXPECT_EQ(pay(a, 0).error().fields().front().pointer, "/amount");
    EXPECT_EQ(
        books->payouts.create(ctx(), a, Money{100, Currency("USD")}).error().fields().front().code,
        "currency_mismatch");
    given_payable(a);
    vendors.ibans[a] = "LT131000011101001000";
    EXPECT_TRUE(pay(a).error().is("no_bank_account"));
    EXPECT_EQ(count("payments.payout"), 0);
}

TEST_F(PayoutsTest, OfTwoSweepsAtOnceOnlyOnePays) {
    for (int round = 0; round < 20; ++round) {
        given_payable(a);
        given_payable(b);
        const auto sweeps = together(2, [&](Ctx own) { return books->payouts.sweep(own); });
        ASSERT_EQ(sweeps[0].size() + sweeps[1].size(), 2u);
        ASSERT_EQ(payable(a), 0);
        ASSERT_EQ(payable(b), 0);
    }
    EXPECT_EQ(count("payments.payout"), 40);
    EXPECT_THAT(faults(), IsEmpty());
}

TEST_F(PayoutsTest, OneAskedForAgainWithItsKeyIsTheOneThatWasMade) {
    host.sign_in(UserId::make(), {"admin"});
    Request operators(*database);
    given_payable(a);
    const auto asked = [&](Ctx own, const char* key) {
        return books->payouts.create(own, a, eur(1'000), key).value().id;
    };
    const PayoutId first = asked(operators.ctx(), "key-1");
    const auto again = together(6, [&](Ctx own) { return asked(own, "key-1"); });
    EXPECT_EQ(again, std::vector<PayoutId>(6, first));
    EXPECT_EQ(payable(a), 10'890 - 1'000);
    EXPECT_NE(asked(operators.ctx(), "key-2"), first);
    EXPECT_EQ(count("payments.payout"), 2);
    EXPECT_EQ(payable(a), 10'890 - 2'000);
}

TEST_F(PayoutsTest, SweepLeavesOutWhoHasNoUsableAccount) {
    given_payable(a);
    given_payable(b);
    vendors.ibans[a] = "nonsense";
    const auto made = books->payouts.sweep(ctx());
    ASSERT_EQ(made.size(), 1u);
    EXPECT_EQ(made[0].vendor_id, b);
    EXPECT_EQ(payable(a), 10'890);
}

TEST_F(PayoutsTest, ExportIsTheSameFileUntilTheBankHasIt) {
    EXPECT_TRUE(books->payouts.export_sepa(ctx(), SepaVersion::pain_001_001_09)
                    .error()
                    .is("nothing_to_export"));
    given_payable(a);
    given_payable(b);
    books->payouts.sweep(ctx());
    const auto first = books->payouts.export_sepa(ctx(), SepaVersion::pain_001_001_09);
    ASSERT_TRUE(first.has_value());
    EXPECT_THAT(*first, HasSubstr("<CtrlSum>217.80</CtrlSum>"));
    EXPECT_THAT(*first, HasSubstr("<Nm>UAB Sandelis</Nm>"));
    EXPECT_EQ(*books->payouts.export_sepa(ctx(), SepaVersion::pain_001_001_09), *first);

    vendors.ibans[a] = "nonsense";
    const auto refused = books->payouts.export_sepa(ctx(), SepaVersion::pain_001_001_09);
    EXPECT_TRUE(refused.error().is("no_bank_account"));
    EXPECT_THAT(refused.error().details(), HasSubstr("payouts"));
}

TEST_F(HeldPayoutsTest, WaitUntilTheHoldEnds) {
    const Sale sale = given_payable(a);
    EXPECT_EQ(payable(a), 0);
    EXPECT_EQ(pending(a), 10'890);
    constexpr std::int64_t days = 24 * 3'600;
    host.set_now(books->now().plus_seconds(14 * days - 1));
    books->earnings.release_due(ctx());
    EXPECT_EQ(payable(a), 0);
    host.set_now(books->now().plus_seconds(1));
    books->earnings.release_due(ctx());
    books->earnings.release_due(ctx());
    EXPECT_EQ(pending(a), 0);
    EXPECT_EQ(payable(a), 10'890);
    EXPECT_THAT(faults(), IsEmpty());
}

TEST_F(PayoutsTest, LeaveAChargebackToTheMarketplace) {
    const Sale sale = given_payable(a);
    ASSERT_TRUE(webhook(sale, "chargeback", 12'100, "ev_1").has_value());
    ASSERT_TRUE(webhook(sale, "chargeback", 12'100, "ev_1").has_value());
    EXPECT_EQ(balance("gateway:test"), 0);
    EXPECT_EQ(balance("chargebacks"), 12'100);
    EXPECT_EQ(payable(a), 10'890);
    EXPECT_THAT(faults(), IsEmpty());
    EXPECT_THAT(database->published(), ::testing::Contains("payments.chargeback_received.v1"));
}

TEST_F(VendorsBearTest, ChargebacksByTheirShares) {
    const Sale sale = worked_example();
    complete(sale.order(0));
    ASSERT_TRUE(webhook(sale, "chargeback", 18'150, "ev_1").has_value());
    EXPECT_EQ(balance("chargebacks"), 0);
    EXPECT_EQ(payable(a), 12'100 - 13'310);
    EXPECT_EQ(pending(b), 4'356 - 4'840);
    EXPECT_THAT(faults(), IsEmpty());
}

TEST_F(PayoutsTest, StatementLeadsFromTheOpeningToTheClosingBalance) {
    const Sale sale = worked_example();
    ASSERT_TRUE(refund(sale, 1, {2'420}).has_value());
    complete(sale.order(1));
    ASSERT_TRUE(pay(b, 1'000).has_value());
    // The fake clock stands at 2026-01-01T00:00Z, two hours into Vilnius' January.
    const VendorMovements january = books->earnings.statement(ctx(), b, "2026-01").movements;
    EXPECT_EQ(january.opening, 0);
    EXPECT_EQ(january.sales, 4'840);
    EXPECT_EQ(january.refunds, 2'420);
    EXPECT_EQ(january.commission, 200);
    EXPECT_EQ(january.commission_vat, 42);
    EXPECT_EQ(january.payouts, 1'000);
    EXPECT_EQ(january.closing, 1'178);
    const VendorMovements february = books->earnings.statement(ctx(), b, "2026-02").movements;
    EXPECT_EQ(february.opening, 1'178);
    EXPECT_EQ(february.closing, 1'178);
    EXPECT_EQ(february.sales, 0);
    EXPECT_EQ(books->earnings.statement(ctx(), b, "2025-12").movements.closing, 0);
}

} // namespace
} // namespace statybos::payments
