// Refunds of ours, told of by the gateway's answer, by its events, or by both, in any order.
#include <atomic>

#include "books_fixture.hpp"

namespace statybos::payments {
namespace {

class RefundNewsTest : public BooksTest {
protected:
    RefundNewsTest() {
        gateway = "scripted";
        sale = given_sale({share(a, {line(10'000)})});
    }

    /// Asks for 30.00 of the sale; what the gateway answers is up to `on_refund`.
    RefundId ask(std::int64_t amount = 3'000) { return BooksTest::ask(sale, amount); }

    void answers(Result<GatewayRefundOutcome> outcome) {
        scripted.on_refund = [outcome](const GatewayRefund&) { return outcome; };
    }
    void answers_nothing() { answers(Error(Errc::timeout, "gateway_timeout", "no answer")); }

    GatewayEvent event(std::string id, std::int64_t amount = 3'000,
                       GatewayEventKind kind = GatewayEventKind::refunded) {
        GatewayEvent made;
        made.event_id = std::move(id);
        made.kind = kind;
        made.payment_id = sale.request.payment_id;
        made.amount = eur(amount);
        made.at = books->now();
        return made;
    }

    Result<std::vector<RecordedEvent>> tell(const GatewayEvent& event) {
        return transact(ctx(), [&](Transaction& tx) {
            return books->payments.record(tx, "scripted", {event});
        });
    }
    EventVerdict verdict(const GatewayEvent& event) { return tell(event).value().front().verdict; }

    RefundState status(RefundId id) {
        Session session(ctx());
        return books->refund_store.find(session, id).value().status;
    }
    std::int64_t refunded() {
        Session session(ctx());
        return books->payment_store.find(session, sale.request.payment_id).value().refunded;
    }
    void expect_one_refund_of_30() {
        EXPECT_EQ(refunded(), 3'000);
        EXPECT_EQ(count("payments.refund"), 1);
        EXPECT_EQ(balance("gateway:scripted"), 7'000);
        EXPECT_EQ(faults(), std::vector<std::string>());
    }

    Sale sale;
};

TEST_F(RefundNewsTest, AnEventWithOurKeySettlesOnceHoweverOftenItComes) {
    answers_nothing();
    const RefundId refund = ask();
    EXPECT_EQ(books->payments.carry_out(ctx(), refund).error().code(), Errc::timeout);
    GatewayEvent told = event("evt_1");
    told.refund_key = refund.to_string();
    told.gateway_refund_reference = "re_1";
    EXPECT_EQ(verdict(told), EventVerdict::recorded);
    for (const char* id : {"evt_1", "evt_1", "evt_2", "evt_3"}) {
        told.event_id = id;
        EXPECT_EQ(verdict(told), EventVerdict::repeated) << id;
    }
    EXPECT_EQ(status(refund), RefundState::succeeded);
    answers(GatewayRefundOutcome{RefundState::succeeded, "re_1"});
    EXPECT_TRUE(books->payments.carry_out(ctx(), refund).has_value());
    expect_one_refund_of_30();
}

TEST_F(RefundNewsTest, AnEventAfterTheAnswerIsRepeated) {
    answers(GatewayRefundOutcome{RefundState::succeeded, "re_1"});
    EXPECT_TRUE(books->payments.carry_out(ctx(), ask()).has_value());
    GatewayEvent told = event("evt_1");
    told.gateway_refund_reference = "re_1";
    EXPECT_EQ(verdict(told), EventVerdict::repeated);
    expect_one_refund_of_30();
}

TEST_F(RefundNewsTest, AnEventThatComesWhileWeAskIsThatRefund) {
    GatewayEvent told = event("evt_1");
    told.gateway_refund_reference = "re_1";
    scripted.on_refund = [&](const GatewayRefund&) {
        Request webhook(*database);
        EXPECT_TRUE(transact(webhook.ctx(), [&](Transaction& tx) {
            return books->payments.record(tx, "scripted", {told});
        }));
        return Result<GatewayRefundOutcome>(GatewayRefundOutcome{RefundState::succeeded, "re_1"});
    };
    const RefundId refund = ask();
    EXPECT_TRUE(books->payments.carry_out(ctx(), refund).has_value());
    EXPECT_EQ(status(refund), RefundState::succeeded);
    expect_one_refund_of_30();
}

TEST_F(RefundNewsTest, TheAnswerAddsTheReferenceThatAnEventLeftOut) {
    GatewayEvent told = event("evt_1");
    scripted.on_refund = [&](const GatewayRefund& asked) {
        told.refund_key = asked.idempotency_key;
        Request webhook(*database);
        EXPECT_TRUE(transact(webhook.ctx(), [&](Transaction& tx) {
            return books->payments.record(tx, "scripted", {told});
        }));
        return Result<GatewayRefundOutcome>(GatewayRefundOutcome{RefundState::succeeded, "re_1"});
    };
    EXPECT_TRUE(books->payments.carry_out(ctx(), ask()).has_value());
    GatewayEvent again = event("evt_2");
    again.gateway_refund_reference = "re_1";
    EXPECT_EQ(verdict(again), EventVerdict::repeated);
    expect_one_refund_of_30();
}

TEST_F(RefundNewsTest, OneThatTheGatewayHasStillToDecideIsSettledByItsReference) {
    answers(GatewayRefundOutcome{RefundState::pending, "re_1"});
    const RefundId refund = ask();
    EXPECT_EQ(books->payments.carry_out(ctx(), refund).error().slug(), "refund_pending");
    GatewayEvent told = event("evt_1");
    told.gateway_refund_reference = "re_1";
    EXPECT_EQ(verdict(told), EventVerdict::recorded);
    EXPECT_EQ(status(refund), RefundState::succeeded);
    expect_one_refund_of_30();
}

TEST_F(RefundNewsTest, AnEventThatMayBeOneOfTwoIsToBeToldAgain) {
    answers_nothing();
    const std::vector<RefundId> refunds{ask(), ask()};
    for (const RefundId& refund : refunds) {
        books->payments.carry_out(ctx(), refund);
    }
    GatewayEvent told = event("evt_1");
    told.gateway_refund_reference = "re_1";
    EXPECT_EQ(tell(told).error().slug(), "refund_undecided");
    EXPECT_EQ(refunded(), 0);
    for (std::size_t i = 0; i < refunds.size(); ++i) {
        answers(GatewayRefundOutcome{RefundState::succeeded, "re_" + std::to_string(i + 1)});
        EXPECT_TRUE(books->payments.carry_out(ctx(), refunds[i]).has_value());
    }
    EXPECT_EQ(verdict(told), EventVerdict::repeated);
    EXPECT_EQ(refunded(), 6'000);
    EXPECT_EQ(faults(), std::vector<std::string>());
}

TEST_F(RefundNewsTest, OneMadeByHandThatWasTakenForOursIsCountedBesideIt) {
    answers_nothing();
    const RefundId refund = ask();
    books->payments.carry_out(ctx(), refund);
    GatewayEvent by_hand = event("evt_1");
    by_hand.gateway_refund_reference = "re_by_hand";
    EXPECT_EQ(verdict(by_hand), EventVerdict::recorded);
    Session session(ctx());
    RefundRow ours = books->refund_store.find(session, refund).value();
    EXPECT_EQ(ours.gateway_reference, "re_by_hand");
    // Ours had reached the gateway all the same, and its event comes last.
    GatewayEvent of_ours = event("evt_2");
    of_ours.gateway_refund_reference = "re_ours";
    EXPECT_EQ(verdict(of_ours), EventVerdict::recorded);
    EXPECT_EQ(verdict(by_hand), EventVerdict::repeated);
    EXPECT_EQ(refunded(), 6'000);
    EXPECT_EQ(faults(), std::vector<std::string>());
}

TEST_F(RefundNewsTest, OneMadeByHandIsOneFactUnderItsReference) {
    GatewayEvent by_hand = event("evt_1");
    by_hand.gateway_refund_reference = "re_by_hand";
    EXPECT_EQ(verdict(by_hand), EventVerdict::recorded);
    by_hand.event_id = "evt_2";
    EXPECT_EQ(verdict(by_hand), EventVerdict::repeated);
    expect_one_refund_of_30();
}

TEST_F(RefundNewsTest, OneThatDoesNotComeAboutLeavesTheMoneyToBeAskedForAgain) {
    answers(GatewayRefundOutcome{RefundState::pending, "re_1"});
    const RefundId refund = ask(10'000);
    books->payments.carry_out(ctx(), refund);
    GatewayEvent told = event("evt_1", 10'000, GatewayEventKind::refund_failed);
    told.gateway_refund_reference = "re_1";
    EXPECT_EQ(verdict(told), EventVerdict::recorded);
    EXPECT_EQ(verdict(told), EventVerdict::repeated);
    EXPECT_EQ(status(refund), RefundState::failed);
    EXPECT_EQ(refunded(), 0);
    answers(GatewayRefundOutcome{RefundState::succeeded, "re_2"});
    EXPECT_TRUE(books->payments.carry_out(ctx(), ask(10'000)).has_value());
    EXPECT_EQ(refunded(), 10'000);
    EXPECT_EQ(faults(), std::vector<std::string>());
}

TEST_F(RefundNewsTest, AnotherAmountUnderOurKeyIsAMismatch) {
    answers_nothing();
    const RefundId refund = ask();
    books->payments.carry_out(ctx(), refund);
    GatewayEvent told = event("evt_1", 2'999);
    told.refund_key = refund.to_string();
    EXPECT_EQ(verdict(told), EventVerdict::mismatched);
    EXPECT_EQ(verdict(told), EventVerdict::repeated);
    EXPECT_EQ(status(refund), RefundState::pending);
    EXPECT_EQ(refunded(), 0);
}

TEST_F(RefundNewsTest, AnotherGatewayHasNoSuchPayment) {
    const auto told = transact(ctx(), [&](Transaction& tx) {
        return books->payments.record(tx, "test", {event("evt_1")});
    });
    EXPECT_EQ(told->front().verdict, EventVerdict::unknown_payment);
    EXPECT_EQ(refunded(), 0);
}

TEST_F(RefundNewsTest, EveryRetryCarriesTheSameKey) {
    answers_nothing();
    const RefundId refund = ask();
    for (int i = 0; i < 3; ++i) {
        books->payments.carry_out(ctx(), refund);
    }
    answers(Error(Errc::conflict, "refused", "no"));
    EXPECT_EQ(books->payments.carry_out(ctx(), refund).error().code(), Errc::conflict);
    EXPECT_EQ(status(refund), RefundState::pending);
    ASSERT_EQ(scripted.refunds_asked.size(), 4u);
    for (const GatewayRefund& asked : scripted.refunds_asked) {
        EXPECT_EQ(asked.idempotency_key, refund.to_string());
    }
}

TEST_F(RefundNewsTest, WhatAGatewayKeepsRefusingLeavesRoomForTheOthers) {
    answers(Error(Errc::conflict, "refused", "no"));
    for (int i = 0; i < 60; ++i) {
        ask(100);
    }
    carry_out_pending();
    const RefundId last = ask(100);
    scripted.on_refund = [&](const GatewayRefund& asked) {
        return asked.idempotency_key == last.to_string()
                   ? Result<GatewayRefundOutcome>(
                         GatewayRefundOutcome{RefundState::succeeded, "re_last"})
                   : Result<GatewayRefundOutcome>(Error(Errc::conflict, "refused", "no"));
    };
    carry_out_pending();
    EXPECT_EQ(status(last), RefundState::succeeded);
    EXPECT_EQ(count("payments.refund WHERE attempts = 1"), 61);
}

TEST_F(RefundNewsTest, OfRefundsThatSettleTogetherNoneIsLost) {
    for (int round = 0; round < 20; ++round) {
        sale = given_sale({share(a, {line(10'000)})});
        std::vector<GatewayEvent> news;
        for (int i = 0; i < 4; ++i) {
            news.push_back(event("evt_" + std::to_string(round) + '_' + std::to_string(i), 1'000));
            news.back().refund_key = ask(1'000).to_string();
        }
        std::atomic<std::size_t> next{0};
        const auto told = together(news.size(), [&](Ctx ctx) {
            const GatewayEvent& mine = news[next++];
            return transact(ctx, [&](Transaction& tx) {
                return books->payments.record(tx, "scripted", {mine});
            });
        });
        for (const auto& verdicts : told) {
            EXPECT_EQ(verdicts->front().verdict, EventVerdict::recorded);
        }
        EXPECT_EQ(refunded(), 4'000) << "round " << round;
        EXPECT_EQ(balance("gateway:scripted"), 10'000 + 6'000 * (round + 1)) << "round " << round;
    }
    EXPECT_EQ(faults(), std::vector<std::string>());
}

} // namespace
} // namespace statybos::payments
