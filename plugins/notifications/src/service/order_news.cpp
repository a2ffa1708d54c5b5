#include "service/order_news.hpp"

#include "service/order_values.hpp"
#include "store/local_time.hpp"

namespace statybos::notifications {
namespace {

// What the kernel's own clocks and payments do has no note for people.
std::string note_of(const orders::OrderStatusChanged& changed) {
    return changed.by == orders::Actor::system ? std::string() : changed.note.value_or("");
}

std::string_view buyer_event_of(orders::ReturnStatus status) {
    switch (status) {
    case orders::ReturnStatus::accepted:
        return "return_accepted";
    case orders::ReturnStatus::rejected:
        return "return_rejected";
    case orders::ReturnStatus::received:
        return "return_received";
    case orders::ReturnStatus::refunded:
        return "return_refunded";
    case orders::ReturnStatus::requested:
        break;
    }
    return {};
}

} // namespace

Result<std::optional<orders::OrderSnapshot>> OrderNews::find(Session& session, OrderId id) {
    auto order = orders_(session.ctx())->find(session, id);
    if (order) {
        return std::optional(std::move(*order));
    }
    if (order.error().code() == Errc::not_found) {
        return std::optional<orders::OrderSnapshot>();
    }
    return order.error();
}

void OrderNews::tell_buyer(Transaction& tx, const orders::OrderSnapshot& order,
                           std::string_view event, std::string_view subject, Values values) {
    dispatching_.tell(tx, {write_to(Recipients::buyer(order), event, subject,
                                    buyer_link(settings_, order), std::move(values))});
}

void OrderNews::tell_vendor(Transaction& tx, const orders::OrderSnapshot& order,
                            std::string_view event, std::string_view subject, Values values) {
    if (const auto vendor = recipients_.vendor(tx, order.vendor_id)) {
        dispatching_.tell(tx, {write_to(*vendor, event, subject, vendor_link(settings_, order),
                                        std::move(values))});
    }
}

Result<void> OrderNews::payment_awaited(Transaction& tx, const orders::PaymentAwaited& awaited) {
    const auto found = orders_(tx.ctx())->of_purchase(tx, awaited.purchase_id);
    if (!found) {
        return found.error();
    }
    if (found->empty()) {
        return {};
    }
    Values values = values_of(awaited, *found);
    values.emplace_back("until", local_time(tx, awaited.pay_until, settings_.time_zone));
    dispatching_.tell(tx, {write_to(Recipients::buyer(found->front()), "payment_awaited",
                                    awaited.purchase_id.to_string(),
                                    buyer_link(settings_, found->front()), std::move(values))});
    return {};
}

Result<void> OrderNews::placed(Transaction& tx, OrderId id) {
    const auto found = find(tx, id);
    if (!found) {
        return found.error();
    }
    if (const auto& order = *found) {
        std::vector<Notification> notifications{
            write_to(Recipients::buyer(*order), "order_placed", id.to_string(),
                     buyer_link(settings_, *order), values_of(*order))};
        if (const auto vendor = recipients_.vendor(tx, order->vendor_id)) {
            notifications.push_back(write_to(*vendor, "order_received", id.to_string(),
                                             vendor_link(settings_, *order), values_of(*order)));
        }
        dispatching_.tell(tx, std::move(notifications));
    }
    return {};
}

Result<void> OrderNews::moved(Transaction& tx, const orders::OrderStatusChanged& changed) {
    const auto found = find(tx, changed.order_id);
    if (!found) {
        return found.error();
    }
    if (!*found) {
        return {};
    }
    const orders::OrderSnapshot& order = **found;
    const std::string subject = order.id.to_string();
    switch (changed.to) {
    case orders::OrderStatus::shipped:
        tell_buyer(tx, order, "order_shipped", subject, values_of(order));
        break;
    case orders::OrderStatus::ready_for_pickup: {
        auto code = collection_code(tx, order);
        if (!code) {
            return code.error();
        }
        Values values = values_of(order);
        values.emplace_back("code", std::move(*code));
        tell_buyer(tx, order, "order_ready_for_pickup", subject, std::move(values));
        break;
    }
    case orders::OrderStatus::completed:
        tell_completed(tx, order, changed);
        break;
    case orders::OrderStatus::cancelled:
        tell_cancelled(tx, order, changed);
        break;
    case orders::OrderStatus::pending:
    case orders::OrderStatus::confirmed: // told when it was placed
        break;
    }
    return {};
}

void OrderNews::tell_completed(Transaction& tx, const orders::OrderSnapshot& order,
                               const orders::OrderStatusChanged& changed) {
    if (changed.by != orders::Actor::buyer) {
        tell_buyer(tx, order, "order_completed", order.id.to_string(), values_of(order));
    }
    if (changed.by != orders::Actor::vendor) {
        tell_vendor(tx, order, "sale_completed", order.id.to_string(), values_of(order));
    }
}

void OrderNews::tell_cancelled(Transaction& tx, const orders::OrderSnapshot& order,
                               const orders::OrderStatusChanged& changed) {
    Values values = values_of(order);
    values.emplace_back("note", note_of(changed));
    tell_buyer(tx, order, changed.expired ? "order_expired" : "order_cancelled",
               order.id.to_string(), values);
    // Of a pending order the vendor was never told.
    if (changed.from != orders::OrderStatus::pending && changed.by != orders::Actor::vendor) {
        tell_vendor(tx, order, "sale_cancelled", order.id.to_string(), std::move(values));
    }
}

Result<std::string> OrderNews::collection_code(Session& session,
                                               const orders::OrderSnapshot& order) {
    auto codes = codes_.find(session.ctx());
    if (!codes) {
        return std::string();
    }
    const auto code = (*codes)->code_of(session, order.id);
    if (!code) {
        return code.error();
    }
    if (!*code) {
        return std::string();
    }
    return (order.language == "lt" ? "Atsiėmimo kodas: " : "Collection code: ") + **code;
}

Result<void> OrderNews::returned(Transaction& tx, const orders::ReturnChanged& changed) {
    const auto found = find(tx, changed.order_id);
    if (!found) {
        return found.error();
    }
    if (!*found) {
        return {};
    }
    Values values = values_of(**found);
    values.emplace_back("note", changed.note.value_or(""));
    const std::string subject = changed.return_id.to_string();
    if (changed.status == orders::ReturnStatus::requested) {
        tell_vendor(tx, **found, "return_requested", subject, std::move(values));
    } else {
        tell_buyer(tx, **found, buyer_event_of(changed.status), subject, std::move(values));
    }
    return {};
}

} // namespace statybos::notifications
