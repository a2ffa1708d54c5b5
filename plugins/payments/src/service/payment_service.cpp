#include "service/payment_service.hpp"

#include <algorithm>

#include <statybos/payments/events.hpp>
#include <statybos/secrets.hpp>

#include "service/payment_rules.hpp"

namespace statybos::payments {
namespace {

Error no_such_payment() {
    return Error(Errc::not_found, "not_found", "there is no such payment");
}

Error unacceptable(const char* pointer, const char* code, std::string message) {
    return Error(Errc::invalid, code, message).field(pointer, code, message);
}

Result<void> check_amount(const GatewayInfo& info, const Money& amount) {
    const auto& known = info.currencies;
    if (!known.empty() &&
        std::find(known.begin(), known.end(), amount.currency.code()) == known.end()) {
        return unacceptable("/payment/gateway", "unsupported_currency",
                            "this gateway does not take " + std::string(amount.currency.code()));
    }
    const auto limits = [&](const std::optional<Money>& limit) {
        return limit && limit->currency == amount.currency;
    };
    if (limits(info.minimum) && amount.minor < info.minimum->minor) {
        return unacceptable("/payment/gateway", "amount_too_small",
                            "this gateway takes at least " + info.minimum->amount());
    }
    if (limits(info.maximum) && amount.minor > info.maximum->minor) {
        return unacceptable("/payment/gateway", "amount_too_large",
                            "this gateway takes at most " + info.maximum->amount());
    }
    return {};
}

} // namespace

Standing standing_of(const PaymentRow& payment) {
    return {payment.status, payment.authorized, payment.captured, payment.refunded};
}

PaymentSnapshot snapshot_of(const PaymentRow& payment) {
    return {payment.id,
            payment.purchase_id,
            payment.gateway,
            payment.status,
            payment.money(payment.amount),
            payment.money(payment.captured),
            payment.money(payment.refunded),
            payment.redirect_url,
            payment.decline_code,
            payment.instructions};
}

PaymentService::PaymentService(Host host, PaymentStore& payments, RefundStore& refunds,
                               EarningStore& earnings, Bookkeeping& books,
                               UseAll<PaymentGateway> gateways, const Settings& settings)
    : host_(host),
      payments_(payments),
      refunds_(refunds),
      earnings_(earnings),
      books_(books),
      gateways_(gateways),
      charge_grace_us_(settings.charge_grace * 1000) {}

std::vector<Method> PaymentService::methods(Ctx ctx) {
    std::vector<Method> found;
    gateways_.each(ctx, [&](std::string_view name, PaymentGateway& gateway) {
        if (auto info = gateway.describe(ctx)) {
            found.push_back({std::string(name), std::move(*info)});
        }
    });
    return found;
}

Result<void> PaymentService::check(Ctx& ctx, std::string_view gateway, const Money& amount,
                                   bool has_token) {
    auto found = gateways_.find(ctx, gateway);
    if (!found) {
        return unacceptable("/payment/gateway", "unknown_gateway", "there is no such gateway");
    }
    if (amount.minor == 0) {
        return {}; // it will not be asked
    }
    const auto info = (*found)->describe(ctx);
    if (!info) {
        return info.error();
    }
    if (auto fits = check_amount(*info, amount); !fits) {
        return fits;
    }
    if (info->needs_token && !has_token) {
        return unacceptable("/payment/token", "token_required", "this gateway needs a token");
    }
    return {};
}

Result<void> PaymentService::open(Transaction& tx, const PaymentRequest& request) {
    auto gateway = gateways_.find(tx.ctx(), request.gateway);
    const auto info = gateway ? (*gateway)->describe(tx.ctx()) : Result<GatewayInfo>();
    payments_.insert(tx, request, info && info->paid_to_vendor);
    return books_.open(tx, request);
}

Proxy<PaymentGateway> PaymentService::gateway_of(Ctx& ctx, const PaymentRow& payment) {
    if (auto gateway = gateways_.find(ctx, payment.gateway)) {
        return *gateway;
    }
    throw Failure(Errc::unavailable, "gateway_disabled",
                  "the gateway " + payment.gateway + " of payment " + payment.id.to_string() +
                      " is not enabled");
}

Recorded PaymentService::record_event(Transaction& tx, PaymentId id, const NewEvent& event,
                                      const Particulars& particulars) {
    auto locked = payments_.lock(tx, id);
    STATYBOS_ASSERT(locked.has_value());
    PaymentRow& payment = locked->payment;
    for (const EventFact& known : locked->events) {
        if (known.id == event.gateway_event_id) {
            return {payment, false};
        }
    }
    locked->events.push_back({event.kind, event.amount.minor, event.gateway_event_id});
    const Standing standing = standing_of(payment.amount, locked->events);
    if (!payments_.add_event(tx, payment, event, standing, particulars)) {
        return {payment, false};
    }
    if (event.kind == EventKind::chargeback) {
        tx.publish(ChargebackReceived{payment.id, payment.purchase_id, payment.gateway,
                                      event.gateway_event_id, event.amount});
    }
    const Standing before = standing_of(payment);
    payment.status = standing.status;
    payment.authorized = standing.authorized;
    payment.captured = standing.captured;
    payment.refunded = standing.refunded;
    payment.redirect_url = particulars.redirect_url;
    if (particulars.decline_code) {
        payment.decline_code = particulars.decline_code;
    }
    const auto news = books_.follow(tx, *locked, before, event);
    if (before != standing) {
        PaymentChanged changed{payment.id,
                               payment.purchase_id,
                               standing.status,
                               payment.money(payment.amount),
                               payment.money(standing.captured),
                               payment.money(standing.refunded),
                               {}};
        for (const ShareRow& share : locked->shares) {
            changed.shares.push_back(
                {share.order_id, payment.money(share.amount), payment.money(share.refunded)});
        }
        tx.publish(changed);
    }
    for (const RefundSettled& refund : news) {
        tx.publish(refund);
    }
    if (before.captured == 0 && before.authorized > 0 && standing.captured > 0) {
        // Refunds asked for while there was nothing to give back.
        for (const RefundId& refund : refunds_.wake(tx, id)) {
            refund_job_.enqueue(tx.ctx(), refund.to_string(), {refund});
        }
    }
    return {payment, true};
}

Result<PaymentRow> PaymentService::get(Ctx ctx, PaymentId id, std::string_view guest_token) {
    Session session(ctx);
    auto payment = payments_.find(session, id);
    if (!payment) {
        return no_such_payment();
    }
    const bool own = payment->user_id && payment->user_id == ctx.user();
    const bool by_token =
        payment->guest_token_hash && !guest_token.empty() &&
        equal_in_constant_time(*payment->guest_token_hash, to_hex(sha256(guest_token)));
    if (!own && !by_token && !ctx.has_role("admin") && !ctx.has_role("support")) {
        return no_such_payment();
    }
    return std::move(*payment);
}

Result<std::vector<PaymentSnapshot>> PaymentService::find_many(Session& session,
                                                               const std::vector<PaymentId>& ids) {
    std::vector<PaymentSnapshot> found;
    for (const PaymentRow& payment : payments_.find_many(session, ids)) {
        found.push_back(snapshot_of(payment));
    }
    return found;
}

} // namespace statybos::payments
