#include "desk.hpp"

namespace statybos::bank_transfer {
namespace {

class BankEntriesTest : public ::testing::Test {
protected:
    std::vector<EntryRow> left_over() {
        return desk.services->entries.list(desk.ctx(), true, std::nullopt, 100);
    }

    Desk desk;
    payments::GatewayPayment payment = Desk::payment();
    std::string reference = desk.create(payment).gateway_reference;
};

TEST_F(BankEntriesTest, ATransferUnderTheReferencePaysItsPayment) {
    const auto report = desk.import(Desk::credit("50.00", reference, "B1", true));
    EXPECT_EQ(report->imported, 1);
    EXPECT_EQ(report->assigned, 1);
    EXPECT_EQ(report->left_over, 0);
    ASSERT_EQ(desk.told().size(), 1u);
    EXPECT_EQ(desk.told()[0].kind, payments::GatewayEventKind::captured);
    EXPECT_EQ(desk.told()[0].payment_id, payment.payment_id);
    EXPECT_EQ(desk.told()[0].amount, eur(5'000));
    EXPECT_TRUE(left_over().empty());
}

TEST_F(BankEntriesTest, AReferenceInFreeTextIsFound) {
    std::string typed = "uz prekes " + reference.substr(0, 4) + " " + reference.substr(4, 7) + " " +
                        reference.substr(11);
    for (char& c : typed) {
        c = c == 'R' ? 'r' : c;
    }
    EXPECT_EQ(desk.import(Desk::credit("50.00", typed, "B1"))->assigned, 1);
    EXPECT_EQ(desk.told().size(), 1u);
}

TEST_F(BankEntriesTest, AStatementReadTwiceCountsOnce) {
    const std::string entries =
        Desk::credit("50.00", reference, "B1") + Desk::credit("7.00", "be paskirties", "B2");
    EXPECT_EQ(desk.import(entries)->imported, 2);
    const auto again = desk.import(entries + Desk::credit("8.00", "nauja", "B3"));
    EXPECT_EQ(again->imported, 1);
    EXPECT_EQ(again->repeated, 2);
    EXPECT_EQ(desk.told().size(), 1u);
    EXPECT_EQ(left_over().size(), 2u);
}

TEST_F(BankEntriesTest, PartsPayWhenTheyAreTogetherTheWhole) {
    EXPECT_EQ(desk.import(Desk::credit("20.00", reference, "B1"))->assigned, 1);
    EXPECT_TRUE(desk.told().empty());
    Ctx ctx = desk.ctx();
    EXPECT_EQ(desk.services->gateway.look_up(ctx, payment.idempotency_key)->state,
              payments::GatewayState::pending);
    EXPECT_EQ(desk.import(Desk::credit("30.00", reference, "B2"))->assigned, 1);
    ASSERT_EQ(desk.told().size(), 1u);
    EXPECT_EQ(desk.told()[0].amount, eur(5'000));
    EXPECT_EQ(desk.services->gateway.look_up(ctx, payment.idempotency_key)->state,
              payments::GatewayState::captured);
}

TEST_F(BankEntriesTest, WhatWasPaidTooMuchIsLeftOver) {
    const auto report = desk.import(Desk::credit("51.50", reference, "B1"));
    EXPECT_EQ(report->assigned, 1);
    EXPECT_EQ(report->left_over, 1);
    EXPECT_EQ(desk.told()[0].amount, eur(5'000));
    ASSERT_EQ(left_over().size(), 1u);
    const EntryRow entry = left_over()[0];
    EXPECT_EQ(entry.left_over(), 150);
    EXPECT_EQ(entry.payer, "Ona Petrauskienė");
    EXPECT_EQ(entry.payer_iban, "LT121000011101001000");
    EXPECT_EQ(entry.assignments.at(0).payment_id, payment.payment_id);
    const auto returned = desk.services->entries.mark_returned(desk.ctx(), entry.id, "pervesta");
    EXPECT_EQ(returned->returned, 150);
    EXPECT_TRUE(left_over().empty());
    EXPECT_EQ(desk.services->entries.mark_returned(desk.ctx(), entry.id, "vėl").error().slug(),
              "nothing_left_over");
}

TEST_F(BankEntriesTest, ASecondTransferOfAPaidPaymentIsLeftOver) {
    desk.import(Desk::credit("50.00", reference, "B1"));
    EXPECT_EQ(desk.import(Desk::credit("50.00", reference, "B2"))->assigned, 0);
    EXPECT_EQ(left_over().size(), 1u);
    EXPECT_EQ(desk.told().size(), 1u);
}

TEST_F(BankEntriesTest, WithoutAReferenceAnOperatorAssignsIt) {
    desk.import(Desk::credit("50.00", "už plyteles", "B1"));
    EXPECT_TRUE(desk.told().empty());
    const EntryRow entry = left_over().at(0);
    const auto assign = [&](PaymentId id) {
        return desk.services->entries.assign(desk.ctx(), entry.id, id);
    };
    EXPECT_EQ(assign(PaymentId::make()).error().slug(), "unknown_payment");
    EXPECT_EQ(assign(payment.payment_id)->left_over(), 0);
    EXPECT_EQ(desk.told().size(), 1u);
    EXPECT_EQ(assign(payment.payment_id).error().slug(), "nothing_left_over");
    EXPECT_TRUE(left_over().empty());
}

TEST_F(BankEntriesTest, APartCannotBeAssignedToAPaidPayment) {
    desk.import(Desk::credit("50.00", reference, "B1") + Desk::credit("9.00", "?", "B2"));
    EXPECT_EQ(desk.services->entries.assign(desk.ctx(), left_over().at(0).id, payment.payment_id)
                  .error()
                  .slug(),
              "already_paid");
}

TEST_F(BankEntriesTest, WhatPaymentsDoNotTakeIsKeptForTheOperator) {
    desk.payments().verdict = payments::EventVerdict::mismatched;
    const auto report = desk.import(Desk::credit("50.00", reference, "B1"));
    EXPECT_EQ(report->imported, 1);
    EXPECT_EQ(report->assigned, 0);
    EXPECT_EQ(left_over().at(0).left_over(), 5'000);
    Session session(desk.ctx());
    EXPECT_EQ(desk.services->transfers.find(session, payment.idempotency_key)->received, 0);
}

TEST_F(BankEntriesTest, ARefundWaitsUntilSomebodyHasTransferredIt) {
    desk.import(Desk::credit("50.00", reference, "B1"));
    Ctx ctx = desk.ctx();
    const payments::GatewayRefund asked{reference, "refund-1", eur(2'000), "sulūžo"};
    EXPECT_EQ(desk.services->gateway.refund(ctx, asked)->state, payments::RefundState::pending);
    const auto waiting = desk.services->refunds.list(ctx, true, std::nullopt, 10);
    ASSERT_EQ(waiting.size(), 1u);
    EXPECT_EQ(waiting[0].payer_iban, "LT121000011101001000");
    for (int i = 0; i < 2; ++i) {
        EXPECT_TRUE(desk.services->refunds.mark_sent(ctx, waiting[0].id, "SEPA 1")->sent_at);
    }
    ASSERT_EQ(desk.told().size(), 2u);
    EXPECT_EQ(desk.told()[1].kind, payments::GatewayEventKind::refunded);
    EXPECT_EQ(desk.told()[1].refund_key, "refund-1");
    EXPECT_EQ(desk.told()[1].amount, eur(2'000));
    EXPECT_EQ(desk.services->gateway.refund(ctx, asked)->state, payments::RefundState::succeeded);
    EXPECT_TRUE(desk.services->refunds.list(ctx, true, std::nullopt, 10).empty());
}

TEST_F(BankEntriesTest, AStatementOfAForeignAccountIsRefusedWhole) {
    const std::string foreign =
        Desk::statement(Desk::credit("50.00", reference, "B1"), "LT121000011101001000");
    EXPECT_EQ(desk.services->entries.import(desk.ctx(), foreign).error().slug(), "foreign_account");
    EXPECT_TRUE(desk.services->entries.list(desk.ctx(), false, std::nullopt, 10).empty());
}

} // namespace
} // namespace statybos::bank_transfer
