// The gateway `stripe`, kept to the rules of every gateway, against the stand-in for Stripe.
#include <gtest/gtest.h>

#include <statybos/payments/testing/gateway_suite.hpp>
#include <statybos/secrets.hpp>

#include "live_company.hpp"
#include "stripe_plugin.hpp"
#include "support/plugin_database.hpp"

namespace statybos::payments_stripe {
namespace {

using namespace payments;
using namespace payments::testing;

std::string settings(const std::string& url, std::string_view capture) {
    return R"({"secret_key":"sk_test_of_the_shop","webhook_secrets":["whsec_old","whsec_new"],)"
           R"("capture":")" +
           std::string(capture) + R"(","currencies":["EUR"],"tolerance":300000,"url":")" + url +
           R"(","timeout":5000})";
}

class StripeSubject final : public GatewaySubject {
public:
    StripeSubject() {
        host_.serve_http("/v1/", [this](const auto& call) { return company_.answer(call); });
    }

    PaymentGateway& gateway() override { return authorizes_ ? manual_ : automatic_; }
    Ctx ctx() override { return request_.ctx(); }

    std::optional<GatewayPayment> payment(Course course) override {
        authorizes_ = course == Course::authorized;
        GatewayPayment payment;
        payment.payment_id = PaymentId::make();
        payment.idempotency_key = payment.payment_id.to_string();
        payment.amount = eur(5'000);
        payment.return_url = "https://shop.test/paid";
        payment.description = "P-1";
        payment.token = course == Course::declined ? "pm_card_visa_chargeDeclinedInsufficientFunds"
                        : course == Course::action_required ? "pm_card_threeDSecure2Required"
                                                            : "pm_card_visa";
        return payment;
    }
    std::int64_t taken(const GatewayPayment& payment) override {
        return played("taken", payment).find("taken").as_int().value();
    }
    void approve(const GatewayPayment& payment) override { played("approve", payment); }
    bool lose_next_answer() override {
        company_.play("lose?verb=/confirm");
        return true;
    }

    std::optional<std::string> webhook_body(GatewayEventKind kind, const GatewayPayment& payment,
                                            std::string_view event_id) override {
        if (kind != GatewayEventKind::captured) {
            return std::nullopt;
        }
        return event("payment_intent.succeeded", event_id,
                     played("taken", payment).find("intents.0").text());
    }
    std::optional<std::string> refund_webhook_body(const GatewayPayment&,
                                                   const GatewayRefund& refund,
                                                   std::string_view reference,
                                                   std::string_view event_id) override {
        const auto shown =
            company_.answer({"GET",
                             company_.url() + "/v1/refunds/" + std::string(reference),
                             {},
                             {{"Authorization", "Bearer sk_test_of_the_shop"}}});
        EXPECT_NE(shown.body.find(refund.idempotency_key), std::string::npos);
        return event("refund.created", event_id, shown.body);
    }
    GatewayWebhook sign(std::string body, Signature signature, std::int64_t age) override {
        if (signature == Signature::missing) {
            return {{}, std::move(body)};
        }
        constexpr std::int64_t fake_hosts_clock = 1'767'225'600;
        const std::string at = std::to_string(fake_hosts_clock - age);
        const char* secret = signature == Signature::right ? "whsec_new" : "whsec_guess";
        return {{{"stripe-signature",
                  "t=" + at + ",v1=" + to_hex(hmac_sha256(secret, at + '.' + body))}},
                body};
    }

private:
    Json played(const std::string& what, const GatewayPayment& payment) {
        return company_.play(what + "?key=" + payment.idempotency_key);
    }
    static std::string event(std::string_view type, std::string_view id, std::string_view object) {
        return R"({"id":")" + std::string(id) + R"(","object":"event","created":1767225600,)" +
               R"("type":")" + std::string(type) + R"(","data":{"object":)" + std::string(object) +
               "}}";
    }

    /// The gateway once more, for payments that are captured later; the same books.
    class Both final : public Plugin {
    public:
        explicit Both(Host host)
            : Plugin(host),
              automatic_(host.settings<Settings>()),
              manual_(automatic_with_manual_capture(automatic_)),
              client_(host, automatic_),
              captures(host, client_, intents_, automatic_),
              authorizes(host, client_, intents_, manual_) {}

    private:
        static Settings automatic_with_manual_capture(Settings settings) {
            settings.capture = Capture::manual;
            return settings;
        }

        Settings automatic_;
        Settings manual_;
        IntentStore intents_;
        stripe::Client client_;

    public:
        StripeGateway captures;
        StripeGateway authorizes;
    };

    LiveCompany company_;
    statybos::testing::FakeHost host_{settings(company_.url(), "automatic"), "stripe"};
    Both& both_{host_.create<Both>()};
    Proxy<PaymentGateway> automatic_{service_of<PaymentGateway>(both_.captures)};
    Proxy<PaymentGateway> manual_{service_of<PaymentGateway>(both_.authorizes)};
    statybos::testing::PluginDatabase database_{host_, {"payments_stripe"}};
    statybos::testing::PluginDatabase::Request request_{database_};
    bool authorizes_ = false;
};

STATYBOS_GATEWAY_SUITE(StripeSubject)

} // namespace
} // namespace statybos::payments_stripe
