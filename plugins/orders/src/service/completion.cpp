#include "service/completion.hpp"

#include <statybos/orders/events.hpp>

#include "service/transition_rules.hpp"

namespace statybos::orders {
namespace {

constexpr std::int32_t orders_a_round = 100;

} // namespace

Result<void> Completion::run(Ctx ctx, std::int64_t after_ms) {
    Session session(ctx);
    for (const OrderId& id : orders_.handed_over(session, after_ms, orders_a_round)) {
        if (auto done = complete(ctx, id); !done) {
            return done;
        }
    }
    return {};
}

Result<void> Completion::complete(Ctx ctx, OrderId id) {
    const auto table = transitions_(ctx).table(ctx);
    if (!table) {
        return table.error();
    }
    return transact(ctx, [&](Transaction& tx) -> Result<void> {
        const auto seen = orders_.find(tx, id).value();
        purchases_.lock(tx, seen.purchase_id);
        const auto order = orders_.find(tx, id).value();
        if (judge(*table, order.status, OrderStatus::completed, Actor::system) !=
            Verdict::allowed) {
            return {};
        }
        orders_.move(tx, id, OrderStatus::completed, std::nullopt);
        orders_.note(tx, id, OrderStatus::completed, Actor::system, std::nullopt, std::nullopt);
        tx.publish(OrderStatusChanged{order.id, order.purchase_id, order.vendor_id, order.user_id,
                                      order.status, OrderStatus::completed, order.tracking_number,
                                      Actor::system, std::nullopt});
        return {};
    });
}

} // namespace statybos::orders
