// The gateway `test`: a bank that takes tokens instead of money.
//
// tok_ok is captured at once (or authorized, by the setting `capture`), tok_declined is refused,
// tok_action_required sends the buyer to a page and is taken at confirm(), tok_timeout is taken but
// its answer never comes. Only where the operator enabled it.
#pragma once

#include <statybos/host.hpp>
#include <statybos/payments/payment_gateway.hpp>

#include "settings.hpp"
#include "store/test_charge_store.hpp"

namespace statybos::payments {

class TestGateway final : public PaymentGateway {
public:
    TestGateway(Host host, TestChargeStore& charges, const TestGatewaySettings& settings)
        : host_(host), charges_(charges), settings_(settings) {}

    Result<GatewayInfo> describe(Ctx& ctx) override;
    Result<GatewayOutcome> create(Ctx& ctx, const GatewayPayment& payment) override;
    Result<GatewayOutcome> confirm(Ctx& ctx, std::string_view gateway_reference,
                                   const std::optional<std::string>& token) override;
    Result<GatewayOutcome> look_up(Ctx& ctx, std::string_view idempotency_key) override;
    Result<GatewayOutcome> capture(Ctx& ctx, std::string_view gateway_reference,
                                   const Money& amount, std::string_view idempotency_key) override;
    Result<GatewayOutcome> cancel(Ctx& ctx, std::string_view gateway_reference,
                                  std::string_view idempotency_key) override;
    Result<GatewayRefundOutcome> refund(Ctx& ctx, const GatewayRefund& refund) override;
    Result<std::vector<GatewayEvent>> read_webhook(Ctx& ctx,
                                                   const GatewayWebhook& webhook) override;

private:
    bool captures() const { return settings_.capture == Capture::automatic; }
    GatewayOutcome outcome_of(const TestChargeRow& charge) const;
    Result<void> give_back(Ctx& ctx, std::string_view reference, std::string_view key,
                           std::int64_t amount);
    void enter(Ctx& ctx, const GatewayEvent& event);

    Host host_;
    TestChargeStore& charges_;
    const TestGatewaySettings& settings_;
};

} // namespace statybos::payments
