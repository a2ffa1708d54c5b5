#include <gtest/gtest.h>

#include <statybos/testing/fake_host.hpp>

#include "payments_plugin.hpp"

namespace statybos::payments {
namespace {

/// A company that signs in a header of its own; the methods that it leaves out refuse.
class Omega final : public PaymentGateway {
public:
    Result<GatewayInfo> describe(Ctx&) override {
        GatewayInfo info;
        info.webhook_headers = {"omega-signature"};
        return info;
    }
    Result<GatewayOutcome> create(Ctx&, const GatewayPayment&) override { return GatewayOutcome{}; }
    Result<GatewayOutcome> look_up(Ctx&, std::string_view) override { return GatewayOutcome{}; }
    Result<GatewayRefundOutcome> refund(Ctx&, const GatewayRefund&) override {
        return GatewayRefundOutcome{};
    }
    Result<std::vector<GatewayEvent>> read_webhook(Ctx&, const GatewayWebhook& webhook) override {
        seen = webhook;
        return std::vector<GatewayEvent>();
    }

    GatewayWebhook seen;
};

class WebhookHeadersTest : public ::testing::Test {
protected:
    WebhookHeadersTest() {
        host.give<PaymentGateway>(omega, "omega");
        host.create<PaymentsPlugin>();
    }

    Omega omega;
    statybos::testing::FakeHost host{R"({"charge_grace":5000,"test_gateway":{"enabled":false}})"};
};

TEST_F(WebhookHeadersTest, ReachTheGatewayThatNamedThem) {
    const auto answer =
        host.call("POST", "/api/payments/webhooks/omega", "{}",
                  {{"Omega-Signature", "abc"}, {"User-Agent", "Omega/1"}, {"Cookie", "secret"}});
    EXPECT_FALSE(answer.error.has_value());
    EXPECT_EQ(omega.seen.body, "{}");
    EXPECT_EQ(omega.seen.headers.size(), 2u);
    EXPECT_EQ(omega.seen.header("omega-signature"), "abc");
    EXPECT_EQ(omega.seen.header("user-agent"), "Omega/1");
    EXPECT_EQ(omega.seen.header("cookie"), "");
}

TEST_F(WebhookHeadersTest, AreAskedOfNobodyWhenThereIsNoSuchGateway) {
    const auto answer = host.call("POST", "/api/payments/webhooks/sigma", "{}", {});
    EXPECT_EQ(answer.error->slug(), "unknown_gateway");
}

TEST_F(WebhookHeadersTest, ComeToAGatewayThatIsUnsupportedInWhatItLeavesOut) {
    Ctx ctx = host.ctx();
    Proxy<PaymentGateway> gateway(service_of<PaymentGateway>(omega));
    EXPECT_EQ(gateway->confirm(ctx, "ref", std::nullopt).error().code(), Errc::unsupported);
    EXPECT_EQ(gateway->capture(ctx, "ref", eur(1), "key").error().code(), Errc::unsupported);
    EXPECT_EQ(gateway->cancel(ctx, "ref", "key").error().code(), Errc::unsupported);
}

} // namespace
} // namespace statybos::payments
