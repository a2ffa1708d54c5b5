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

Error payment_closed() {
    return Error(Errc::conflict, "payment_closed", "this payment is over: start a new one");
}

Error unacceptable(const char* pointer, const char* code, std::string message) {
    return Error(Errc::invalid, code, message).field(pointer, code, message);
}

bool is_over(PaymentStatus status) {
    return status == PaymentStatus::failed || status == PaymentStatus::voided;
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

bool money_moved(PaymentStatus status) {
    return status == PaymentStatus::paid || status == PaymentStatus::partially_refunded ||
           status == PaymentStatus::refunded;
}

std::optional<EventKind> gateway_kind(GatewayState state) {
    switch (state) {
    case GatewayState::action_required:
        return EventKind::action_required;
    case GatewayState::authorized:
        return EventKind::authorized;
    case GatewayState::captured:
        return EventKind::captured;
    case GatewayState::declined:
        return EventKind::failed;
    case GatewayState::voided:
        return EventKind::voided;
    case GatewayState::unknown:
    case GatewayState::pending:
        break;
    }
    return std::nullopt;
}

// Nobody knows whether the call had its effect: recovery will ask.
bool effect_unknown(const Error& error) {
    return error.code() == Errc::timeout || error.code() == Errc::unavailable;
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

Result<PaymentSnapshot> PaymentService::charge(Ctx& ctx, PaymentId id,
                                               const std::optional<std::string>& token) {
    Session session(ctx);
    const auto payment = payments_.start_charge(session, id);
    if (!payment) {
        return payments_.find(session, id) ? payment_closed() : no_such_payment();
    }
    if (payment->status != PaymentStatus::pending) {
        return is_over(payment->status) ? Result<PaymentSnapshot>(payment_closed())
                                        : Result<PaymentSnapshot>(snapshot_of(*payment));
    }
    const GatewayPayment asked{
        payment->id,    payment->id.to_string(), payment->money(payment->amount),
        token,          payment->return_url,     payment->purchase_number,
        payment->email, payment->language};
    Result<GatewayOutcome> outcome = GatewayOutcome{};
    try {
        outcome = gateway_of(ctx, *payment)->create(ctx, asked);
    } catch (const Failure& failure) {
        outcome = failure.error();
    }
    if (outcome.has_error()) {
        host_.log_warning("a gateway gave no answer to a charge",
                          {{"payment", payment->id.to_string()},
                           {"gateway", payment->gateway},
                           {"reason", outcome.error().message()}});
        if (effect_unknown(outcome.error()) || outcome.error().code() == Errc::exception) {
            return snapshot_of(*payment);
        }
        outcome = GatewayOutcome{GatewayState::declined, {}, {}, outcome.error().slug()};
    }
    auto recorded = take_outcome(ctx, *payment, *outcome);
    return recorded ? Result<PaymentSnapshot>(snapshot_of(*recorded))
                    : Result<PaymentSnapshot>(recorded.error());
}

Result<PaymentRow> PaymentService::take_outcome(Ctx ctx, const PaymentRow& payment,
                                                const GatewayOutcome& outcome) {
    const auto kind = gateway_kind(outcome.state);
    if (outcome.state == GatewayState::pending) {
        return note_pending(ctx, payment, outcome);
    }
    if (!kind) {
        return payment;
    }
    const NewEvent event{"answer:" + payment.id.to_string() + ':' + std::string(enum_name(*kind)),
                         *kind, payment.money(payment.amount), host_.now()};
    Particulars particulars;
    if (!outcome.gateway_reference.empty()) {
        particulars.gateway_reference = outcome.gateway_reference;
    }
    particulars.redirect_url = outcome.redirect_url;
    particulars.decline_code = outcome.decline_code;
    return transact(ctx, [&](Transaction& tx) -> Result<PaymentRow> {
        return record_event(tx, payment.id, event, particulars).payment;
    });
}

PaymentRow PaymentService::note_pending(Ctx ctx, PaymentRow payment,
                                        const GatewayOutcome& outcome) {
    const bool known =
        outcome.gateway_reference.empty() || outcome.gateway_reference == payment.gateway_reference;
    if (known && outcome.instructions.size() == payment.instructions.size()) {
        return payment;
    }
    if (!outcome.gateway_reference.empty()) {
        payment.gateway_reference = outcome.gateway_reference;
    }
    payment.instructions = outcome.instructions;
    Session session(ctx);
    payments_.note(session, payment.id, payment.gateway_reference, payment.instructions);
    return payment;
}

Recorded PaymentService::record_event(Transaction& tx, PaymentId id, const NewEvent& event,
                                      const Particulars& particulars) {
    auto locked = payments_.lock(tx, id);
    STATYBOS_ASSERT(locked.has_value());
    PaymentRow& payment = locked->payment;
    locked->events.push_back({event.kind, event.amount.minor});
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
    books_.follow(tx, *locked, before, event);
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
    if (before.captured == 0 && before.authorized > 0 && standing.captured > 0) {
        // Refunds asked for while there was nothing to give back.
        for (const RefundId& refund : refunds_.wake(tx, id)) {
            refund_job_.enqueue(tx.ctx(), refund.to_string(), {refund});
        }
    }
    return {payment, true};
}

Result<PaymentSnapshot> PaymentService::refresh(Ctx& ctx, PaymentId id, bool may_abandon) {
    Session session(ctx);
    const auto payment = payments_.find(session, id);
    if (!payment) {
        return no_such_payment();
    }
    const auto outcome = gateway_of(ctx, *payment)->look_up(ctx, payment->id.to_string());
    if (!outcome) {
        return outcome.error();
    }
    auto recorded = outcome->state == GatewayState::unknown && may_abandon
                        ? abandon(ctx, *payment)
                        : take_outcome(ctx, *payment, *outcome);
    return recorded ? Result<PaymentSnapshot>(snapshot_of(*recorded))
                    : Result<PaymentSnapshot>(recorded.error());
}

Result<PaymentRow> PaymentService::abandon(Ctx ctx, const PaymentRow& payment) {
    // A charge that has begun may still be on its way to the gateway.
    if (payment.charge_started_at && host_.now() - *payment.charge_started_at < charge_grace_us_) {
        return payment;
    }
    return transact(ctx, [&](Transaction& tx) -> Result<PaymentRow> {
        if (!payments_.close_unless_charged(tx, payment)) {
            return payment;
        }
        Particulars particulars;
        particulars.close = true;
        particulars.decline_code = "abandoned";
        return record_event(tx, payment.id,
                            {"abandoned:" + payment.id.to_string(), EventKind::failed,
                             payment.money(payment.amount), host_.now()},
                            particulars)
            .payment;
    });
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

Result<PaymentRow> PaymentService::confirm(Ctx ctx, const PaymentRow& payment,
                                           const std::optional<std::string>& token) {
    if (is_over(payment.status)) {
        return payment_closed();
    }
    if (money_moved(payment.status) || !payment.gateway_reference) {
        return payment;
    }
    auto outcome = gateway_of(ctx, payment)->confirm(ctx, *payment.gateway_reference, token);
    if (!outcome) {
        return effect_unknown(outcome.error()) ? Result<PaymentRow>(payment)
                                               : Result<PaymentRow>(outcome.error());
    }
    return take_outcome(ctx, payment, *outcome);
}

Result<PaymentRow> PaymentService::capture(Ctx ctx, const PaymentRow& payment,
                                           const std::optional<Money>& amount) {
    if (payment.status != PaymentStatus::authorized) {
        return Error(Errc::conflict, "not_authorized",
                     "only an authorized payment can be captured");
    }
    const Money wanted = amount.value_or(payment.money(payment.authorized));
    if (wanted.currency.code() != payment.currency || wanted.minor <= 0 ||
        wanted.minor > payment.authorized) {
        return unacceptable("/amount", "too_large", "at most what is authorized can be captured");
    }
    const auto outcome =
        gateway_of(ctx, payment)
            ->capture(ctx, *payment.gateway_reference, wanted, "capture:" + payment.id.to_string());
    if (!outcome) {
        return outcome.error();
    }
    if (outcome->state != GatewayState::captured) {
        return take_outcome(ctx, payment, *outcome);
    }
    return transact(ctx, [&](Transaction& tx) -> Result<PaymentRow> {
        return record_event(
                   tx, payment.id,
                   {"capture:" + payment.id.to_string(), EventKind::captured, wanted, host_.now()},
                   {})
            .payment;
    });
}

Result<PaymentRow> PaymentService::void_authorization(Ctx ctx, const PaymentRow& payment) {
    if (payment.status != PaymentStatus::authorized) {
        return Error(Errc::conflict, "not_authorized", "only an authorized payment can be voided");
    }
    const auto outcome =
        gateway_of(ctx, payment)
            ->cancel(ctx, *payment.gateway_reference, "void:" + payment.id.to_string());
    return outcome ? take_outcome(ctx, payment, *outcome) : Result<PaymentRow>(outcome.error());
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
