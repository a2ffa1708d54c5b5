#include "counter.hpp"

namespace statybos::cash_on_pickup {
namespace {

using orders::OrderStatus;

class HandoversTest : public ::testing::Test {
protected:
    HandoversTest() {
        Ctx ctx = counter.ctx();
        reference = counter.services->gateway.create(ctx, payment)->gateway_reference;
        for (const std::int64_t grand : {3'000, 2'000}) {
            orders::OrderSnapshot order;
            order.id = OrderId::make();
            order.payment_id = payment.payment_id;
            order.vendor_id = VendorId::make();
            order.status = OrderStatus::ready_for_pickup;
            order.grand = eur(grand);
            counter.orders.all.push_back(order);
        }
    }

    OrderId order(std::size_t i) { return counter.orders.all[i].id; }
    Result<Handover> note(std::size_t i) {
        return counter.services->handovers.note(counter.ctx(), order(i));
    }
    Result<payments::GatewayRefundOutcome> refund(const std::string& key, std::int64_t amount,
                                                  std::optional<OrderId> of) {
        Ctx ctx = counter.ctx();
        return counter.services->gateway.refund(ctx, {reference, key, eur(amount), "test", of});
    }

    Counter counter;
    payments::GatewayPayment payment = Counter::payment();
    std::string reference;
};

TEST_F(HandoversTest, TheLastCounterCapturesTheWhole) {
    EXPECT_EQ(note(0)->amount, eur(3'000));
    EXPECT_TRUE(counter.payments.told.empty());
    EXPECT_TRUE(note(1).has_value());
    ASSERT_EQ(counter.payments.told.size(), 1u);
    EXPECT_EQ(counter.payments.told[0].kind, payments::GatewayEventKind::captured);
    EXPECT_EQ(counter.payments.told[0].amount, eur(5'000));
    EXPECT_TRUE(note(1).has_value());
    EXPECT_EQ(counter.payments.told.size(), 1u);
}

TEST_F(HandoversTest, AnOrderThatIsOffIsNotWaitedFor) {
    EXPECT_TRUE(note(0).has_value());
    counter.orders.all[1].status = OrderStatus::cancelled;
    EXPECT_EQ(note(1).error().slug(), "order_cancelled");
    for (int i = 0; i < 2; ++i) {
        EXPECT_TRUE(transact(counter.ctx(), [&](Transaction& tx) {
                        return counter.services->handovers.recheck(tx, order(1));
                    }).has_value());
    }
    EXPECT_EQ(counter.payments.told.size(), 1u);
    // Nobody paid for it, so nothing has to be sent back.
    EXPECT_EQ(refund("r1", 2'000, order(1))->state, payments::RefundState::succeeded);
    EXPECT_TRUE(counter.services->handovers.waiting(counter.ctx(), std::nullopt, 10).empty());
}

TEST_F(HandoversTest, ARefundOfWhatWasPaidWaitsForTheOperator) {
    note(0);
    note(1);
    EXPECT_EQ(refund("r1", 1'000, order(0))->state, payments::RefundState::pending);
    const auto waiting = counter.services->handovers.waiting(counter.ctx(), std::nullopt, 10);
    ASSERT_EQ(waiting.size(), 1u);
    for (int i = 0; i < 2; ++i) {
        EXPECT_TRUE(counter.services->handovers.mark_sent(counter.ctx(), waiting[0].id)->sent_at);
    }
    ASSERT_EQ(counter.payments.told.size(), 2u);
    EXPECT_EQ(counter.payments.told[1].kind, payments::GatewayEventKind::refunded);
    EXPECT_EQ(counter.payments.told[1].refund_key, "r1");
    EXPECT_EQ(refund("r1", 1'000, order(0))->state, payments::RefundState::succeeded);
}

TEST_F(HandoversTest, IsTheBusinessOfTheOrdersVendor) {
    counter.host.sign_in(UserId::make(), {"vendor"});
    EXPECT_EQ(note(0).error().code(), Errc::not_found);
    EXPECT_TRUE(counter.payments.told.empty());
}

TEST_F(HandoversTest, IsRefusedForAnOrderThatIsPaidOtherwise) {
    counter.orders.all[0].payment_id = PaymentId::make();
    EXPECT_EQ(note(0).error().slug(), "not_paid_in_cash");
}

} // namespace
} // namespace statybos::cash_on_pickup
