// The part of PaymentService that asks gateways for money, and where it stands.
#include "service/payment_service.hpp"

namespace statybos::payments {
namespace {

Error unknown_payment() {
    return Error(Errc::not_found, "not_found", "there is no such payment");
}

Error payment_closed() {
    return Error(Errc::conflict, "payment_closed", "this payment is over: start a new one");
}

bool is_over(PaymentStatus status) {
    return status == PaymentStatus::failed || status == PaymentStatus::voided;
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

// A voucher may pay for everything. No gateway moves 0.00, and most refuse to.
GatewayOutcome nothing_to_pay() {
    return {GatewayState::captured, {}, {}, {}, {}};
}

} // namespace

Result<PaymentSnapshot> PaymentService::charge(Ctx& ctx, PaymentId id,
                                               const std::optional<std::string>& token) {
    Session session(ctx);
    const auto payment = payments_.start_charge(session, id);
    if (!payment) {
        return payments_.find(session, id) ? payment_closed() : unknown_payment();
    }
    if (payment->status != PaymentStatus::pending) {
        return is_over(payment->status) ? Result<PaymentSnapshot>(payment_closed())
                                        : Result<PaymentSnapshot>(snapshot_of(*payment));
    }
    return ask_for_money(ctx, *payment, token);
}

Result<PaymentSnapshot> PaymentService::charge_opened(Ctx& ctx, const PaymentRequest& request,
                                                      const std::optional<std::string>& token) {
    // Recovery closes a payment whose charge has lasted for too long: who comes that late asks
    // whether it has.
    const auto began = request.charge_started_at;
    if (!began || host_.now() - *began >= charge_grace_us_ / 2) {
        return charge(ctx, request.payment_id, token);
    }
    PaymentRow payment;
    payment.id = request.payment_id;
    payment.purchase_id = request.purchase_id;
    payment.purchase_number = request.purchase_number;
    payment.gateway = request.gateway;
    payment.currency = request.amount.currency.code();
    payment.amount = request.amount.minor;
    payment.return_url = request.return_url;
    payment.email = request.email;
    payment.language = request.language;
    return ask_for_money(ctx, payment, token);
}

Result<PaymentSnapshot> PaymentService::ask_for_money(Ctx& ctx, const PaymentRow& payment,
                                                      const std::optional<std::string>& token) {
    const GatewayPayment asked{payment.id,    payment.id.to_string(), payment.money(payment.amount),
                               token,         payment.return_url,     payment.purchase_number,
                               payment.email, payment.language};
    Result<GatewayOutcome> outcome = nothing_to_pay();
    try {
        if (payment.amount > 0) {
            outcome = gateway_of(ctx, payment)->create(ctx, asked);
        }
    } catch (const Failure& failure) {
        outcome = failure.error();
    }
    if (outcome.has_error()) {
        host_.log_warning("a gateway gave no answer to a charge",
                          {{"payment", payment.id.to_string()},
                           {"gateway", payment.gateway},
                           {"reason", outcome.error().message()}});
        if (effect_unknown(outcome.error()) || outcome.error().code() == Errc::exception) {
            return snapshot_of(payment);
        }
        outcome = GatewayOutcome{GatewayState::declined, {}, {}, outcome.error().slug()};
    }
    auto recorded = take_outcome(ctx, payment, *outcome);
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
                         *kind, payment.money(payment.amount), host_.now(), true};
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

Result<PaymentSnapshot> PaymentService::refresh(Ctx& ctx, PaymentId id, bool may_abandon) {
    Session session(ctx);
    const auto payment = payments_.find(session, id);
    if (!payment) {
        return unknown_payment();
    }
    const auto outcome = payment->amount > 0
                             ? gateway_of(ctx, *payment)->look_up(ctx, payment->id.to_string())
                             : Result<GatewayOutcome>(nothing_to_pay());
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
                             payment.money(payment.amount), host_.now(), true},
                            particulars)
            .payment;
    });
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
        return Error(Errc::invalid, "too_large", "at most what is authorized can be captured")
            .field("/amount", "too_large", "at most what is authorized can be captured");
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
        return record_event(tx, payment.id,
                            {"capture:" + payment.id.to_string(), EventKind::captured, wanted,
                             host_.now(), true},
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

} // namespace statybos::payments
