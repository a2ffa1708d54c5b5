#include "payments_plugin.hpp"

#include <statybos/orders/events.hpp>

namespace statybos::payments {

PaymentsPlugin::PaymentsPlugin(Host host, const Parts& parts)
    : Plugin(host),
      settings_(host.settings<Settings>()),
      vendors_(host.require<users::VendorReader>()),
      test_gateway_(host, test_charge_store_, settings_.test_gateway),
      commission_(host, commission_rule_store_, vendors_, host.require<catalog::CategoryReader>(),
                  settings_),
      books_(host, earning_store_, ledger_store_, refund_store_, payout_store_,
             host.require<CommissionRules>(), settings_),
      payments_(parts.make_payments(host, payment_store_, refund_store_, earning_store_, books_,
                                    host.require_all<PaymentGateway>(), settings_)),
      earnings_(host, earning_store_, payout_store_, ledger_store_, books_, settings_),
      payouts_(host, payout_store_, books_, vendors_, settings_),
      ledger_check_(earning_store_, payment_store_, payout_store_, ledger_store_, settings_),
      payment_routes_(*payments_),
      commission_routes_(commission_),
      ledger_routes_(ledger_store_),
      earning_routes_(earnings_),
      payout_routes_(payouts_) {
    host.provide<Payments>(*payments_);
    host.provide<PaymentEvents>(*payments_);
    host.provide<CommissionRules>(commission_);
    host.provide<Command>(ledger_check_, "ledger verify");
    if (settings_.test_gateway.enabled) {
        host.provide<PaymentGateway>(test_gateway_, "test");
    }
    payment_routes_.declare(host);
    commission_routes_.declare(host);
    ledger_routes_.declare(host);
    earning_routes_.declare(host);
    payout_routes_.declare(host);
    listen(host);
}

void PaymentsPlugin::listen(Host& host) {
    host.on_in_transaction<orders::OrderStatusChanged>(
        "earnings", [this](Transaction& tx, const orders::OrderStatusChanged& changed) {
            if (changed.to == orders::OrderStatus::completed) {
                earnings_.complete(tx, changed.order_id);
            } else if (changed.to == orders::OrderStatus::cancelled) {
                earnings_.cancel(tx, changed.order_id);
            }
            return Result<void>();
        });
    payments_->use_refund_job(
        host.job<RefundWork>("carry_out_refund", [this](Ctx& ctx, const RefundWork& work) {
            return payments_->carry_out(ctx, work.refund_id);
        }));
    host.every(std::chrono::minutes(5), "carry_out_pending_refunds", [this](Ctx& ctx) {
        payments_->carry_out_pending(ctx);
        return Result<void>();
    });
    host.every(std::chrono::minutes(10), "release_earnings", [this](Ctx& ctx) {
        earnings_.release_due(ctx);
        return Result<void>();
    });
    if (settings_.payouts.automatic) {
        host.every(std::chrono::milliseconds(settings_.payouts.sweep_every), "sweep_payouts",
                   [this](Ctx& ctx) {
                       payouts_.sweep(ctx);
                       return Result<void>();
                   });
    }
}

} // namespace statybos::payments
