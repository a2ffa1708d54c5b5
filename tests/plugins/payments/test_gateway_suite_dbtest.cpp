// The gateway `test`, kept to the rules of every gateway, on a real database.
#include <gtest/gtest.h>

#include <statybos/payments/testing/gateway_suite.hpp>
#include <statybos/secrets.hpp>

#include "service/test_gateway.hpp"
#include "support/plugin_database.hpp"

namespace statybos::payments::testing {
namespace {

/// The bank alone, once for each way to capture; both have the same books.
class Bank final : public Plugin {
public:
    explicit Bank(Host host)
        : Plugin(host),
          automatic_{true, Capture::automatic, "s3cret", "http://bank.test"},
          manual_{true, Capture::manual, "s3cret", "http://bank.test"},
          captures(host, charges_, automatic_),
          authorizes(host, charges_, manual_) {}

    Instant now() { return host().now(); }

private:
    TestGatewaySettings automatic_;
    TestGatewaySettings manual_;
    TestChargeStore charges_;

public:
    TestGateway captures;
    TestGateway authorizes;
};

class TestBankSubject final : public GatewaySubject {
public:
    PaymentGateway& gateway() override { return authorizes_ ? manual_ : automatic_; }
    Ctx ctx() override { return request_.ctx(); }

    std::optional<GatewayPayment> payment(Course course) override {
        authorizes_ = course == Course::authorized;
        GatewayPayment payment;
        payment.payment_id = PaymentId::make();
        payment.idempotency_key = payment.payment_id.to_string();
        payment.amount = eur(5'000);
        payment.token = course == Course::declined          ? "tok_declined"
                        : course == Course::action_required ? "tok_action_required"
                                                            : "tok_ok";
        return payment;
    }
    std::int64_t taken(const GatewayPayment& payment) override {
        Session session(ctx());
        return session
            .one<std::int64_t>("SELECT captured - refunded FROM payments.test_charge"
                               " WHERE idempotency_key = $1",
                               payment.idempotency_key)
            .value_or(0);
    }
    void approve(const GatewayPayment&) override {} // the bank's page is made up: confirm() is all

    std::optional<std::string> webhook_body(GatewayEventKind kind, const GatewayPayment& payment,
                                            std::string_view event_id) override {
        return body(enum_name(kind), payment, event_id, "50.00", {});
    }
    std::optional<std::string> refund_webhook_body(const GatewayPayment& payment,
                                                   const GatewayRefund& refund,
                                                   std::string_view reference,
                                                   std::string_view event_id) override {
        return body("refunded", payment, event_id, refund.amount.amount(),
                    R"(,"refund":")" + std::string(reference) + '"');
    }
    GatewayWebhook sign(std::string body, Signature signature, std::int64_t age) override {
        if (signature == Signature::missing) {
            return {{}, std::move(body)};
        }
        const std::string at = std::to_string(bank_.now().seconds() - age);
        const char* secret = signature == Signature::right ? "s3cret" : "guess";
        return {{{"x-test-signature",
                  "t=" + at + ",v1=" + to_hex(hmac_sha256(secret, at + '.' + body))}},
                body};
    }

private:
    std::string body(std::string_view kind, const GatewayPayment& payment,
                     std::string_view event_id, const std::string& amount,
                     const std::string& more) {
        return R"({"id":")" + std::string(event_id) + R"(","type":"payment.)" + std::string(kind) +
               R"(","payment_id":")" + payment.payment_id.to_string() +
               R"(","amount":{"amount":")" + amount +
               R"(","currency":"EUR"},"at":"2026-01-01T00:00:00Z")" + more + '}';
    }

    statybos::testing::FakeHost host_;
    Bank& bank_{host_.create<Bank>()};
    Proxy<PaymentGateway> automatic_{service_of<PaymentGateway>(bank_.captures)};
    Proxy<PaymentGateway> manual_{service_of<PaymentGateway>(bank_.authorizes)};
    statybos::testing::PluginDatabase database_{host_, {"payments"}};
    statybos::testing::PluginDatabase::Request request_{database_};
    bool authorizes_ = false;
};

STATYBOS_GATEWAY_SUITE(TestBankSubject)

} // namespace
} // namespace statybos::payments::testing
