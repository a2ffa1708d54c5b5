#include "service/bank_transfer_gateway.hpp"

#include <algorithm>

#include <statybos/secrets.hpp>

#include "service/reference_rules.hpp"

namespace statybos::bank_transfer {

using payments::GatewayInfo;
using payments::GatewayOutcome;
using payments::GatewayPayment;
using payments::GatewayRefund;
using payments::GatewayRefundOutcome;
using payments::GatewayState;
using payments::RefundState;

Result<GatewayInfo> BankTransferGateway::describe(Ctx& ctx) {
    GatewayInfo info;
    info.title = ctx.language() == "lt" ? "Banko pavedimas" : "Bank transfer";
    info.kind = "transfer";
    info.currencies = settings_.currencies;
    return info;
}

GatewayOutcome BankTransferGateway::outcome_of(const TransferRow& transfer) const {
    GatewayOutcome outcome;
    outcome.gateway_reference = transfer.reference;
    if (transfer.is_complete()) {
        outcome.state = GatewayState::captured;
        return outcome;
    }
    outcome.state = GatewayState::pending;
    outcome.instructions = {{"name", settings_.name},
                            {"iban", settings_.iban},
                            {"reference", transfer.reference},
                            {"amount", transfer.money(transfer.amount).amount()},
                            {"currency", transfer.currency}};
    if (!settings_.bic.empty()) {
        outcome.instructions.push_back({"bic", settings_.bic});
    }
    return outcome;
}

Result<GatewayOutcome> BankTransferGateway::create(Ctx& ctx, const GatewayPayment& payment) {
    const auto& known = settings_.currencies;
    if (std::find(known.begin(), known.end(), payment.amount.currency.code()) == known.end()) {
        return Error(Errc::invalid, "unsupported_currency",
                     "the account does not take " + std::string(payment.amount.currency.code()));
    }
    if (payment.amount.minor <= 0) {
        return Error(Errc::invalid, "amount_too_small", "there is nothing to transfer");
    }
    Session session(ctx);
    return outcome_of(transfers_.insert_or_get(
        session,
        {payment.idempotency_key, payment.payment_id, reference_of(payment.payment_id),
         payment.amount.minor, std::string(payment.amount.currency.code()), payment.description}));
}

Result<GatewayOutcome> BankTransferGateway::look_up(Ctx& ctx, std::string_view idempotency_key) {
    Session session(ctx);
    const auto transfer = transfers_.find(session, idempotency_key);
    return transfer ? outcome_of(*transfer) : GatewayOutcome{};
}

Result<GatewayRefundOutcome> BankTransferGateway::refund(Ctx& ctx, const GatewayRefund& refund) {
    return transact(ctx, [&](Transaction& tx) -> Result<GatewayRefundOutcome> {
        // The lock bounds the sum of refunds that are asked for at the same time.
        const auto transfer = transfers_.lock_by_reference(tx, refund.gateway_reference);
        if (!transfer) {
            return Error(Errc::not_found, "unknown_payment", "nobody was asked for this transfer");
        }
        if (const auto made = transfers_.find_refund(tx, refund.idempotency_key)) {
            return GatewayRefundOutcome{made->sent_at ? RefundState::succeeded
                                                      : RefundState::pending,
                                        made->id.to_string()};
        }
        const std::int64_t left = (transfer->is_complete() ? transfer->amount : 0) -
                                  transfers_.given_back(tx, transfer->idempotency_key);
        if (refund.amount.currency.code() != transfer->currency || refund.amount.minor > left) {
            return Error(Errc::conflict, "refund_exceeds_captured",
                         "more than has come in by this transfer and not gone back");
        }
        const auto id = new_id<TransferRefundId>(host_);
        transfers_.insert_refund(tx, id, refund.idempotency_key, transfer->idempotency_key,
                                 refund.amount.minor, refund.reason);
        return GatewayRefundOutcome{RefundState::pending, id.to_string()};
    });
}

Result<std::vector<payments::GatewayEvent>>
BankTransferGateway::read_webhook(Ctx&, const payments::GatewayWebhook&) {
    return Error(Errc::unauthenticated, "invalid_signature", "banks send us no webhooks");
}

} // namespace statybos::bank_transfer
