// Refunds that the gateway made of its own accord: spread, told, and never in the way of our own.
#include <gmock/gmock.h>

#include "books_fixture.hpp"

namespace statybos::payments {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class RefundsByHandTest : public BooksTest {
protected:
    RefundsByHandTest() {
        database->on_publish([this](Ctx, std::string_view topic, std::string_view payload) {
            topics.emplace_back(topic);
            if (topic == "payments.refund_settled.v1") {
                news.push_back(read_stored_json<RefundSettled>(payload).value());
            }
            return Result<void>();
        });
    }

    /// A sale of 100.00 through the scripted gateway.
    Sale given_100() {
        gateway = "scripted";
        return given_sale({share(a, {line(10'000)})});
    }
    void by_hand(const Sale& sale, std::int64_t amount, Ctx ctx) {
        GatewayEvent made;
        made.event_id = made.gateway_refund_reference.emplace("re_" + std::to_string(amount));
        made.kind = GatewayEventKind::refunded;
        made.payment_id = sale.request.payment_id;
        made.amount = eur(amount);
        made.at = books->now();
        EXPECT_TRUE(transact(
            ctx, [&](Transaction& tx) { return books->payments.record(tx, "scripted", {made}); }));
    }
    void by_hand(const Sale& sale, std::int64_t amount) { by_hand(sale, amount, ctx()); }

    /// "succeeded 40.00" of ours, "elsewhere 50.00" of the others.
    std::vector<std::string> told() const {
        std::vector<std::string> texts;
        for (const RefundSettled& one : news) {
            texts.push_back((one.elsewhere ? "elsewhere" : std::string(enum_name(one.status))) +
                            ' ' + one.amount.amount());
        }
        return texts;
    }

    std::vector<std::string> topics;
    std::vector<RefundSettled> news;
};

TEST_F(RefundsByHandTest, AreToldBehindThePaymentWithWhatTheyFallOn) {
    const Sale sale = worked_example();
    topics.clear();
    ASSERT_TRUE(webhook(sale, "refunded", 6'050, "ev_1"));
    ASSERT_TRUE(webhook(sale, "refunded", 6'050, "ev_1"));
    EXPECT_THAT(topics, ElementsAre("payments.payment_changed.v1", "payments.refund_settled.v1",
                                    "payments.refund_settled.v1"));
    ASSERT_EQ(news.size(), 2u);
    EXPECT_EQ(news[0].order_id, sale.order(0));
    EXPECT_EQ(news[0].amount, eur(4'437));
    EXPECT_EQ(news[0].items, eur(4'034)) << "the rest of it is delivery";
    ASSERT_EQ(news[0].lines.size(), 1u);
    EXPECT_EQ(news[0].lines[0].line_id, sale.share(0).lines[0].line_id);
    EXPECT_EQ(news[0].lines[0].amount, eur(4'034));
    EXPECT_EQ(news[1].order_id, sale.order(1));
    EXPECT_EQ(news[1].amount, eur(1'613));
    EXPECT_EQ(news[1].items, eur(1'613));
    EXPECT_THAT(told(), ElementsAre("elsewhere 44.37", "elsewhere 16.13"));
    EXPECT_THAT(faults(), IsEmpty());
}

TEST_F(RefundsByHandTest, AreToldOnceTheMoneyHasCome) {
    const Sale sale = given_sale({share(a, {line(10'000)})}, "tok_action_required");
    ASSERT_TRUE(webhook(sale, "refunded", 2'500, "ev_1"));
    EXPECT_THAT(told(), IsEmpty());
    ASSERT_TRUE(webhook(sale, "captured", 10'000, "ev_2"));
    EXPECT_THAT(told(), ElementsAre("elsewhere 25.00"));
    EXPECT_EQ(topics.back(), "payments.refund_settled.v1");
}

TEST_F(RefundsByHandTest, FallOnWhatRefundsUnderWayLeave) {
    const Sale sale = given_sale({share(a, {line(6'000), line(4'000)})});
    RefundRequest first;
    first.id = RefundId::make();
    first.payment_id = sale.request.payment_id;
    first.order_id = sale.order();
    first.amount = first.items = eur(6'000);
    first.lines = {{sale.share().lines[0].line_id, eur(6'000)}};
    first.key = "first";
    first.reason = "test";
    ASSERT_TRUE(
        transact(ctx(), [&](Transaction& tx) { return books->payments.refund(tx, first); }));
    ASSERT_TRUE(webhook(sale, "refunded", 3'000, "ev_1"));
    ASSERT_EQ(news.size(), 1u);
    ASSERT_EQ(news[0].lines.size(), 1u) << "the first line is promised already";
    EXPECT_EQ(news[0].lines[0].line_id, sale.share().lines[1].line_id);
    EXPECT_TRUE(books->payments.carry_out(ctx(), first.id));
    EXPECT_THAT(told(), ElementsAre("elsewhere 30.00", "succeeded 60.00"));
    EXPECT_THAT(faults(), IsEmpty());
}

TEST_F(RefundsByHandTest, MakeThoseFailFirstForWhichTooLittleIsLeft) {
    const Sale sale = given_100();
    scripted.on_refund = [](const GatewayRefund&) {
        return Result<GatewayRefundOutcome>(GatewayRefundOutcome{RefundState::succeeded, "re_1"});
    };
    const RefundId older = ask(sale, 4'000);
    const RefundId newer = ask(sale, 4'000);
    by_hand(sale, 5'000);
    EXPECT_THAT(told(), ElementsAre("failed 40.00", "elsewhere 50.00"));
    EXPECT_EQ(news[0].refund_id, newer);
    EXPECT_TRUE(books->payments.carry_out(ctx(), newer));
    EXPECT_TRUE(books->payments.carry_out(ctx(), older));
    EXPECT_THAT(told(), ElementsAre("failed 40.00", "elsewhere 50.00", "succeeded 40.00"));
    EXPECT_EQ(scripted.refunds_asked.size(), 1u);
    EXPECT_EQ(balance("gateway:scripted"), 1'000);
    EXPECT_THAT(faults(), IsEmpty());
}

TEST_F(RefundsByHandTest, OneThatWasGivenUpWhileTheGatewayCarriedItOutIsInTheBooks) {
    const Sale sale = given_100();
    scripted.on_refund = [&](const GatewayRefund&) {
        Request webhook(*database);
        by_hand(sale, 5'000, webhook.ctx());
        return Result<GatewayRefundOutcome>(GatewayRefundOutcome{RefundState::succeeded, "re_1"});
    };
    EXPECT_TRUE(books->payments.carry_out(ctx(), ask(sale, 6'000)));
    EXPECT_THAT(told(), ElementsAre("failed 60.00", "elsewhere 50.00", "elsewhere 50.00"))
        << "no more can have gone back than had come";
    EXPECT_EQ(balance("gateway:scripted"), 0);
    EXPECT_THAT(faults(), IsEmpty());
}

} // namespace
} // namespace statybos::payments
