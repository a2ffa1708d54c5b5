#include "plugins/orders/payments_side.hpp"

#include <statybos/secrets.hpp>

#include "service/commission_service.hpp"
#include "service/earnings.hpp"
#include "service/ledger_check.hpp"
#include "service/payment_service.hpp"
#include "service/payouts.hpp"
#include "service/test_gateway.hpp"

namespace statybos::orders {
namespace {

using namespace payments;

class RealPayments final : public PaymentsSide {
public:
    explicit RealPayments(Host host)
        : host_(host),
          settings_(host.settings<payments::Settings>()),
          vendors_(host.require<users::VendorReader>()),
          gateway_(host, charge_store_, settings_.test_gateway),
          commission_(host, rule_store_, vendors_, host.require<catalog::CategoryReader>(),
                      settings_),
          books_(host, earning_store_, ledger_, refund_store_, payout_store_,
                 host.require<CommissionRules>(), settings_),
          payments_(host, payment_store_, refund_store_, earning_store_, books_,
                    host.require_all<PaymentGateway>(), settings_),
          earnings_(host, earning_store_, payout_store_, ledger_, books_, settings_),
          payouts_(host, payout_store_, books_, vendors_, settings_),
          check_(earning_store_, payment_store_, payout_store_, ledger_, settings_) {
        payments_.use_refund_job(
            host.job<RefundWork>("carry_out_refund", [](Ctx&, const RefundWork&) {
                return Result<void>(); // the test says when
            }));
    }

    void give_all(statybos::testing::FakeHost& host) override {
        host.give<Payments>(payments_);
        host.give<CommissionRules>(commission_);
        host.give<PaymentGateway>(gateway_, "test");
    }

    void complete(Transaction& tx, OrderId order) override { earnings_.complete(tx, order); }

    bool tell(Ctx ctx, PaymentId payment, std::string_view kind, std::int64_t amount,
              const std::string& id) override {
        const std::string body = R"({"id":")" + id + R"(","type":"payment.)" + std::string(kind) +
                                 R"(","payment_id":")" + payment.to_string() +
                                 R"(","amount":{"amount":")" + eur(amount).amount() +
                                 R"(","currency":"EUR"},"at":"2026-01-01T00:00:00Z"})";
        const std::string stamp = std::to_string(host_.now().seconds());
        const GatewayWebhook sent{
            {{"x-test-signature",
              "t=" + stamp + ",v1=" + to_hex(hmac_sha256("s3cret", stamp + '.' + body))}},
            body};
        return payments_.take_webhook(ctx, "test", sent).has_value();
    }

    void carry_out_pending(Ctx ctx) override { payments_.carry_out_pending(ctx); }

    std::optional<std::int64_t> pay_out(Ctx ctx, VendorId vendor) override {
        const auto made = payouts_.create(ctx, vendor, std::nullopt);
        if (!made) {
            return std::nullopt;
        }
        made_.push_back(made->id);
        return made->amount;
    }

    void move_last_payout(Ctx ctx, bool sent) override {
        if (!made_.empty()) {
            payouts_.move(ctx, made_.back(), sent ? PayoutStatus::sent : PayoutStatus::returned,
                          std::nullopt);
        }
    }

    std::vector<std::string> faults(Ctx ctx) override {
        Transaction tx(ctx);
        ledger_.freeze(tx);
        return check_.faults(tx);
    }

    std::int64_t balance(Ctx ctx, const std::string& account) override {
        Session session(ctx);
        return ledger_.balance(session, account, "EUR");
    }

private:
    Host host_;
    payments::Settings settings_;
    PaymentStore payment_store_;
    payments::RefundStore refund_store_;
    EarningStore earning_store_;
    CommissionRuleStore rule_store_;
    LedgerStore ledger_;
    PayoutStore payout_store_;
    TestChargeStore charge_store_;
    Use<users::VendorReader> vendors_;
    TestGateway gateway_;
    CommissionService commission_;
    Bookkeeping books_;
    PaymentService payments_;
    Earnings earnings_;
    Payouts payouts_;
    LedgerCheck check_;
    std::vector<PayoutId> made_;
};

} // namespace

std::unique_ptr<PaymentsSide> PaymentsSide::make(Host host) {
    return std::make_unique<RealPayments>(host);
}

std::string PaymentsSide::settings() {
    return R"("charge_grace":5000,"test_gateway":{"enabled":true,"capture":"automatic",)"
           R"("webhook_secret":"s3cret","action_url":"http://bank.test"},)"
           R"("commission_rate":"10.00","commission_vat_rate":"21.00","hold_days":0,)"
           R"("chargebacks_borne_by":"marketplace","payouts":{"automatic":false,)"
           R"("sweep_every":86400000,"minimum":{"amount":"0.01","currency":"EUR"},)"
           R"("gateway":"bank","payer":{"name":"UAB Statybos","iban":"LT121000011101001000"}})";
}

} // namespace statybos::orders
