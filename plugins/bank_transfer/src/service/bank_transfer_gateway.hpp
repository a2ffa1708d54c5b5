// The gateway `bank_transfer`: tells the buyer where to pay to, and waits for the bank's statement.
#pragma once

#include <statybos/host.hpp>
#include <statybos/payments/payment_gateway.hpp>

#include "settings.hpp"
#include "store/transfer_store.hpp"

namespace statybos::bank_transfer {

/// The name under which buyers choose it.
inline constexpr std::string_view gateway_name = "bank_transfer";

class BankTransferGateway final : public payments::PaymentGateway {
public:
    BankTransferGateway(Host host, TransferStore& transfers, const Settings& settings)
        : host_(host), transfers_(transfers), settings_(settings) {}

    Result<payments::GatewayInfo> describe(Ctx& ctx) override;
    Result<payments::GatewayOutcome> create(Ctx& ctx,
                                            const payments::GatewayPayment& payment) override;
    Result<payments::GatewayOutcome> look_up(Ctx& ctx, std::string_view idempotency_key) override;
    /// Stays pending until an operator says that it was transferred.
    Result<payments::GatewayRefundOutcome> refund(Ctx& ctx,
                                                  const payments::GatewayRefund& refund) override;
    Result<std::vector<payments::GatewayEvent>>
    read_webhook(Ctx& ctx, const payments::GatewayWebhook& webhook) override;

private:
    payments::GatewayOutcome outcome_of(const TransferRow& transfer) const;

    Host host_;
    TransferStore& transfers_;
    const Settings& settings_;
};

} // namespace statybos::bank_transfer
