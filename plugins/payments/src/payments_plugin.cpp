#include "payments_plugin.hpp"

namespace statybos::payments {

PaymentsPlugin::PaymentsPlugin(Host host, const Parts& parts)
    : Plugin(host),
      settings_(host.settings<Settings>()),
      test_gateway_(host, test_charge_store_, settings_.test_gateway),
      payments_(parts.make_payments(host, payment_store_, refund_store_,
                                    host.require_all<PaymentGateway>(), settings_)),
      routes_(*payments_) {
    host.provide<Payments>(*payments_);
    if (settings_.test_gateway.enabled) {
        host.provide<PaymentGateway>(test_gateway_, "test");
    }
    routes_.declare(host);

    payments_->use_refund_job(
        host.job<RefundWork>("carry_out_refund", [this](Ctx& ctx, const RefundWork& work) {
            return payments_->carry_out(ctx, work.refund_id);
        }));
    host.every(std::chrono::minutes(5), "carry_out_pending_refunds", [this](Ctx& ctx) {
        payments_->carry_out_pending(ctx);
        return Result<void>();
    });
}

} // namespace statybos::payments
