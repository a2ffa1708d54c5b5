// Who is told of what.
#include <thread>

#include "plugins/notifications/desk_fixture.hpp"

namespace statybos::notifications {
namespace {

using orders::Actor;
using orders::OrderStatus;
using orders::ReturnStatus;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class NewsTest : public DeskTest {
protected:
    /// Heard twice, as after a kill.
    void await_payment() {
        orders::PaymentAwaited awaited;
        awaited.purchase_id = order.purchase_id;
        awaited.gateway = "bank_transfer";
        awaited.total = eur(3'630);
        awaited.instructions = {{"iban", "LT121000011101001000"},
                                {"reference", "RF18539007547034"}};
        awaited.pay_until = Instant::parse("2026-07-01T12:30:00Z").value();
        for (int twice = 0; twice < 2; ++twice) {
            hear([&](Transaction& tx) { return desk->orders.payment_awaited(tx, awaited); });
        }
    }
    void change_return(ReturnStatus status, const std::string& note = "") {
        orders::ReturnChanged changed;
        changed.return_id = return_id;
        changed.order_id = order.id;
        changed.status = status;
        if (!note.empty()) {
            changed.note = note;
        }
        hear([&](Transaction& tx) { return desk->orders.returned(tx, changed); });
    }
    void settle_refund(payments::RefundState state) {
        payments::RefundSettled settled;
        settled.refund_id = payments::RefundId::make();
        settled.order_id = order.id;
        settled.amount = eur(605);
        settled.status = state;
        for (int twice = 0; twice < 2; ++twice) {
            hear([&](Transaction& tx) { return desk->money.refunded(tx, settled); });
        }
    }
    void change_vendor(users::VendorAspect aspect, users::VerificationStatus status,
                       const Occurrence& occurrence) {
        users::VendorChanged changed;
        changed.vendor_id = vendor_id;
        changed.user_id = seller;
        changed.display_name = "UAB Sandėlis";
        changed.changed = aspect;
        changed.verification_status = status;
        changed.reason = "trūksta dokumento";
        hear([&](Transaction& tx) { return desk->vendors.changed(tx, changed, occurrence); });
    }
    std::string text_to(UserId user) {
        Session session(request->ctx());
        return desk->notifications.list(session, user, std::nullopt, 1).at(0).text;
    }

    orders::ReturnId return_id = orders::ReturnId::make();
};

TEST_F(NewsTest, APlacedOrderIsToldToItsBuyerAndItsVendorInTheirLanguages) {
    place();
    dispatch_all();
    ASSERT_EQ(email.delivered.size(), 2u);
    const Notification& to_buyer = email.delivered[0];
    EXPECT_EQ(to_buyer.key, key("order_placed", "buyer"));
    EXPECT_EQ(to_buyer.email, "buyer@e2e.test");
    EXPECT_EQ(to_buyer.title, "Order AB12 placed");
    EXPECT_EQ(to_buyer.link, "https://shop.test/orders/" + order.id.to_string());
    const Notification& to_vendor = email.delivered[1];
    EXPECT_EQ(to_vendor.key, key("order_received", "vendor"));
    EXPECT_EQ(to_vendor.title, "Naujas užsakymas AB12");
    EXPECT_THAT(sms.delivered, IsEmpty()) << "nobody asked for text messages of that";
    EXPECT_THAT(events_of(buyer), ElementsAre("order_placed"));
    EXPECT_THAT(events_of(seller), ElementsAre("order_received"));
    EXPECT_THAT(events_of(admin), IsEmpty());
}

TEST_F(NewsTest, AGuestIsToldByMailAndLooksTheOrderUp) {
    orders.known[order.id].user_id.reset();
    place();
    dispatch_all();
    EXPECT_EQ(email.delivered.at(0).email, "buyer@e2e.test");
    EXPECT_EQ(email.delivered.at(0).link, "https://shop.test/orders/status?number=AB12");
    EXPECT_THAT(events_of(buyer), IsEmpty());
}

TEST_F(NewsTest, WhoHasToPayElsewhereIsToldHowAndUntilWhen) {
    await_payment();
    dispatch_all();
    ASSERT_EQ(email.delivered.size(), 1u);
    const Notification& told = email.delivered[0];
    EXPECT_EQ(told.key, "payment_awaited/" + order.purchase_id.to_string() + "/buyer");
    EXPECT_EQ(told.email, "buyer@e2e.test");
    EXPECT_EQ(told.link, "https://shop.test/orders/" + order.id.to_string());
    EXPECT_EQ(told.title, "Purchase P-77 awaits your payment of 36.30 EUR");
    EXPECT_EQ(told.text,
              "Hello Petras,\n\nwe have received your purchase P-77. Its goods are held for you "
              "until 2026-07-01 15:30: please pay 36.30 EUR by then.\n\n"
              "  Account (IBAN): LT121000011101001000\n  Payment reference: RF18539007547034\n\n"
              "Give everything as it is written here. These orders are carried out once the money "
              "has come:\n\n  AB12  UAB Sandėlis  12.10 EUR\n\n"
              "If you have paid already, there is nothing to do.\n");
    EXPECT_THAT(events_of(buyer), ElementsAre("payment_awaited"));
    EXPECT_THAT(events_of(seller), IsEmpty()) << "there is nothing to fulfil yet";
    EXPECT_THAT(events_of(admin), IsEmpty());
    EXPECT_THAT(sms.delivered, IsEmpty());
}

TEST_F(NewsTest, AGuestIsToldHowToPayInLithuanian) {
    orders.known[order.id].user_id.reset();
    orders.known[order.id].language = "lt";
    await_payment();
    dispatch_all();
    ASSERT_EQ(email.delivered.size(), 1u);
    EXPECT_EQ(email.delivered[0].link, "https://shop.test/orders/status?number=AB12");
    EXPECT_EQ(email.delivered[0].title, "Pirkinys P-77 laukia apmokėjimo: 36.30 EUR");
    EXPECT_NE(email.delivered[0].text.find("laikomos Jums iki 2026-07-01 15:30"),
              std::string::npos);
    EXPECT_NE(email.delivered[0].text.find("  Sąskaita (IBAN): LT121000011101001000\n"),
              std::string::npos);
    EXPECT_THAT(events_of(buyer), IsEmpty());
}

TEST_F(NewsTest, OfAPurchaseThatIsGoneNobodyIsToldHowToPay) {
    orders.known.clear();
    await_payment();
    EXPECT_THAT(waiting(), IsEmpty());
}

TEST_F(NewsTest, WhatIsHeardAgainIsToldOnce) {
    for (int i = 0; i < 3; ++i) {
        place();
        dispatch_all();
    }
    EXPECT_EQ(email.delivered.size(), 2u);
    EXPECT_THAT(events_of(buyer), ElementsAre("order_placed"));
    EXPECT_THAT(database->published(), ElementsAre("notifications.notification_added.v1",
                                                   "notifications.notification_added.v1"));
}

TEST_F(NewsTest, WhatIsHeardBySeveralAtOnceIsToldOnce) {
    std::vector<std::thread> listeners;
    for (int i = 0; i < 4; ++i) {
        listeners.emplace_back([this] {
            statybos::testing::PluginDatabase::Request mine(*database);
            hear([this](Transaction& tx) { return desk->orders.placed(tx, order.id); }, mine.ctx());
        });
    }
    for (std::thread& listener : listeners) {
        listener.join();
    }
    EXPECT_THAT(waiting(), ElementsAre("email " + key("order_placed", "buyer"),
                                       "email " + key("order_received", "vendor")));
    EXPECT_THAT(events_of(buyer), ElementsAre("order_placed"));
    EXPECT_EQ(database->published().size(), 2u);
}

TEST_F(NewsTest, AnOrderThatIsGoneIsNoNews) {
    hear([this](Transaction& tx) { return desk->orders.placed(tx, OrderId::make()); });
    EXPECT_THAT(waiting(), IsEmpty());
}

TEST_F(NewsTest, ShippingComesAsATextMessageToo) {
    orders.known[order.id].tracking_number = "LP1";
    move(moved(OrderStatus::confirmed, OrderStatus::shipped));
    dispatch_all();
    EXPECT_EQ(email.delivered.at(0).title, "Order AB12 shipped");
    EXPECT_EQ(sms.delivered.at(0).brief, "Order AB12 shipped. Tracking number: LP1");
    EXPECT_EQ(sms.delivered.at(0).phone, "+37061234567");
}

TEST_F(NewsTest, WhoComesForAnOrderIsToldItsCollectionCode) {
    codes.code = "123456";
    move(moved(OrderStatus::confirmed, OrderStatus::ready_for_pickup));
    dispatch_all();
    EXPECT_EQ(email.delivered.at(0).text,
              "Hello Petras,\n\nyour order AB12 from UAB Sandėlis is ready for pickup.\n"
              "Collection code: 123456\n");
    EXPECT_EQ(sms.delivered.at(0).brief, "Order AB12 is ready for pickup. Collection code: 123456");
}

TEST_F(NewsTest, WhoeverDidNotCompleteAnOrderIsTold) {
    for (const auto& [by, to_buyer, to_vendor] :
         {std::tuple(Actor::system, 1u, 1u), {Actor::buyer, 0u, 1u}, {Actor::vendor, 1u, 0u}}) {
        order.id = OrderId::make();
        orders.known[order.id] = order;
        auto changed = moved(OrderStatus::shipped, OrderStatus::completed);
        changed.by = by;
        const auto before = std::pair(events_of(buyer).size(), events_of(seller).size());
        move(changed);
        EXPECT_EQ(events_of(buyer).size() - before.first, to_buyer);
        EXPECT_EQ(events_of(seller).size() - before.second, to_vendor);
    }
}

TEST_F(NewsTest, ACancelledOrderIsToldWithItsReason) {
    auto changed = moved(OrderStatus::confirmed, OrderStatus::cancelled);
    changed.by = Actor::admin;
    changed.note = "prekė sugadinta";
    move(changed);
    EXPECT_THAT(events_of(buyer), ElementsAre("order_cancelled"));
    EXPECT_NE(text_to(buyer).find("\nprekė sugadinta\n"), std::string::npos);
    EXPECT_THAT(events_of(seller), ElementsAre("sale_cancelled"));
}

TEST_F(NewsTest, OfAPendingOrderTheVendorIsNotTold) {
    auto changed = moved(OrderStatus::pending, OrderStatus::cancelled);
    changed.note = "not paid in time";
    changed.expired = true;
    move(changed);
    EXPECT_THAT(events_of(buyer), ElementsAre("order_expired"));
    EXPECT_EQ(text_to(buyer).find("not paid in time\n"), std::string::npos);
    EXPECT_THAT(events_of(seller), IsEmpty());
}

TEST_F(NewsTest, EachStepOfAReturnIsToldToTheOtherSide) {
    change_return(ReturnStatus::requested, "per mažas");
    EXPECT_THAT(events_of(seller), ElementsAre("return_requested"));
    EXPECT_NE(text_to(seller).find("per mažas"), std::string::npos);
    EXPECT_THAT(events_of(buyer), IsEmpty());
    for (const ReturnStatus status : {ReturnStatus::accepted, ReturnStatus::received,
                                      ReturnStatus::refunded, ReturnStatus::rejected}) {
        change_return(status);
    }
    EXPECT_THAT(events_of(buyer), ElementsAre("return_rejected", "return_refunded",
                                              "return_received", "return_accepted"));
    EXPECT_THAT(events_of(seller), ElementsAre("return_requested"));
}

TEST_F(NewsTest, ARefundThatArrivedIsToldToBothOnce) {
    settle_refund(payments::RefundState::pending);
    EXPECT_THAT(waiting(), IsEmpty());
    settle_refund(payments::RefundState::succeeded);
    EXPECT_THAT(events_of(buyer), ElementsAre("refund_succeeded"));
    EXPECT_THAT(events_of(seller), ElementsAre("sale_refunded"));
    EXPECT_NE(text_to(buyer).find("6.05 EUR"), std::string::npos);
    settle_refund(payments::RefundState::succeeded);
    EXPECT_EQ(events_of(buyer).size(), 2u) << "another refund is another fact";
}

TEST_F(NewsTest, OfALateRefundItsVendorIsNotTold) {
    orders.known[order.id].confirmed_at.reset();
    settle_refund(payments::RefundState::succeeded);
    EXPECT_THAT(events_of(buyer), ElementsAre("refund_succeeded"));
    EXPECT_THAT(events_of(seller), IsEmpty());
}

TEST_F(NewsTest, ARefusedRefundIsForTheOperators) {
    settle_refund(payments::RefundState::failed);
    EXPECT_THAT(events_of(admin), ElementsAre("refund_failed"));
    EXPECT_THAT(events_of(other_admin), ElementsAre("refund_failed"));
    EXPECT_THAT(events_of(buyer), IsEmpty());
    dispatch_all();
    EXPECT_EQ(email.delivered.size(), 2u);
}

TEST_F(NewsTest, PayoutsAreToldWhenTheyLeaveAndWhenTheyComeBack) {
    payments::PayoutChanged changed;
    changed.payout_id = payments::PayoutId::make();
    changed.vendor_id = vendor_id;
    changed.amount = eur(4'356);
    for (const auto status : {payments::PayoutStatus::pending, payments::PayoutStatus::sent,
                              payments::PayoutStatus::returned}) {
        changed.status = status;
        hear([&](Transaction& tx) { return desk->money.paid_out(tx, changed); });
    }
    EXPECT_THAT(events_of(seller), ElementsAre("payout_returned", "payout_sent"));
    EXPECT_THAT(events_of(admin), ElementsAre("payout_came_back"));
    EXPECT_THAT(events_of(buyer), IsEmpty());
}

TEST_F(NewsTest, WhatGatewaysReportAmissIsForTheOperators) {
    const Occurrence chargeback = once();
    const Occurrence mismatch = once();
    for (int twice = 0; twice < 2; ++twice) {
        hear([&](Transaction& tx) {
            payments::ChargebackReceived received;
            received.gateway = "test";
            received.gateway_event_id = "evt_1";
            received.amount = eur(1'000);
            return desk->money.charged_back(tx, received, chargeback);
        });
        hear([&](Transaction& tx) {
            payments::PaymentMismatched told;
            told.gateway = "test";
            told.gateway_event_id = "evt_2";
            told.expected = eur(1'000);
            told.reported = eur(999);
            return desk->money.mismatched(tx, told, mismatch);
        });
    }
    EXPECT_THAT(events_of(admin), ElementsAre("payment_mismatched", "chargeback_received"));
    EXPECT_NE(text_to(admin).find("reported 9.99 EUR where 10.00 EUR was expected"),
              std::string::npos);
    EXPECT_THAT(events_of(seller), IsEmpty());
}

TEST_F(NewsTest, AnApplicationGoesToTheOperatorsAndTheDecisionToTheVendor) {
    using users::VendorAspect;
    using users::VerificationStatus;
    change_vendor(VendorAspect::application, VerificationStatus::pending, once());
    EXPECT_THAT(events_of(admin), ElementsAre("vendor_applied"));
    EXPECT_THAT(events_of(seller), IsEmpty());
    change_vendor(VendorAspect::profile, VerificationStatus::verified, once());
    EXPECT_THAT(events_of(seller), IsEmpty()) << "only the profile was changed";
    const Occurrence verified = once();
    change_vendor(VendorAspect::verification, VerificationStatus::verified, verified);
    change_vendor(VendorAspect::verification, VerificationStatus::verified, verified);
    change_vendor(VendorAspect::verification, VerificationStatus::suspended, once());
    EXPECT_NE(text_to(seller).find("trūksta dokumento"), std::string::npos);
    change_vendor(VendorAspect::verification, VerificationStatus::verified, once());
    EXPECT_THAT(events_of(seller),
                ElementsAre("vendor_verified", "vendor_suspended", "vendor_verified"));
    EXPECT_THAT(events_of(admin), ElementsAre("vendor_applied"));
}

TEST_F(NewsTest, BackInStockIsShownAndNotMailed) {
    catalog::ProductBackInStock product;
    product.product_id = ProductId::make();
    product.vendor_id = vendor_id;
    product.quantity = Quantity::parse("3").value();
    hear([&](Transaction& tx) { return desk->vendors.back_in_stock(tx, product, once()); });
    EXPECT_THAT(events_of(seller), ElementsAre("product_back_in_stock"));
    EXPECT_NE(text_to(seller).find("Katilas 15 kW"), std::string::npos);
    EXPECT_THAT(waiting(), IsEmpty());
}

TEST_F(NewsTest, ALinkThatSignsInGoesByMailAlone) {
    hear([this](Transaction& tx) { return desk->accounts.verify_email(tx, buyer, "registered"); });
    hear([this](Transaction& tx) { return desk->accounts.verify_email(tx, buyer, "registered"); });
    hear([this](Transaction& tx) { return desk->accounts.reset_password(tx, buyer, "1"); });
    hear(
        [this](Transaction& tx) { return desk->accounts.reset_password(tx, UserId::make(), "1"); });
    EXPECT_THAT(events_of(buyer), IsEmpty());
    dispatch_all();
    ASSERT_EQ(email.delivered.size(), 2u);
    EXPECT_EQ(email.delivered[0].link, "https://shop.test/reset-password?token=t0ken");
    EXPECT_EQ(email.delivered[1].link, "https://shop.test/verify?token=t0ken");
    EXPECT_THAT(sms.delivered, IsEmpty());
    Session session(request->ctx());
    EXPECT_EQ(session.single<std::int64_t>("SELECT count(*) FROM notifications.dispatch"
                                           " WHERE notification::text LIKE '%t0ken%'"),
              0)
        << "what was delivered is not kept";
}

} // namespace
} // namespace statybos::notifications
