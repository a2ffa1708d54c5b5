#include "service/returns.hpp"

#include <algorithm>

#include <statybos/secrets.hpp>

#include "service/order_access.hpp"

namespace statybos::orders {
namespace {

Error no_such_return() {
    return Error(Errc::not_found, "not_found", "there is no such return");
}

Result<void> check(const ReturnRow& row, ReturnStatus to) {
    const auto next = next_of(row.status);
    if (std::find(next.begin(), next.end(), to) != next.end()) {
        return {};
    }
    return Error(Errc::conflict, "invalid_transition",
                 "a return that is " + std::string(enum_name(row.status)) + " does not go there")
        .member("allowed", write_json(next));
}

} // namespace

Result<OrderRow> Returns::visible(Session& session, std::string_view order,
                                  std::string_view purchase_token) {
    const auto id = OrderId::parse(order);
    auto found = id ? orders_.find(session, *id) : std::nullopt;
    return found && may_see(session.ctx(), *found, purchase_token)
               ? Result<OrderRow>(std::move(*found))
               : Result<OrderRow>(no_such_order());
}

Result<ReturnRow> Returns::request(Ctx ctx, std::string_view order, std::string_view purchase_token,
                                   const std::vector<LineQuantity>& lines,
                                   const std::string& reason) {
    return transact(ctx, [&](Transaction& tx) -> Result<ReturnRow> {
        auto seen = visible(tx, order, purchase_token);
        if (!seen) {
            return seen.error();
        }
        if (!actors_of(ctx, *seen, purchase_token).has(Actor::buyer)) {
            return Error(Errc::forbidden, "forbidden", "only who bought it sends it back");
        }
        purchases_.lock(tx, seen->purchase_id);
        const auto bought = orders_.find(tx, seen->id).value();
        if (auto fits = check_return(bought, lines); !fits) {
            return fits.error();
        }
        ReturnRow row;
        row.id = new_id<ReturnId>(host_);
        row.order_id = bought.id;
        row.vendor_id = bought.vendor_id;
        row.reason = reason;
        for (const LineQuantity& line : lines) {
            row.lines.push_back({line.line_id, line.quantity});
        }
        store_.insert(tx, row);
        return settle(tx, bought, row.id, {ReturnStatus::requested, {}, Actor::buyer, {}});
    });
}

Result<ReturnRow> Returns::move(Ctx ctx, ReturnId id, const ReturnMove& move) {
    return transact(ctx, [&](Transaction& tx) -> Result<ReturnRow> {
        auto row = store_.find(tx, id);
        const auto order = row ? orders_.find(tx, row->order_id) : std::nullopt;
        if (!order || !may_see(ctx, *order, {})) {
            return no_such_return();
        }
        const Actors actors = actors_of(ctx, *order, {});
        if (!actors.meet(Actors(Actor::vendor) | Actor::admin)) {
            return Error(Errc::forbidden, "forbidden_transition", "this is the vendor's to decide");
        }
        if (move.to == ReturnStatus::refunded) {
            if (const auto held = refunds_.hold(tx, order->id); !held) {
                return held.error();
            }
        }
        purchases_.lock(tx, order->purchase_id);
        row = store_.find(tx, id);
        if (row->status == move.to) {
            return std::move(*row);
        }
        if (auto fits = check(*row, move.to); !fits) {
            return fits.error();
        }
        const Actor by = actors.has(Actor::vendor) ? Actor::vendor : Actor::admin;
        std::optional<RefundId> refund_id;
        if (!is_open(move.to)) {
            store_.close(tx, id);
        }
        if (move.to == ReturnStatus::refunded) {
            const auto given = refund(tx, *row, by, move.restock);
            if (!given) {
                return given.error();
            }
            refund_id = given->id;
        }
        store_.move(tx, id, move.to, refund_id);
        return settle(tx, *order, id, {move.to, {}, by, move.note});
    });
}

Result<RefundRow> Returns::refund(Transaction& tx, const ReturnRow& row, Actor by, bool restock) {
    const auto order = orders_.find(tx, row.order_id).value();
    const auto held = refunds_.hold(tx, order.id);
    if (!held) {
        return held.error();
    }
    std::vector<LineQuantity> lines;
    for (const ReturnLineRow& line : row.lines) {
        lines.push_back({line.line_id, line.quantity});
    }
    const auto plan = plan_lines(order, money_left(order, *held), lines);
    return plan ? refunds_.give(tx, order, *plan, {by, tx.ctx().user(), row.reason, restock})
                : Result<RefundRow>(plan.error());
}

ReturnRow Returns::settle(Transaction& tx, const OrderRow& order, ReturnId id,
                          const ReturnStatusChange& change) {
    store_.note(tx, id, change, tx.ctx().user());
    tx.publish(ReturnChanged{id, order.id, order.purchase_id, order.vendor_id, order.user_id,
                             change.status, change.note});
    return store_.find(tx, id).value();
}

Result<ReturnRow> Returns::show(Ctx ctx, ReturnId id, std::string_view purchase_token) {
    Session session(ctx);
    auto row = store_.find(session, id);
    if (!row || !visible(session, row->order_id.to_string(), purchase_token)) {
        return no_such_return();
    }
    return std::move(*row);
}

Result<std::vector<ReturnRow>> Returns::of_order(Ctx ctx, std::string_view order,
                                                 std::string_view purchase_token) {
    Session session(ctx);
    const auto seen = visible(session, order, purchase_token);
    return seen ? Result<std::vector<ReturnRow>>(store_.of_order(session, seen->id))
                : Result<std::vector<ReturnRow>>(seen.error());
}

std::vector<ReturnRow> Returns::of_vendor(Ctx ctx, VendorId vendor, std::optional<ReturnId> after,
                                          std::int32_t limit) {
    Session session(ctx);
    return store_.of_vendor(session, vendor, after, limit);
}

} // namespace statybos::orders
