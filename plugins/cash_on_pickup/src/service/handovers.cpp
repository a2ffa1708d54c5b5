#include "service/handovers.hpp"

#include "service/cash_gateway.hpp"

namespace statybos::cash_on_pickup {
namespace {

using orders::OrderStatus;

Error no_such_order() {
    return Error(Errc::not_found, "not_found", "there is no such order");
}

} // namespace

Result<Handover> Handovers::note(Ctx ctx, OrderId id) {
    return transact(ctx, [&](Transaction& tx) -> Result<Handover> {
        const auto order = orders_(ctx).find(tx, id);
        if (!order) {
            return order.error();
        }
        if (!ctx.has_role("admin") && ctx.vendor() != order->vendor_id) {
            return no_such_order();
        }
        // The lock makes two counters of one purchase wait for each other: the last one captures.
        const auto promise = promises_.lock_by_payment(tx, order->payment_id);
        if (!promise || promise->status == PromiseStatus::voided) {
            return Error(Errc::conflict, "not_paid_in_cash",
                         "this order is not to be paid at the counter");
        }
        if (order->status == OrderStatus::cancelled) {
            return Error(Errc::conflict, "order_cancelled", "this order is off");
        }
        if (promises_.add_handover(tx, id, promise->reference, order->grand.minor)) {
            if (auto settled = settle(tx, *promise, order->purchase_id); !settled) {
                return settled.error();
            }
        }
        return Handover{id, order->grand};
    });
}

Result<void> Handovers::recheck(Transaction& tx, OrderId id) {
    const auto order = orders_(tx.ctx()).find(tx, id);
    if (!order) {
        return order.error();
    }
    const auto promise = promises_.lock_by_payment(tx, order->payment_id);
    return promise ? settle(tx, *promise, order->purchase_id) : Result<void>();
}

Result<void> Handovers::settle(Transaction& tx, const PromiseRow& promise, PurchaseId purchase) {
    const auto all = orders_(tx.ctx()).of_purchase(tx, purchase);
    if (!all) {
        return all.error();
    }
    bool is_paid = false;
    for (const orders::OrderSnapshot& order : *all) {
        const bool handed_over = promises_.was_handed_over(tx, order.id);
        if (!handed_over && order.status != OrderStatus::cancelled) {
            return {};
        }
        is_paid = is_paid || handed_over;
    }
    if (!is_paid || promise.status != PromiseStatus::authorized) {
        return {};
    }
    promises_.set_status(tx, promise.reference, PromiseStatus::captured);
    payments::GatewayEvent paid;
    paid.event_id = "cash:" + promise.idempotency_key;
    paid.kind = payments::GatewayEventKind::captured;
    paid.payment_id = promise.payment_id;
    paid.gateway_reference = promise.reference;
    paid.amount = promise.money(promise.amount);
    paid.at = host_.now();
    return tell(tx, paid);
}

Result<void> Handovers::tell(Transaction& tx, const payments::GatewayEvent& event) {
    const auto told = events_(tx.ctx()).record(tx, gateway_name, {event});
    if (!told) {
        return told.error();
    }
    const auto verdict = told->front().verdict;
    return verdict == payments::EventVerdict::recorded ||
                   verdict == payments::EventVerdict::repeated
               ? Result<void>()
               : Result<void>(Error(Errc::conflict, "payment_mismatch",
                                    "the payment does not take this amount"));
}

std::vector<CashRefundRow> Handovers::waiting(Ctx ctx, const std::optional<CashRefundId>& after,
                                              std::int32_t limit) {
    Session session(ctx);
    return promises_.waiting(session, after, limit);
}

Result<CashRefundRow> Handovers::mark_sent(Ctx ctx, CashRefundId id) {
    return transact(ctx, [&](Transaction& tx) -> Result<CashRefundRow> {
        const auto refund = promises_.find_refund(tx, id);
        if (!refund) {
            return Error(Errc::not_found, "not_found", "there is no such refund");
        }
        if (promises_.mark_sent(tx, id)) {
            payments::GatewayEvent sent;
            sent.event_id = "refund:" + id.to_string();
            sent.kind = payments::GatewayEventKind::refunded;
            sent.payment_id = refund->payment_id;
            sent.amount = refund->money();
            sent.at = host_.now();
            sent.gateway_refund_reference = id.to_string();
            sent.refund_key = refund->refund_key;
            if (auto told = tell(tx, sent); !told) {
                return told.error();
            }
        }
        return promises_.find_refund(tx, id).value();
    });
}

} // namespace statybos::cash_on_pickup
