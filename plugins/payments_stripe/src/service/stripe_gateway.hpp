// The gateway `stripe`: PaymentIntents, made first and confirmed second.
//
// Between the two calls the intent's id is written down. So there is always one certain answer to
// what became of a key: no row, and Stripe was never asked for money; or the intent, as it stands.
#pragma once

#include <statybos/host.hpp>
#include <statybos/payments/payment_gateway.hpp>

#include "settings.hpp"
#include "store/intent_store.hpp"
#include "stripe/client.hpp"
#include "stripe/intent.hpp"

namespace statybos::payments_stripe {

class StripeGateway final : public payments::PaymentGateway {
public:
    StripeGateway(Host host, stripe::Client& client, IntentStore& intents, const Settings& settings)
        : host_(host), client_(client), intents_(intents), settings_(settings) {}

    Result<payments::GatewayInfo> describe(Ctx& ctx) override;
    Result<payments::GatewayOutcome> create(Ctx& ctx,
                                            const payments::GatewayPayment& payment) override;
    Result<payments::GatewayOutcome> confirm(Ctx& ctx, std::string_view gateway_reference,
                                             const std::optional<std::string>& token) override;
    Result<payments::GatewayOutcome> look_up(Ctx& ctx, std::string_view idempotency_key) override;
    Result<payments::GatewayOutcome> capture(Ctx& ctx, std::string_view gateway_reference,
                                             const Money& amount,
                                             std::string_view idempotency_key) override;
    Result<payments::GatewayOutcome> cancel(Ctx& ctx, std::string_view gateway_reference,
                                            std::string_view idempotency_key) override;
    Result<payments::GatewayRefundOutcome> refund(Ctx& ctx,
                                                  const payments::GatewayRefund& refund) override;
    Result<std::vector<payments::GatewayEvent>>
    read_webhook(Ctx& ctx, const payments::GatewayWebhook& webhook) override;

private:
    Result<stripe::Intent> make(Ctx& ctx, const payments::GatewayPayment& payment);
    Result<stripe::Intent> ask_for_money(Ctx& ctx, const stripe::Intent& intent,
                                         const payments::GatewayPayment& payment);
    Result<stripe::Intent> show(Ctx& ctx, std::string_view id);
    Result<stripe::Intent> read(const Result<Json>& answer);
    /// The refund that was made under a key, or nothing.
    Result<std::optional<stripe::Refund>> find_refund(Ctx& ctx,
                                                      const payments::GatewayRefund& refund);

    Host host_;
    stripe::Client& client_;
    IntentStore& intents_;
    const Settings& settings_;
};

} // namespace statybos::payments_stripe
