#include "stripe/webhook_event.hpp"

#include <gtest/gtest.h>

namespace statybos::payments_stripe::stripe {
namespace {

using payments::GatewayEventKind;

constexpr const char* payment = "01890a5d-ac96-774b-bcce-b302099a8057";

std::string event(const std::string& type, const std::string& object) {
    return R"({"id":"evt_1","object":"event","created":1767225600,"type":")" + type +
           R"(","data":{"object":)" + object + "}}";
}

std::string intent(const std::string& members) {
    return R"({"id":"pi_1","object":"payment_intent","currency":"eur","amount":5000,)"
           R"("amount_received":4000,"amount_capturable":3000,"metadata":{"payment_id":")" +
           std::string(payment) + "\"}" + members + "}";
}

struct Case {
    const char* name;
    std::string body;
    GatewayEventKind kind;
    std::int64_t amount;
};

class WebhookEventTest : public ::testing::TestWithParam<Case> {};

TEST_P(WebhookEventTest, IsReadAsWhatItTells) {
    const auto read = read_event(GetParam().body);
    ASSERT_TRUE(read.has_value() && read->has_value());
    EXPECT_EQ((*read)->kind, GetParam().kind);
    EXPECT_EQ((*read)->amount, eur(GetParam().amount));
    EXPECT_EQ((*read)->event_id, "evt_1");
    EXPECT_EQ((*read)->gateway_reference, "pi_1");
    EXPECT_EQ((*read)->at, Instant::from_seconds(1'767'225'600));
}

INSTANTIATE_TEST_SUITE_P(
    Stripe, WebhookEventTest,
    ::testing::Values(
        Case{"Succeeded", event("payment_intent.succeeded", intent("")), GatewayEventKind::captured,
             4'000},
        Case{"Capturable", event("payment_intent.amount_capturable_updated", intent("")),
             GatewayEventKind::authorized, 3'000},
        Case{"Failed", event("payment_intent.payment_failed", intent("")), GatewayEventKind::failed,
             5'000},
        Case{"Canceled", event("payment_intent.canceled", intent("")), GatewayEventKind::voided,
             5'000},
        Case{"Refunded",
             event("refund.updated", R"({"id":"re_1","object":"refund","status":"succeeded",)"
                                     R"("amount":700,"currency":"eur","payment_intent":"pi_1"})"),
             GatewayEventKind::refunded, 700},
        Case{"RefundFailed",
             event("refund.failed", R"({"id":"re_1","object":"refund","status":"failed",)"
                                    R"("amount":700,"currency":"eur","payment_intent":"pi_1"})"),
             GatewayEventKind::refund_failed, 700},
        Case{"Dispute",
             event("charge.dispute.funds_withdrawn",
                   R"({"id":"dp_1","amount":5000,"currency":"eur","payment_intent":"pi_1"})"),
             GatewayEventKind::chargeback, 5'000}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(WebhookEventsTest, NamesTheRefundAndOurKey) {
    const auto read = read_event(event(
        "refund.created", R"({"id":"re_1","status":"succeeded","amount":700,"currency":"eur",)"
                          R"("payment_intent":"pi_1","metadata":{"refund_key":"k1"}})"));
    ASSERT_TRUE(read.has_value() && read->has_value());
    EXPECT_EQ((*read)->gateway_refund_reference, "re_1");
    EXPECT_EQ((*read)->refund_key, "k1");
}

TEST(WebhookEventsTest, PassesOverWhatSaysNothingOfOurMoney) {
    for (
        const std::string& told :
        {event("customer.created", "{}"), event("payment_intent.created", intent("")),
         event("payment_intent.succeeded",
               R"({"id":"pi_9","currency":"eur","amount_received":100,"metadata":{}})"),
         event(
             "refund.created",
             R"({"id":"re_1","status":"pending","amount":7,"currency":"eur","payment_intent":"pi_1"})"),
         event("refund.created", R"({"id":"re_1","status":"succeeded","payment_intent":null})")}) {
        const auto read = read_event(told);
        ASSERT_TRUE(read.has_value()) << told;
        EXPECT_FALSE(read->has_value()) << told;
    }
}

TEST(WebhookEventsTest, RefusesAMalformedOne) {
    for (const std::string& told :
         {std::string(), std::string("{"), std::string("[]"), std::string("{\"id\":7}"),
          event("payment_intent.succeeded", "[]"),
          event("payment_intent.succeeded",
                R"({"id":"pi_1","currency":"eur","amount_received":-5})"),
          event("payment_intent.succeeded",
                R"({"id":"pi_1","currency":"?","amount_received":5})")}) {
        EXPECT_EQ(read_event(told).error().slug(), "malformed_webhook") << told;
    }
}

} // namespace
} // namespace statybos::payments_stripe::stripe
