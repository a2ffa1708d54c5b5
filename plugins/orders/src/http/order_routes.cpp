#include "http/order_routes.hpp"

#include "http/cursors.hpp"

namespace statybos::orders {
void OrderRoutes::declare(Host& host) {
    Router router(host, *this, "orders");
    router.get("/api/orders", &OrderRoutes::list_own)
        .access(Access::signed_in)
        .summary("One's own orders, newest first");
    router.get("/api/orders/status", &OrderRoutes::look_up)
        .access(Access::anyone)
        .summary("Where an order stands, by its number and the buyer's e-mail address");
    router.get("/api/orders/{id}", &OrderRoutes::show)
        .access(Access::anyone)
        .summary(
            "One order: of its buyer, its vendor, an operator, or a guest by X-Purchase-Token");
    router.post("/api/orders/{id}/status", &OrderRoutes::move)
        .access(Access::anyone)
        .repeatable()
        .summary("Move an order to another status");
    router.get("/api/vendors/orders", &OrderRoutes::list_of_vendor)
        .roles({"vendor"})
        .summary("What was ordered from one, newest first");
    router.get("/api/admin/orders", &OrderRoutes::list_all)
        .roles({"admin", "support"})
        .summary("All orders, newest first");
    router.get("/api/admin/orders/{id}/explain", &OrderRoutes::explain)
        .roles({"admin", "support"})
        .summary("How each total of an order came about, step by step");
}

Result<OrderList> OrderRoutes::list(Ctx& ctx, OrderFilter filter, const OrderListQuery& query) {
    const auto after = id_of_cursor<OrderId>(query.cursor);
    if (!after) {
        return after.error();
    }
    filter.status = query.status;
    const auto rows = orders_.list(ctx, filter, *after, query.limit + 1);
    const auto limit = static_cast<std::size_t>(query.limit);
    OrderList list;
    for (std::size_t i = 0; i < rows.size() && i < limit; ++i) {
        list.items.push_back(view_of(rows[i]));
    }
    if (rows.size() > limit) {
        list.next_cursor = to_base64url(rows[limit - 1].id.to_string());
    }
    return list;
}

Result<OrderList> OrderRoutes::list_own(Ctx& ctx, const OrderListQuery& query) {
    return list(ctx, {ctx.require_user(), std::nullopt, std::nullopt}, query);
}

Result<OrderList> OrderRoutes::list_of_vendor(Ctx& ctx, const OrderListQuery& query) {
    const auto vendor = ctx.vendor();
    if (!vendor) {
        return Error(Errc::forbidden, "not_vendor", "this account sells nothing");
    }
    return list(ctx, {std::nullopt, vendor, std::nullopt}, query);
}

Result<OrderList> OrderRoutes::list_all(Ctx& ctx, const OrderListQuery& query) {
    return list(ctx, {}, query);
}

Result<OrderStatusView> OrderRoutes::look_up(Ctx& ctx, const OrderStatusQuery& query) {
    const auto order = orders_.look_up(ctx, query.number, query.email);
    return order ? Result<OrderStatusView>(status_view_of(*order))
                 : Result<OrderStatusView>(order.error());
}

Result<Answer<OrderView>> OrderRoutes::show(Ctx& ctx, const OrderPath& path,
                                            const Request& request) {
    const std::string_view token = request.header("X-Purchase-Token");
    const auto order = orders_.show(ctx, path.id, token);
    if (!order) {
        return order.error();
    }
    OrderView view = view_of(*order);
    view.shipping.collection_code = orders_.collection_code(ctx, *order, token);
    return Answer<OrderView>(std::move(view)).header("Cache-Control", "private, no-cache");
}

Result<Explanation> OrderRoutes::explain(Ctx& ctx, const OrderPath& path) {
    return orders_.explain(ctx, path.id);
}

Result<OrderView> OrderRoutes::move(Ctx& ctx, const OrderPath& path, const OrderStatusBody& body,
                                    const Request& request) {
    const auto order = orders_.move(ctx, path.id, request.header("X-Purchase-Token"),
                                    {body.status, body.note, body.tracking_number});
    return order ? Result<OrderView>(view_of(*order)) : Result<OrderView>(order.error());
}

} // namespace statybos::orders
