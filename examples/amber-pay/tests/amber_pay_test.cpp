#include "amber_pay.hpp"

#include <gtest/gtest.h>

#include <statybos/secrets.hpp>
#include <statybos/testing/fake_host.hpp>

namespace amber {
namespace {

constexpr const char* settings = R"({"url":"https://amber.test/v1","api_key":"key-of-the-shop",
    "webhook_secret":"secret-of-the-webhooks","timeout":4000})";
constexpr const char* paid =
    R"({"id":"evt_1","type":"captured","payment":"pay_1","amount":1250,"currency":"EUR",)"
    R"("at":"2026-01-01T00:00:00Z","new_member":true})";

class AmberPayTest : public ::testing::Test {
protected:
    AmberPayTest() { host.create<AmberPay>(); }

    Proxy<PaymentGateway> gateway() { return host.provided<PaymentGateway>("amber"); }

    Result<GatewayOutcome> create() {
        GatewayPayment payment;
        payment.idempotency_key = "order-1";
        payment.amount = eur(1250);
        payment.token = "tok_1";
        payment.description = "P-1";
        return gateway()->create(ctx, payment);
    }

    /// A webhook that was signed `age` seconds ago.
    Result<std::vector<GatewayEvent>> read(std::string body, std::int64_t age = 0,
                                           std::string_view secret = "secret-of-the-webhooks") {
        const std::string sent = host_now.plus_seconds(-age).to_string();
        const std::string signature = to_hex(hmac_sha256(secret, sent + '.' + body));
        return gateway()->read_webhook(
            ctx, {{{"amber-timestamp", sent}, {"amber-signature", signature}}, std::move(body)});
    }

    statybos::testing::FakeHost host{settings, "amber"};
    Ctx ctx = host.ctx();
    Instant host_now = Instant::from_seconds(1'767'225'600); // the fake host's clock
};

TEST_F(AmberPayTest, AsksWithTheKeyUnderWhichAmberActsOnce) {
    host.answer_http("/payments", 201, R"({"id":"pay_1","status":"captured","fee":12})");
    const auto outcome = create();
    ASSERT_TRUE(outcome.has_value());
    EXPECT_EQ(outcome->state, GatewayState::captured);
    EXPECT_EQ(outcome->gateway_reference, "pay_1");
    const auto& call = host.http_calls().back();
    EXPECT_EQ(call.url, "https://amber.test/v1/payments");
    EXPECT_EQ(call.body, R"({"reference":"order-1","amount":1250,"currency":"EUR",)"
                         R"("token":"tok_1","return_url":null,"description":"P-1"})");
    EXPECT_EQ(call.headers[0].second, "Bearer key-of-the-shop");
    EXPECT_EQ(call.headers[2], (std::pair<std::string, std::string>("Idempotency-Key", "order-1")));
}

TEST_F(AmberPayTest, GivesADeclineAsAnOutcome) {
    host.answer_http("/payments", 201,
                     R"({"id":"pay_1","status":"declined","decline_code":"no_money"})");
    const auto outcome = create();
    EXPECT_EQ(outcome->state, GatewayState::declined);
    EXPECT_EQ(outcome->decline_code, "no_money");
}

TEST_F(AmberPayTest, SendsTheBuyerOnAndAsksAgainAfterwards) {
    host.answer_http("/payments", 201,
                     R"({"id":"pay_1","status":"action_required","redirect_url":"https://bank"})");
    EXPECT_EQ(create()->redirect_url, "https://bank");
    host.answer_http("/payments/pay_1", 200, R"({"id":"pay_1","status":"captured"})");
    EXPECT_EQ(gateway()->confirm(ctx, "pay_1", std::nullopt)->state, GatewayState::captured);
}

TEST_F(AmberPayTest, IsTimeoutOrUnavailableWhenTheEffectIsNotKnown) {
    host.fail_http("/payments", Error(Errc::timeout, "timeout", "no answer in time"));
    EXPECT_EQ(create().error().code(), Errc::timeout);
    for (const auto& [status, body] : {std::pair(503, "{}"),
                                       {429, "{}"},
                                       {302, "{}"},
                                       {201, "not JSON"},
                                       {201, R"({"status":"captured"})"}}) {
        host.answer_http("/payments", static_cast<unsigned>(status), body);
        EXPECT_EQ(create().error().code(), Errc::unavailable) << status << ' ' << body;
    }
}

TEST_F(AmberPayTest, TellsARefusalFromAnUnknownEffect) {
    host.answer_http("/payments", 401, R"({"error":"wrong key"})");
    EXPECT_EQ(create().error().code(), Errc::conflict);
    EXPECT_EQ(create().error().message().find("key-of-the-shop"), std::string::npos);
}

TEST_F(AmberPayTest, LooksUpWhatItDoesNotRemember) {
    host.answer_http("/references/order-1", 200, R"({"id":"pay_1","status":"captured"})");
    host.answer_http("/references/order-2", 404, "{}");
    EXPECT_EQ(gateway()->look_up(ctx, "order-1")->state, GatewayState::captured);
    EXPECT_EQ(gateway()->look_up(ctx, "order-2")->state, GatewayState::unknown);
}

TEST_F(AmberPayTest, RefundsUnderItsOwnKey) {
    host.answer_http("/payments/pay_1/refunds", 201, R"({"id":"ref_1","status":"succeeded"})");
    const auto refund = gateway()->refund(ctx, {"pay_1", "refund-1", eur(250), "broken"});
    EXPECT_EQ(refund->state, RefundState::succeeded);
    EXPECT_EQ(refund->gateway_reference, "ref_1");
    EXPECT_EQ(host.http_calls().back().body, R"({"amount":250,"currency":"EUR"})");
    EXPECT_EQ(host.http_calls().back().headers[2].second, "refund-1");
    host.answer_http("/payments/pay_1/refunds", 409, "{}");
    EXPECT_EQ(gateway()->refund(ctx, {"pay_1", "refund-2", eur(2'000), ""}).error().code(),
              Errc::conflict);
}

TEST_F(AmberPayTest, LeavesOutWhatAmberDoesNotDo) {
    EXPECT_EQ(gateway()->capture(ctx, "pay_1", eur(1), "k").error().code(), Errc::unsupported);
    EXPECT_EQ(gateway()->cancel(ctx, "pay_1", "k").error().code(), Errc::unsupported);
}

TEST_F(AmberPayTest, ReadsASignedWebhook) {
    const auto events = read(paid);
    ASSERT_TRUE(events.has_value());
    ASSERT_EQ(events->size(), 1u);
    EXPECT_EQ(events->front().event_id, "evt_1");
    EXPECT_EQ(events->front().kind, GatewayEventKind::captured);
    EXPECT_EQ(events->front().gateway_reference, "pay_1");
    EXPECT_EQ(events->front().amount, eur(1250));
}

TEST_F(AmberPayTest, RefusesAsUnauthenticatedWhatIsForgedOrOld) {
    EXPECT_EQ(read(paid, 0, "guess").error().code(), Errc::unauthenticated);
    EXPECT_EQ(gateway()->read_webhook(ctx, {{}, paid}).error().code(), Errc::unauthenticated);
    EXPECT_TRUE(read(paid, 300).has_value());
    EXPECT_EQ(read(paid, 301).error().code(), Errc::unauthenticated);
    EXPECT_EQ(read(paid, -301).error().code(), Errc::unauthenticated);
}

TEST_F(AmberPayTest, RefusesAMalformedWebhookThatIsSigned) {
    for (const char* body :
         {R"({"id":"evt_1","type":"captured","payment":"pay_1","amount":1,"currency":"???"})",
          R"({"id":"evt_1","type":"dancing","payment":"pay_1","amount":1,"currency":"EUR"})",
          R"({"type":"captured","payment":"pay_1","amount":1,"currency":"EUR"})", "[]", "{"}) {
        EXPECT_FALSE(read(body).has_value()) << body;
    }
}

} // namespace
} // namespace amber
