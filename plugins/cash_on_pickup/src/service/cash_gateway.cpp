#include "service/cash_gateway.hpp"

#include <statybos/secrets.hpp>

namespace statybos::cash_on_pickup {
namespace {

using payments::GatewayInfo;
using payments::GatewayOutcome;
using payments::GatewayPayment;
using payments::GatewayRefund;
using payments::GatewayRefundOutcome;
using payments::GatewayState;
using payments::RefundState;

GatewayOutcome outcome_of(const PromiseRow& promise) {
    GatewayOutcome outcome;
    outcome.gateway_reference = promise.reference;
    switch (promise.status) {
    case PromiseStatus::authorized:
        outcome.state = GatewayState::authorized;
        break;
    case PromiseStatus::captured:
        outcome.state = GatewayState::captured;
        break;
    case PromiseStatus::voided:
        outcome.state = GatewayState::voided;
    }
    return outcome;
}

Error unknown_payment() {
    return Error(Errc::not_found, "unknown_payment", "nobody has promised this payment");
}

} // namespace

Result<GatewayInfo> CashGateway::describe(Ctx& ctx) {
    GatewayInfo info;
    info.title = ctx.language() == "lt" ? "Grynaisiais atsiimant" : "Cash on pickup";
    info.kind = "offline";
    info.currencies = {std::string(settings_.maximum.currency.code())};
    info.captures_later = true;
    info.maximum = settings_.maximum;
    info.paid_to_vendor = true;
    return info;
}

Result<GatewayOutcome> CashGateway::create(Ctx& ctx, const GatewayPayment& payment) {
    if (payment.amount.currency != settings_.maximum.currency) {
        return Error(Errc::invalid, "unsupported_currency",
                     "cash is taken in " + std::string(settings_.maximum.currency.code()));
    }
    if (payment.amount.minor <= 0 || payment.amount > settings_.maximum) {
        return Error(Errc::invalid, "amount_too_large",
                     "at most " + settings_.maximum.amount() + " may be paid in cash");
    }
    Session session(ctx);
    return outcome_of(promises_.insert_or_get(
        session, {payment.idempotency_key, payment.payment_id,
                  "cash_" + payment.payment_id.to_string(), payment.amount.minor,
                  std::string(payment.amount.currency.code()), PromiseStatus::authorized}));
}

Result<GatewayOutcome> CashGateway::look_up(Ctx& ctx, std::string_view idempotency_key) {
    Session session(ctx);
    const auto promise = promises_.find(session, idempotency_key);
    return promise ? outcome_of(*promise) : GatewayOutcome{};
}

Result<GatewayOutcome> CashGateway::capture(Ctx& ctx, std::string_view gateway_reference,
                                            const Money& amount, std::string_view) {
    return end(ctx, gateway_reference, PromiseStatus::captured, amount.minor);
}

Result<GatewayOutcome> CashGateway::cancel(Ctx& ctx, std::string_view gateway_reference,
                                           std::string_view) {
    return end(ctx, gateway_reference, PromiseStatus::voided, std::nullopt);
}

Result<GatewayOutcome> CashGateway::end(Ctx& ctx, std::string_view reference, PromiseStatus status,
                                        std::optional<std::int64_t> amount) {
    return transact(ctx, [&](Transaction& tx) -> Result<GatewayOutcome> {
        auto promise = promises_.lock(tx, reference);
        if (!promise) {
            return unknown_payment();
        }
        const bool may_end =
            promise->status == PromiseStatus::authorized || promise->status == status;
        if (!may_end || amount.value_or(promise->amount) != promise->amount) {
            return Error(Errc::conflict, "not_authorized",
                         "the promise is over, or is for another amount: cash comes whole");
        }
        promises_.set_status(tx, reference, status);
        promise->status = status;
        return outcome_of(*promise);
    });
}

Result<GatewayRefundOutcome> CashGateway::refund(Ctx& ctx, const GatewayRefund& refund) {
    return transact(ctx, [&](Transaction& tx) -> Result<GatewayRefundOutcome> {
        const auto promise = promises_.lock(tx, refund.gateway_reference);
        if (!promise) {
            return unknown_payment();
        }
        if (const auto made = promises_.find_refund(tx, refund.idempotency_key)) {
            return GatewayRefundOutcome{made->sent_at ? RefundState::succeeded
                                                      : RefundState::pending,
                                        made->id.to_string()};
        }
        const std::int64_t left =
            (promise->status == PromiseStatus::captured ? promise->amount : 0) -
            promises_.given_back(tx, promise->reference);
        if (refund.amount.currency.code() != promise->currency || refund.amount.minor > left) {
            return Error(Errc::conflict, "refund_exceeds_captured",
                         "more than was paid and has not gone back");
        }
        const bool nobody_paid =
            refund.order_id && !promises_.was_handed_over(tx, *refund.order_id);
        const auto id = new_id<CashRefundId>(host_);
        promises_.insert_refund(tx, id, refund.idempotency_key, promise->reference,
                                refund.amount.minor, refund.reason, nobody_paid);
        return GatewayRefundOutcome{nobody_paid ? RefundState::succeeded : RefundState::pending,
                                    id.to_string()};
    });
}

Result<std::vector<payments::GatewayEvent>>
CashGateway::read_webhook(Ctx&, const payments::GatewayWebhook&) {
    return Error(Errc::unauthenticated, "invalid_signature", "counters send no webhooks");
}

} // namespace statybos::cash_on_pickup
