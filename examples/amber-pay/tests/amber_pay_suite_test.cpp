// The gateway, kept to the rules of every gateway. Amber is made up, and stands here in memory.
#include "amber_pay.hpp"

#include <map>

#include <gtest/gtest.h>

#include <statybos/payments/testing/gateway_suite.hpp>
#include <statybos/secrets.hpp>
#include <statybos/testing/fake_host.hpp>

namespace amber {
namespace {

using namespace statybos::payments::testing;
using statybos::testing::FakeHttpAnswer;
using statybos::testing::FakeHttpCall;

struct Account {
    std::string id;
    std::string status;
    std::int64_t amount = 0;
    std::map<std::string, std::int64_t> refunds; ///< by key

    std::int64_t taken() const {
        std::int64_t left = status == "captured" ? amount : 0;
        for (const auto& [key, back] : refunds) {
            left -= back;
        }
        return left;
    }
    FakeHttpAnswer answer() const {
        return {200, R"({"id":")" + id + R"(","status":")" + status +
                         R"(","redirect_url":"https://bank.test","decline_code":"no_money"})"};
    }
};

/// What the company does, by its interface's page in the README.
class Company {
public:
    bool loses_the_next_answer = false;

    Account& of(const std::string& reference) { return accounts_[reference]; }

    FakeHttpAnswer answer(const FakeHttpCall& call) {
        const std::string path = call.url.substr(std::string("https://amber.test/v1").size());
        if (path == "/payments") {
            return pay(Json::parse(call.body).value());
        }
        const std::string name = path.substr(path.find('/', 1) + 1);
        for (auto& [reference, account] : accounts_) {
            const bool is_meant = path.starts_with("/references/")
                                      ? reference == name
                                      : name.substr(0, name.find('/')) == account.id;
            if (is_meant && account.amount > 0) {
                return call.method == "GET" ? account.answer() : give_back(account, call);
            }
        }
        return {404, "{}"};
    }

private:
    FakeHttpAnswer pay(const Json& asked) {
        Account& account = accounts_[asked.find("reference").as_string().value()];
        if (account.amount == 0) {
            const std::string token = asked.find("token").as_string().value();
            account = {"pay_" + std::to_string(accounts_.size()),
                       token,
                       asked.find("amount").as_int().value(),
                       {}};
        }
        if (std::exchange(loses_the_next_answer, false)) {
            throw Failure(Errc::timeout, "timeout", "no answer in time");
        }
        return account.answer();
    }
    static FakeHttpAnswer give_back(Account& account, const FakeHttpCall& call) {
        const std::string& key = call.headers[2].second;
        const std::int64_t amount = Json::parse(call.body).value().find("amount").as_int().value();
        if (!account.refunds.contains(key) && amount > account.taken()) {
            return {409, "{}"};
        }
        account.refunds.emplace(key, amount);
        return {201, R"({"id":"ref_)" + key + R"(","status":"succeeded"})"};
    }

    std::map<std::string, Account> accounts_;
};

class AmberSubject final : public GatewaySubject {
public:
    AmberSubject() {
        host_.create<AmberPay>();
        host_.serve_http("", [this](const FakeHttpCall& call) { return company_.answer(call); });
    }

    PaymentGateway& gateway() override { return gateway_.emplace(provided()); }
    Ctx ctx() override { return host_.ctx(); }

    std::optional<GatewayPayment> payment(Course course) override {
        GatewayPayment payment;
        payment.payment_id = PaymentId::make();
        payment.idempotency_key = payment.payment_id.to_string();
        payment.amount = eur(5'000);
        payment.token = course == Course::usual      ? "captured"
                        : course == Course::declined ? "declined"
                                                     : "action_required";
        return course == Course::authorized ? std::nullopt : std::optional(payment);
    }
    std::int64_t taken(const GatewayPayment& payment) override {
        return company_.of(payment.idempotency_key).taken();
    }
    void approve(const GatewayPayment& payment) override {
        company_.of(payment.idempotency_key).status = "captured";
    }
    bool lose_next_answer() override { return company_.loses_the_next_answer = true; }
    bool offers_capture() override { return false; }

    std::optional<std::string> webhook_body(GatewayEventKind kind, const GatewayPayment& payment,
                                            std::string_view event_id) override {
        return event(enum_name(kind), payment, event_id, 5'000, "");
    }
    std::optional<std::string> refund_webhook_body(const GatewayPayment& payment,
                                                   const GatewayRefund& refund,
                                                   std::string_view reference,
                                                   std::string_view event_id) override {
        return event("refunded", payment, event_id, refund.amount.minor,
                     R"(,"refund":")" + std::string(reference) + '"');
    }
    GatewayWebhook sign(std::string body, Signature signature, std::int64_t age) override {
        if (signature == Signature::missing) {
            return {{}, std::move(body)};
        }
        const std::string at = Instant::from_seconds(1'767'225'600 - age).to_string();
        const char* secret =
            signature == Signature::right ? "secret-of-the-webhooks" : "another-secret";
        return {{{"amber-timestamp", at},
                 {"amber-signature", to_hex(hmac_sha256(secret, at + '.' + body))}},
                body};
    }

private:
    Proxy<PaymentGateway> provided() { return host_.provided<PaymentGateway>("amber"); }
    std::string event(std::string_view type, const GatewayPayment& payment, std::string_view id,
                      std::int64_t amount, const std::string& more) {
        return R"({"id":")" + std::string(id) + R"(","type":")" + std::string(type) +
               R"(","payment":")" + company_.of(payment.idempotency_key).id + R"(","amount":)" +
               std::to_string(amount) + R"(,"currency":"EUR","at":"2026-01-01T00:00:00Z")" + more +
               '}';
    }

    Company company_;
    statybos::testing::FakeHost host_{
        R"({"url":"https://amber.test/v1","api_key":"key-of-the-shop",)"
        R"("webhook_secret":"secret-of-the-webhooks","timeout":4000})",
        "amber"};
    std::optional<Proxy<PaymentGateway>> gateway_;
};

STATYBOS_GATEWAY_SUITE(AmberSubject)

} // namespace
} // namespace amber
