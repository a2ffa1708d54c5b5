// The part of Orders that gives money back when somebody asks for it.
#include <algorithm>

#include "service/order_access.hpp"
#include "service/orders.hpp"

namespace statybos::orders {
namespace {

Result<void> check(const RefundWish& wish) {
    Error wrong(Errc::invalid, "validation_failed", "the refund is not acceptable");
    if (wish.amount && wish.lines) {
        wrong.add_field({"/amount", "not_allowed", "give an amount or lines, not both"});
    }
    if (wish.amount && wish.amount->minor <= 0) {
        wrong.add_field({"/amount", "too_small", "an amount that goes back is more than nothing"});
    }
    if (wish.amount && wish.restock) {
        wrong.add_field({"/restock", "not_allowed", "an amount is no goods: name the lines"});
    }
    return wrong.fields().empty() ? Result<void>() : Result<void>(wrong);
}

Result<RefundPlan> plan_of(const OrderRow& order, const MoneyLeft& left, const RefundWish& wish) {
    if (wish.lines) {
        return plan_lines(order, left, *wish.lines);
    }
    if (!wish.amount) {
        return plan_all(order, left);
    }
    if (wish.amount->currency != order.items.currency) {
        return Error(Errc::invalid, "validation_failed", "the refund is not acceptable")
            .field("/amount/currency", "wrong_currency", "the order is in another currency");
    }
    return plan_amount(order, left, wish.amount->minor);
}

bool is_captured(const OrderRow& order) {
    return order.payment_status == OrderPayment::paid ||
           order.payment_status == OrderPayment::partially_refunded;
}

} // namespace

Result<RefundRow> Orders::refund(Ctx ctx, std::string_view id, const RefundWish& wish) {
    if (auto fits = check(wish); !fits) {
        return fits.error();
    }
    return transact(ctx, [&](Transaction& tx) -> Result<RefundRow> {
        auto order = visible(tx, id, {});
        if (!order) {
            return order.error();
        }
        const Actors actors = actors_of(ctx, *order, {});
        if (!actors.meet(Actors(Actor::vendor) | Actor::admin)) {
            return Error(Errc::forbidden, "forbidden", "refunds are the vendor's to give");
        }
        const auto held = refunds_.hold(tx, order->id);
        if (!held) {
            return held.error();
        }
        if (auto made = refunds_.made_with(tx, order->id, ctx.user(), wish.key)) {
            return std::move(*made);
        }
        purchases_.lock(tx, order->purchase_id);
        order = orders_.find(tx, order->id).value();
        if (!is_captured(*order)) {
            return Error(Errc::conflict, "refund_exceeds_captured",
                         "nothing of this order was captured that has not gone back");
        }
        const auto plan = plan_of(*order, money_left(*order, *held), wish);
        if (!plan) {
            return plan.error();
        }
        const Actor by = actors.has(Actor::vendor) ? Actor::vendor : Actor::admin;
        return refunds_.give(tx, *order, *plan,
                             {by, ctx.user(), wish.reason, wish.restock, wish.key});
    });
}

Result<std::vector<RefundRow>> Orders::refunds(Ctx ctx, std::string_view id,
                                               std::string_view purchase_token) {
    Session session(ctx);
    const auto order = visible(session, id, purchase_token);
    if (!order) {
        return order.error();
    }
    return refunds_.of_order(session, order->id);
}

} // namespace statybos::orders
