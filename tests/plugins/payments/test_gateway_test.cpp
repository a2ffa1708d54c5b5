#include "payments_plugin.hpp"

#include <gtest/gtest.h>

#include <statybos/secrets.hpp>
#include <statybos/testing/fake_host.hpp>

namespace statybos::payments {
namespace {

constexpr const char* settings = R"({"charge_grace":5000,"test_gateway":{"enabled":true,
    "capture":"automatic","webhook_secret":"s3cret","action_url":"http://bank.test"}})";
constexpr const char* body =
    R"({"id":"ev_1","type":"payment.captured","payment_id":"01890a5d-ac96-774b-bcce-b302099a8057",)"
    R"("amount":{"amount":"12.50","currency":"EUR"},"at":"2026-01-01T00:00:00Z"})";

class TestGatewayTest : public ::testing::Test {
protected:
    void SetUp() override {
        host.create<PaymentsPlugin>();
        now = Instant::from_seconds(1'800'000'000);
        host.set_now(now);
    }

    GatewayWebhook signed_webhook(std::int64_t at, std::string_view secret,
                                  std::string text = body) {
        const std::string stamp = std::to_string(at);
        return {{{"x-test-signature",
                  "t=" + stamp + ",v1=" + to_hex(hmac_sha256(secret, stamp + '.' + text))}},
                text};
    }
    Result<std::vector<GatewayEvent>> read(const GatewayWebhook& webhook) {
        return host.provided<PaymentGateway>("test")->read_webhook(ctx, webhook);
    }

    statybos::testing::FakeHost host{settings};
    Ctx ctx = host.ctx();
    Instant now;
};

TEST_F(TestGatewayTest, ReadsASignedWebhook) {
    const auto events = read(signed_webhook(now.seconds(), "s3cret"));
    ASSERT_EQ(events->size(), 1u);
    EXPECT_EQ(events->front().event_id, "ev_1");
    EXPECT_EQ(events->front().kind, GatewayEventKind::captured);
    EXPECT_EQ(events->front().amount, eur(1250));
}

TEST_F(TestGatewayTest, EntersIntoItsBooksWhatItsWebhookTells) {
    ASSERT_TRUE(read(signed_webhook(now.seconds(), "s3cret")));
    const auto& written = host.statements().back();
    EXPECT_TRUE(written.sql.starts_with("UPDATE payments.test_charge SET state"));
    EXPECT_EQ(written.parameters[0], "test_01890a5d-ac96-774b-bcce-b302099a8057");
    EXPECT_EQ(written.parameters[1], "captured");
    EXPECT_EQ(written.parameters[2], "1250");
}

TEST_F(TestGatewayTest, KeepsItsBooksFromAForgedWebhook) {
    ASSERT_FALSE(read(signed_webhook(now.seconds(), "guess")));
    EXPECT_TRUE(host.statements().empty());
}

TEST_F(TestGatewayTest, RefusesAWrongSecretAsUnauthenticated) {
    EXPECT_EQ(read(signed_webhook(now.seconds(), "guess")).error().code(), Errc::unauthenticated);
    EXPECT_EQ(read({{}, body}).error().slug(), "invalid_signature");
}

TEST_F(TestGatewayTest, RefusesAChangedBodyAsUnauthenticated) {
    GatewayWebhook webhook = signed_webhook(now.seconds(), "s3cret");
    webhook.body.replace(webhook.body.find("12.50"), 5, "99.50");
    EXPECT_EQ(read(webhook).error().code(), Errc::unauthenticated);
}

TEST_F(TestGatewayTest, ToleratesFiveMinutesAndNoMore) {
    EXPECT_TRUE(read(signed_webhook(now.seconds() - 300, "s3cret")).has_value());
    EXPECT_FALSE(read(signed_webhook(now.seconds() - 301, "s3cret")).has_value());
    EXPECT_FALSE(read(signed_webhook(now.seconds() + 301, "s3cret")).has_value());
}

TEST_F(TestGatewayTest, NamesWhatIsWrongInASignedBody) {
    const auto events = read(signed_webhook(now.seconds(), "s3cret", R"({"id":"ev_1"})"));
    EXPECT_EQ(events.error().code(), Errc::invalid);
    EXPECT_EQ(events.error().slug(), "validation_failed");
}

TEST_F(TestGatewayTest, RefusesEveryTokenThatItDoesNotKnow) {
    GatewayPayment payment;
    payment.payment_id = PaymentId::make();
    payment.idempotency_key = "k";
    payment.amount = eur(100);
    payment.token = "tok_stolen";
    const auto outcome = host.provided<PaymentGateway>("test")->create(ctx, payment);
    EXPECT_EQ(outcome.error().code(), Errc::invalid);
    EXPECT_EQ(outcome.error().slug(), "unknown_token");
    EXPECT_TRUE(host.statements().empty());
}

TEST_F(TestGatewayTest, TakesTheMoneyAndLosesTheAnswer) {
    GatewayPayment payment;
    payment.payment_id = PaymentId::make();
    payment.idempotency_key = "k";
    payment.amount = eur(100);
    payment.token = "tok_timeout";
    host.answer_sql("INSERT INTO payments.test_charge", {{"1"}});
    const auto outcome = host.provided<PaymentGateway>("test")->create(ctx, payment);
    EXPECT_EQ(outcome.error().code(), Errc::timeout);
    EXPECT_EQ(host.statements().back().parameters[4], "captured");
}

TEST(TestGatewayOffTest, IsNotThereUnlessEnabled) {
    statybos::testing::FakeHost host(R"({"charge_grace":5000,"test_gateway":{"enabled":false}})");
    host.create<PaymentsPlugin>();
    EXPECT_THROW(host.provided<PaymentGateway>("test"), Failure);
}

} // namespace
} // namespace statybos::payments
