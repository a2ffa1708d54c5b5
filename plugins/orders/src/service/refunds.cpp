#include "service/refunds.hpp"

#include <algorithm>

#include <statybos/orders/events.hpp>
#include <statybos/secrets.hpp>

namespace statybos::orders {
namespace {

RefundRow row_of(const OrderRow& order, const RefundPlan& plan, const RefundOrder& why) {
    RefundRow row;
    row.order_id = order.id;
    row.amount = order.money(plan.amount());
    row.shipping = plan.shipping;
    row.shipping_vat = plan.shipping_vat;
    row.vat = plan.vat();
    row.reason = why.reason;
    row.by = why.by;
    row.user_id = why.user;
    for (const RefundPart& part : plan.lines) {
        row.lines.push_back({part.line_id, part.quantity, part.amount, part.vat});
    }
    return row;
}

payments::RefundRequest request_of(const OrderRow& order, const RefundRow& refund) {
    payments::RefundRequest request;
    request.id = refund.id;
    request.payment_id = order.payment_id;
    request.order_id = order.id;
    request.amount = refund.amount;
    request.items = refund.money(refund.amount.minor - refund.shipping);
    for (const RefundLineRow& line : refund.lines) {
        request.lines.push_back({line.line_id, refund.money(line.amount)});
    }
    request.key = "refund:" + refund.id.to_string();
    request.reason = refund.reason;
    return request;
}

OrderRefunded event_of(const OrderRow& order, const RefundRow& refund) {
    OrderRefunded event;
    event.refund_id = refund.id.value;
    event.order_id = order.id;
    event.purchase_id = order.purchase_id;
    event.vendor_id = order.vendor_id;
    event.user_id = order.user_id;
    event.amount = refund.amount;
    event.vat = refund.money(refund.vat);
    event.shipping = refund.money(refund.shipping);
    event.shipping_vat = refund.money(refund.shipping_vat);
    for (const RefundLineRow& line : refund.lines) {
        event.lines.push_back(
            {line.line_id, line.quantity, refund.money(line.amount), refund.money(line.vat)});
    }
    event.reason = refund.reason;
    return event;
}

std::vector<catalog::StockLine> refunded_goods(const OrderRow& order, const RefundRow& refund) {
    std::vector<catalog::StockLine> goods;
    for (const RefundLineRow& part : refund.lines) {
        const auto line =
            std::find_if(order.lines.begin(), order.lines.end(),
                         [&](const LineRow& known) { return known.id == part.line_id; });
        if (!part.quantity.is_zero()) {
            goods.push_back({line->product_id, part.quantity});
        }
    }
    return goods;
}

} // namespace

MoneyLeft money_left(const OrderRow& order, const payments::RefundableOrder& refundable) {
    MoneyLeft left;
    for (const LineRow& line : order.lines) {
        const auto known =
            std::find_if(refundable.lines.begin(), refundable.lines.end(),
                         [&](const auto& other) { return other.line_id == line.id; });
        left.lines.push_back(known == refundable.lines.end() ? 0 : known->amount.minor);
    }
    left.shipping = (refundable.total - refundable.items).minor;
    return left;
}

Result<payments::RefundableOrder> Refunds::hold(Transaction& tx, OrderId id) {
    return payments_(tx.ctx()).refundable(tx, id);
}

Result<RefundRow> Refunds::give(Transaction& tx, const OrderRow& order, const RefundPlan& plan,
                                const RefundOrder& why) {
    RefundRow refund = row_of(order, plan, why);
    refund.id = new_id<RefundId>(host_);
    const auto goods = why.restock && order.stock == StockState::consumed
                           ? refunded_goods(order, refund)
                           : std::vector<catalog::StockLine>();
    refund.restocked = !goods.empty();
    store_.insert(tx, refund, why.key);
    if (auto asked = payments_(tx.ctx()).refund(tx, request_of(order, refund)); !asked) {
        return asked.error();
    }
    if (!goods.empty()) {
        if (auto back = stock_(tx.ctx()).restock(tx, goods); !back) {
            return back.error();
        }
    }
    tx.publish(event_of(order, refund));
    return store_.find(tx, refund.id).value();
}

void Refunds::note_elsewhere(Transaction& tx, const OrderRow& order,
                             const payments::RefundSettled& settled) {
    const auto plan = plan_parts(
        order, settled.lines, settled.amount.minor - settled.items.value_or(settled.amount).minor);
    if (!plan) {
        host_.log_error("a gateway gave back what is not left of the order: nothing documents it",
                        {{"order", order.number},
                         {"refund", settled.refund_id.to_string()},
                         {"reason", plan.error().message()}});
        return;
    }
    RefundRow refund =
        row_of(order, *plan, {Actor::system, std::nullopt, "refunded at the gateway", false, {}});
    refund.id = settled.refund_id;
    store_.insert(tx, refund, {});
    store_.settle(tx, refund.id, payments::RefundState::succeeded);
    tx.publish(event_of(order, refund));
}

std::optional<RefundRow> Refunds::made_with(Session& session, OrderId order,
                                            const std::optional<UserId>& user,
                                            std::string_view key) {
    return user && !key.empty() ? store_.find_by_key(session, order, *user, key) : std::nullopt;
}

void Refunds::hear(Transaction& tx, const payments::RefundSettled& settled) {
    if (settled.status != payments::RefundState::pending) {
        store_.settle(tx, settled.refund_id, settled.status);
    }
    if (settled.status == payments::RefundState::failed) {
        store_.take_promise_back(tx, settled.refund_id, settled.order_id, settled.amount);
    }
}

} // namespace statybos::orders
