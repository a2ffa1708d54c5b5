// The gateway `cash_on_pickup`: a promise at the checkout, money at the counter.
#pragma once

#include <statybos/host.hpp>
#include <statybos/payments/payment_gateway.hpp>

#include "settings.hpp"
#include "store/promise_store.hpp"

namespace statybos::cash_on_pickup {

/// The name under which buyers choose it.
inline constexpr std::string_view gateway_name = "cash_on_pickup";

class CashGateway final : public payments::PaymentGateway {
public:
    CashGateway(Host host, PromiseStore& promises, const Settings& settings)
        : host_(host), promises_(promises), settings_(settings) {}

    Result<payments::GatewayInfo> describe(Ctx& ctx) override;
    Result<payments::GatewayOutcome> create(Ctx& ctx,
                                            const payments::GatewayPayment& payment) override;
    Result<payments::GatewayOutcome> look_up(Ctx& ctx, std::string_view idempotency_key) override;
    /// An operator says that all of it was paid.
    Result<payments::GatewayOutcome> capture(Ctx& ctx, std::string_view gateway_reference,
                                             const Money& amount,
                                             std::string_view idempotency_key) override;
    Result<payments::GatewayOutcome> cancel(Ctx& ctx, std::string_view gateway_reference,
                                            std::string_view idempotency_key) override;
    /// Pending until an operator has sent it; done at once for an order that was never paid for.
    Result<payments::GatewayRefundOutcome> refund(Ctx& ctx,
                                                  const payments::GatewayRefund& refund) override;
    Result<std::vector<payments::GatewayEvent>>
    read_webhook(Ctx& ctx, const payments::GatewayWebhook& webhook) override;

private:
    Result<payments::GatewayOutcome> end(Ctx& ctx, std::string_view reference, PromiseStatus status,
                                         std::optional<std::int64_t> amount);

    Host host_;
    PromiseStore& promises_;
    const Settings& settings_;
};

} // namespace statybos::cash_on_pickup
