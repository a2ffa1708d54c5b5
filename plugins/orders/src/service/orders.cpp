#include "service/orders.hpp"

#include <statybos/orders/events.hpp>

#include "service/checkout_request.hpp"
#include "service/number_rules.hpp"
#include "service/order_access.hpp"
#include "service/totals_rules.hpp"

namespace statybos::orders {
namespace {

Error invalid_transition(const TransitionTable& table, OrderStatus from) {
    return Error(Errc::conflict, "invalid_transition",
                 "an order that is " + std::string(enum_name(from)) + " does not go there")
        .member("allowed", write_json(next_of(table, from)));
}

Result<void> check(const TransitionTable& table, const OrderRow& order, Actors actors,
                   const Move& move) {
    switch (judge(table, order.status, move.to, actors)) {
    case Verdict::same:
        return {};
    case Verdict::impossible:
        return invalid_transition(table, order.status);
    case Verdict::forbidden:
        return Error(Errc::forbidden, "forbidden_transition",
                     "this step is somebody else's to take");
    case Verdict::allowed:
        break;
    }
    if (move.tracking_number && move.to != OrderStatus::shipped) {
        return Error(Errc::invalid, "validation_failed", "the input is not acceptable")
            .field("/tracking_number", "not_allowed", "only what is shipped can be tracked");
    }
    return {};
}

std::optional<BuyerAddress> address_of(const OrderRow& order,
                                       const std::optional<shipping::Address>& billing_address) {
    auto address = billing_address;
    if (!address && order.shipping_address) {
        const auto sent_to = read_stored_json<shipping::Address>(order.shipping_address->text());
        address = sent_to ? std::optional(*sent_to) : std::nullopt;
    }
    return address ? std::optional(BuyerAddress{address->street, address->city, address->region,
                                                address->postal_code, address->country})
                   : std::nullopt;
}

void tell_how_paid(OrderSnapshot& snapshot, const OrderRow& order) {
    for (const StatusChange& change : order.history) {
        if (change.status == OrderStatus::confirmed) {
            snapshot.confirmed_at = change.at;
        }
    }
    snapshot.paid = was_paid(order.payment_status);
}

OrderSnapshot snapshot_of(const OrderRow& order) {
    OrderSnapshot snapshot;
    snapshot.id = order.id;
    snapshot.number = order.number;
    snapshot.purchase_id = order.purchase_id;
    snapshot.purchase_number = order.purchase_number;
    snapshot.payment_id = order.payment_id;
    snapshot.user_id = order.user_id;
    snapshot.email = order.email;
    const auto billing = read_stored_json<Billing>(order.billing.text());
    snapshot.buyer_name = billing ? billing->name : std::string();
    snapshot.phone = billing ? billing->phone : std::nullopt;
    snapshot.language = order.language;
    snapshot.vendor_id = order.vendor_id;
    snapshot.vendor_name = order.vendor_name;
    snapshot.status = order.status;
    for (const LineRow& line : order.lines) {
        snapshot.lines.push_back({line.id, line.product_id, line.title, line.unit, line.quantity,
                                  order.money(line.unit_price), order.money(line.discount),
                                  line.vat_rate, order.money(line.vat), order.money(line.total)});
    }
    snapshot.items = order.items;
    snapshot.discount = order.money(order.discount);
    snapshot.shipping = order.money(order.shipping);
    snapshot.vat = order.money(order.vat);
    snapshot.grand = order.money(order.grand);
    snapshot.shipping_method = order.shipping_method;
    snapshot.tracking_number = order.tracking_number;
    snapshot.created_at = order.created_at;
    snapshot.vat_treatment = order.vat_treatment;
    snapshot.shipping_vat_rate = order.shipping_vat_rate;
    snapshot.shipping_vat = order.money(order.shipping_vat);
    snapshot.vat_summary = vat_summary_of(order);
    if (billing && billing->company) {
        snapshot.buyer_company = billing->company->name;
        snapshot.buyer_company_code = billing->company->code;
        snapshot.buyer_vat_number = billing->company->vat_code;
    }
    snapshot.vat_number_reference = order.vat_number_reference;
    snapshot.buyer_address =
        address_of(order, billing ? billing->address : std::optional<shipping::Address>());
    tell_how_paid(snapshot, order);
    return snapshot;
}

} // namespace

std::vector<VatSum> vat_summary_of(const OrderRow& order) {
    std::vector<TaxedAmount> parts;
    for (const LineRow& line : order.lines) {
        parts.push_back({line.vat_rate, order.money(line.total), order.money(line.vat)});
    }
    parts.push_back(
        {order.shipping_vat_rate, order.money(order.shipping), order.money(order.shipping_vat)});
    return vat_summary(parts);
}

Orders::Orders(PurchaseStore& purchases, OrderStore& orders, Refunds& refunds,
               Settlement& settlement, Use<OrderTransitions> transitions,
               Use<shipping::CollectionCodes> codes)
    : purchases_(purchases),
      orders_(orders),
      refunds_(refunds),
      settlement_(settlement),
      transitions_(transitions),
      codes_(codes) {}

Result<OrderRow> Orders::visible(Session& session, std::string_view id,
                                 std::string_view purchase_token) {
    const auto parsed = OrderId::parse(id);
    auto order = parsed ? orders_.find(session, *parsed) : std::nullopt;
    if (!order || !may_see(session.ctx(), *order, purchase_token)) {
        return no_such_order();
    }
    return std::move(*order);
}

Result<OrderRow> Orders::show(Ctx ctx, std::string_view id, std::string_view purchase_token) {
    Session session(ctx);
    return visible(session, id, purchase_token);
}

std::optional<std::string> Orders::collection_code(Ctx ctx, const OrderRow& order,
                                                   std::string_view purchase_token) {
    if (order.status != OrderStatus::ready_for_pickup ||
        !actors_of(ctx, order, purchase_token).has(Actor::buyer)) {
        return std::nullopt;
    }
    Session session(ctx);
    return codes_(ctx)->code_of(session, order.id).value();
}

Result<OrderRow> Orders::look_up(Ctx ctx, std::string_view number, std::string_view email) {
    Session session(ctx);
    auto order = orders_.find_by_number(session, normal_number(number), email);
    return order ? Result<OrderRow>(std::move(*order)) : Result<OrderRow>(no_such_order());
}

std::vector<OrderRow> Orders::list(Ctx ctx, const OrderFilter& filter, std::optional<OrderId> after,
                                   std::int32_t limit) {
    Session session(ctx);
    return orders_.list(session, filter, after, limit);
}

Result<OrderRow> Orders::move(Ctx ctx, std::string_view id, std::string_view purchase_token,
                              const Move& move) {
    const auto table = transitions_(ctx).table(ctx);
    if (!table) {
        return table.error();
    }
    return transact(ctx, [&](Transaction& tx) -> Result<OrderRow> {
        auto order = visible(tx, id, purchase_token);
        if (!order) {
            return order;
        }
        if (move.to == OrderStatus::cancelled) {
            if (const auto held = refunds_.hold(tx, order->id); !held) {
                return held.error();
            }
        }
        purchases_.lock(tx, order->purchase_id);
        order = orders_.find(tx, order->id).value();
        const Actors actors = actors_of(ctx, *order, purchase_token);
        if (auto fits = check(*table, *order, actors, move); !fits) {
            return fits.error();
        }
        if (order->status == move.to) {
            return order;
        }
        if (auto done = apply(tx, *order, acting_as(*table, order->status, move.to, actors), move);
            !done) {
            return done.error();
        }
        return orders_.find(tx, order->id).value();
    });
}

Result<void> Orders::hand_over(Transaction& tx, OrderId id) {
    auto order = orders_.find(tx, id);
    if (!order) {
        return no_such_order();
    }
    purchases_.lock(tx, order->purchase_id);
    order = orders_.find(tx, id);
    if (order->status == OrderStatus::completed) {
        return {};
    }
    if (order->status == OrderStatus::ready_for_pickup) {
        return apply(tx, *order, Actor::vendor, {OrderStatus::completed, {}, {}});
    }
    Ctx ctx = tx.ctx();
    const auto table = transitions_(ctx).table(ctx);
    return table ? invalid_transition(*table, order->status) : table.error();
}

Result<void> Orders::apply(Transaction& tx, const OrderRow& order, Actor actor, const Move& move) {
    if (move.to == OrderStatus::cancelled) {
        return settlement_.cancel(tx, order, {actor, tx.ctx().user(), move.note});
    }
    orders_.move(tx, order.id, move.to, move.tracking_number);
    orders_.note(tx, order.id, move.to, actor, tx.ctx().user(), move.note);
    tx.publish(OrderStatusChanged{
        order.id, order.purchase_id, order.vendor_id, order.user_id, order.status, move.to,
        move.tracking_number ? move.tracking_number : order.tracking_number, actor, move.note});
    return {};
}

Result<Explanation> Orders::explain(Ctx ctx, std::string_view id) {
    Session session(ctx);
    const auto order = visible(session, id, {});
    return order
               ? Result<Explanation>(orders::explain(*order, refunds_.of_order(session, order->id)))
               : Result<Explanation>(order.error());
}

Result<OrderSnapshot> Orders::find(Session& session, OrderId id) {
    const auto order = orders_.find(session, id);
    return order ? Result<OrderSnapshot>(snapshot_of(*order))
                 : Result<OrderSnapshot>(no_such_order());
}

Result<std::vector<OrderSnapshot>> Orders::of_purchase(Session& session, PurchaseId id) {
    std::vector<OrderSnapshot> snapshots;
    for (const OrderRow& order : orders_.of_purchase(session, id)) {
        snapshots.push_back(snapshot_of(order));
    }
    return snapshots;
}

Result<OrderSnapshot> Orders::find_visible(Session& session, std::string_view id,
                                           std::string_view purchase_token) {
    const auto order = visible(session, id, purchase_token);
    return order ? Result<OrderSnapshot>(snapshot_of(*order))
                 : Result<OrderSnapshot>(order.error());
}

Result<OrderSnapshot> Orders::find_by_number(Session& session, std::string_view number,
                                             std::string_view email) {
    const auto order = orders_.find_by_number(session, normal_number(number), email);
    return order ? Result<OrderSnapshot>(snapshot_of(*order))
                 : Result<OrderSnapshot>(no_such_order());
}

} // namespace statybos::orders
