#include "service/settlement.hpp"

#include <algorithm>

#include <statybos/orders/events.hpp>

namespace statybos::orders {
namespace {

template <class List>
void append_goods(std::vector<catalog::StockLine>& goods, const List& rows) {
    for (const auto& row : rows) {
        goods.push_back({row.product_id, row.quantity});
    }
}

std::vector<catalog::StockLine> goods_of(const std::vector<SettledOrder>& orders) {
    std::vector<catalog::StockLine> goods;
    for (const SettledOrder& order : orders) {
        append_goods(goods, order.goods);
    }
    return goods;
}

bool was_sold(const OrderRow& order) {
    return was_paid(order.payment_status) &&
           std::any_of(order.history.begin(), order.history.end(), [](const StatusChange& change) {
               return change.status == OrderStatus::confirmed;
           });
}

OrderPayment payment_of(bool paid) {
    return paid ? OrderPayment::paid : OrderPayment::authorized;
}

} // namespace

bool is_instructed(const payments::PaymentSnapshot& payment) {
    return payment.status == payments::PaymentStatus::pending && !payment.instructions.empty();
}

Settlement::Settlement(CartStore& carts, PurchaseStore& purchases, OrderStore& orders,
                       Refunds& refunds, Use<catalog::Stock> stock,
                       Use<payments::Payments> payments, Use<Vouchers> vouchers,
                       const Settings& settings)
    : carts_(carts),
      purchases_(purchases),
      orders_(orders),
      refunds_(refunds),
      stock_(stock),
      payments_(payments),
      vouchers_(vouchers),
      settings_(settings) {}

void Settlement::wait(Transaction& tx, const PurchaseRow& purchase,
                      const payments::PaymentSnapshot& payment) {
    const bool instructed = is_instructed(payment);
    const auto made_at = purchases_.stand(tx, purchase.id, instructed);
    if (!made_at || !instructed) {
        return;
    }
    PaymentAwaited awaited;
    awaited.purchase_id = purchase.id;
    awaited.payment_id = payment.id;
    awaited.user_id = purchase.user_id;
    awaited.gateway = payment.gateway;
    awaited.total = payment.amount;
    for (const payments::PaymentInstruction& one : payment.instructions) {
        awaited.instructions.push_back({one.name, one.value});
    }
    awaited.pay_until = {made_at->us + settings_.lifetime_of(payment.gateway) * 1'000};
    tx.publish(awaited);
}

Result<void> Settlement::hear(Transaction& tx, const payments::PaymentChanged& changed) {
    using payments::PaymentStatus;
    if (changed.status == PaymentStatus::paid || changed.status == PaymentStatus::authorized) {
        const bool paid = changed.status == PaymentStatus::paid;
        const auto placed =
            purchases_.place(tx, changed.purchase_id, changed.payment_id, payment_of(paid), paid);
        if (!placed.empty()) {
            std::vector<SettledOrder> orders;
            for (const PlacedOrder& one : placed) {
                orders.push_back(one.order);
            }
            return finish(tx, placed.front().purchase, orders, paid);
        }
    }
    const auto purchase = purchases_.lock(tx, changed.purchase_id);
    if (!purchase || purchase->payment_id != changed.payment_id) {
        return {};
    }
    switch (changed.status) {
    case PaymentStatus::pending:
    case PaymentStatus::action_required:
        return {};
    case PaymentStatus::authorized:
        return confirm(tx, *purchase, false);
    case PaymentStatus::paid:
        return confirm(tx, *purchase, true);
    case PaymentStatus::partially_refunded:
    case PaymentStatus::refunded:
        return refund(tx, *purchase, changed);
    case PaymentStatus::failed:
        return fail(tx, *purchase, OrderPayment::failed);
    case PaymentStatus::voided:
        return fail(tx, *purchase, OrderPayment::voided);
    }
    return {};
}

Result<void> Settlement::confirm(Transaction& tx, const PurchaseRow& purchase, bool paid) {
    if (purchase.status == PurchaseStatus::placed) {
        const auto captured =
            paid ? purchases_.capture(tx, purchase.id) : std::vector<SettledOrder>();
        return captured.empty() ? Result<void>() : stock_(tx.ctx()).consume(tx, goods_of(captured));
    }
    if (purchase.status == PurchaseStatus::cancelled || purchase.status == PurchaseStatus::undone) {
        return give_back_late(tx, purchase, paid);
    }
    return finish(tx, purchase, purchases_.confirm(tx, purchase.id, payment_of(paid), paid), paid);
}

Result<void> Settlement::finish(Transaction& tx, const PurchaseRow& purchase,
                                const std::vector<SettledOrder>& confirmed, bool paid) {
    if (paid && !confirmed.empty()) {
        if (auto gone = stock_(tx.ctx()).consume(tx, goods_of(confirmed)); !gone) {
            return gone;
        }
    }
    tell_placed(tx, purchase, confirmed);
    if (static_cast<std::int64_t>(confirmed.size()) < purchase.order_count) {
        return give_back_late(tx, purchase, paid);
    }
    return {};
}

void Settlement::tell_placed(Transaction& tx, const PurchaseRow& purchase,
                             const std::vector<SettledOrder>& orders) {
    if (orders.empty()) {
        return;
    }
    tx.publish(PurchasePlaced{purchase.id, purchase.user_id, purchase.total});
    for (const SettledOrder& order : orders) {
        tx.publish(
            OrderPlaced{order.id, purchase.id, order.vendor_id, purchase.user_id, order.grand});
    }
}

Result<void> Settlement::give_back_late(Transaction& tx, const PurchaseRow& purchase, bool paid) {
    for (const OrderRow& order : orders_.of_purchase(tx, purchase.id)) {
        if (order.status != OrderStatus::cancelled) {
            continue;
        }
        // What is on its way back already is not left: told again, nothing happens.
        const auto held = refunds_.hold(tx, order.id);
        if (!held) {
            return held.error();
        }
        const std::int64_t left = held->total.minor;
        if (left == 0) {
            continue;
        }
        orders_.give_back_late(tx, order.id, payment_of(paid), left);
        auto given = payments_(tx.ctx()).give_back(
            tx, purchase.payment_id, order.id, order.money(left),
            "late:" + order.id.to_string() + ':' + std::to_string(order.given_back + left),
            "the order was cancelled before it was paid");
        if (!given) {
            return given;
        }
    }
    return {};
}

Result<void> Settlement::refund(Transaction& tx, const PurchaseRow& purchase,
                                const payments::PaymentChanged& changed) {
    const bool open =
        purchase.status == PurchaseStatus::placing || purchase.status == PurchaseStatus::waiting;
    const bool all = changed.status == payments::PaymentStatus::refunded;
    // News may come in any order: the money may be gone again before we heard that it came.
    auto done = !open ? Result<void>()
                : all ? fail(tx, purchase, OrderPayment::refunded)
                      : confirm(tx, purchase, true);
    if (!done) {
        return done;
    }
    std::vector<RefundedShare> shares;
    for (const payments::ShareState& share : changed.shares) {
        shares.push_back({share.order_id, all ? share.amount.minor : share.refunded.minor});
    }
    purchases_.mark_refunded(tx, purchase.id, shares);
    return {};
}

Result<void> Settlement::hear(Transaction& tx, const payments::RefundSettled& settled) {
    refunds_.hear(tx, settled);
    const auto seen = settled.elsewhere ? orders_.find(tx, settled.order_id) : std::nullopt;
    if (!seen) {
        return {};
    }
    purchases_.lock(tx, seen->purchase_id);
    if (const auto order = orders_.find(tx, settled.order_id); order && was_sold(*order)) {
        refunds_.note_elsewhere(tx, *order, settled);
    }
    return {};
}

Result<void> Settlement::fail(Transaction& tx, const PurchaseRow& purchase, OrderPayment payment) {
    // First, so that cancelling asks for no money back that nobody holds.
    purchases_.mark_unpaid(tx, purchase.id, payment);
    if (purchase.status == PurchaseStatus::placing) {
        return undo(tx, purchase);
    }
    const std::string note =
        payment == OrderPayment::failed ? "the payment failed" : "the payment was called off";
    return cancel_all(tx, purchase.id, {Actor::system, std::nullopt, note});
}

Result<void> Settlement::undo(Transaction& tx, const PurchaseRow& purchase) {
    if (purchase.status != PurchaseStatus::placing) {
        return {};
    }
    const auto goods = purchases_.undo(tx, purchase.id);
    carts_.give_lines_back(tx, purchase.id);
    std::vector<catalog::StockLine> lines;
    append_goods(lines, goods);
    std::vector<OrderId> lowered;
    for (const UndoneLine& line : goods) {
        if (line.has_vouchers) {
            lowered.push_back(line.order_id);
        }
    }
    if (auto back = give_vouchers_back(tx, purchase.id, lowered); !back) {
        return back;
    }
    return lines.empty() ? Result<void>() : stock_(tx.ctx()).release(tx, lines);
}

Result<void> Settlement::give_vouchers_back(Transaction& tx, PurchaseId purchase,
                                            const std::vector<OrderId>& orders) {
    if (orders.empty()) {
        return {};
    }
    // Where the plugin is gone, so are its limits.
    auto vouchers = vouchers_.find(tx.ctx());
    return vouchers ? (*vouchers)->give_back(tx, purchase, orders) : Result<void>();
}

Result<void> Settlement::expire(Transaction& tx, PurchaseId id) {
    const auto purchase = purchases_.lock(tx, id);
    if (!purchase) {
        return {};
    }
    if (purchase->status == PurchaseStatus::placing) {
        return undo(tx, *purchase);
    }
    const Cancellation cancellation{Actor::system, std::nullopt, "not paid in time", true};
    return purchase->status == PurchaseStatus::waiting ? cancel_all(tx, id, cancellation)
                                                       : Result<void>();
}

Result<void> Settlement::cancel_all(Transaction& tx, PurchaseId id,
                                    const Cancellation& cancellation) {
    for (const OrderRow& order : orders_.of_purchase(tx, id)) {
        // What was handed over stays handed over: that is for people to settle.
        if (order.status != OrderStatus::pending && order.status != OrderStatus::confirmed) {
            continue;
        }
        if (auto done = cancel(tx, order, cancellation); !done) {
            return done;
        }
    }
    return {};
}

Result<void> Settlement::give_money_back(Transaction& tx, const OrderRow& order,
                                         const Cancellation& cancellation) {
    const std::string reason = "the order was cancelled";
    if (order.payment_status == OrderPayment::authorized) {
        const std::int64_t promised = order.grand - order.given_back;
        orders_.add_given_back(tx, order.id, promised);
        return payments_(tx.ctx()).give_back(tx, order.payment_id, order.id, order.money(promised),
                                             "cancelled:" + order.id.to_string(), reason);
    }
    if (order.payment_status != OrderPayment::paid &&
        order.payment_status != OrderPayment::partially_refunded) {
        return {};
    }
    const auto held = refunds_.hold(tx, order.id);
    if (!held) {
        return held.error();
    }
    const auto plan = plan_all(order, money_left(order, *held));
    if (!plan) {
        return {}; // all of it has gone back already
    }
    const auto given =
        refunds_.give(tx, order, *plan, {cancellation.by, cancellation.user, reason, false});
    return given ? Result<void>() : Result<void>(given.error());
}

Result<void> Settlement::cancel(Transaction& tx, const OrderRow& order,
                                const Cancellation& cancellation) {
    if (auto given = give_money_back(tx, order, cancellation); !given) {
        return given;
    }
    orders_.cancel(tx, order.id);
    orders_.note(tx, order.id, OrderStatus::cancelled, cancellation.by, cancellation.user,
                 cancellation.note);
    if (order.status == OrderStatus::pending) {
        purchases_.close_when_empty(tx, order.purchase_id);
    }
    if (!order.vouchers.empty()) {
        if (auto back = give_vouchers_back(tx, order.purchase_id, {order.id}); !back) {
            return back;
        }
    }
    std::vector<catalog::StockLine> goods;
    for (const LineRow& line : order.lines) {
        if (line.quantity > line.restocked_quantity) {
            goods.push_back({line.product_id, line.quantity - line.restocked_quantity});
        }
    }
    if (!goods.empty()) {
        auto back = order.stock == StockState::consumed ? stock_(tx.ctx()).restock(tx, goods)
                                                        : stock_(tx.ctx()).release(tx, goods);
        if (!back) {
            return back;
        }
    }
    if (order.listed) {
        tx.publish(OrderStatusChanged{order.id, order.purchase_id, order.vendor_id, order.user_id,
                                      order.status, OrderStatus::cancelled, order.tracking_number,
                                      cancellation.by, cancellation.note, cancellation.expired});
    }
    return {};
}

} // namespace statybos::orders
