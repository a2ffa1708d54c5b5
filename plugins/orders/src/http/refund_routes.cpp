#include "http/refund_routes.hpp"

#include "http/cursors.hpp"

namespace statybos::orders {
namespace {

constexpr const char* purchase_token = "X-Purchase-Token";

RefundView view_of(const RefundRow& refund) {
    RefundView view;
    view.id = refund.id;
    view.order_id = refund.order_id;
    view.amount = refund.amount;
    view.vat = refund.money(refund.vat);
    view.shipping = refund.money(refund.shipping);
    for (const RefundLineRow& line : refund.lines) {
        view.lines.push_back(
            {line.line_id, line.quantity, refund.money(line.amount), refund.money(line.vat)});
    }
    view.reason = refund.reason;
    view.restocked = refund.restocked;
    view.status = refund.status;
    view.created_at = refund.created_at;
    return view;
}

} // namespace

void RefundRoutes::declare(Host& host) {
    Router router(host, *this, "refunds and returns");
    router.post("/api/orders/{id}/refunds", &RefundRoutes::refund)
        .access(Access::signed_in)
        .status(201)
        .idempotent()
        .repeatable()
        .summary("Give money back: an amount, quantities of lines, or all that is left");
    router.get("/api/orders/{id}/refunds", &RefundRoutes::list_refunds)
        .access(Access::anyone)
        .summary("What of an order went back to its buyer");
    router.post("/api/orders/{id}/returns", &RefundRoutes::request_return)
        .access(Access::anyone)
        .status(201)
        .idempotent(purchase_token)
        .repeatable()
        .summary("Ask to send goods back");
    router.get("/api/orders/{id}/returns", &RefundRoutes::list_returns)
        .access(Access::anyone)
        .summary("What of an order its buyer wants to send back");
    router.get("/api/returns/{id}", &RefundRoutes::show_return)
        .access(Access::anyone)
        .summary("One return");
    router.post("/api/returns/{id}/status", &RefundRoutes::move_return)
        .access(Access::signed_in)
        .repeatable()
        .summary("Accept, reject, receive or refund a return");
    router.get("/api/vendors/returns", &RefundRoutes::list_of_vendor)
        .roles({"vendor"})
        .summary("What buyers want to send back to one, newest first");
}

Result<RefundView> RefundRoutes::refund(Ctx& ctx, const OrderPath& path, const RefundBody& body,
                                        const Request& request) {
    const auto given =
        orders_.refund(ctx, path.id,
                       {body.amount, body.lines, body.reason, body.restock.value_or(false),
                        std::string(request.idempotency_key())});
    return given ? Result<RefundView>(view_of(*given)) : Result<RefundView>(given.error());
}

Result<RefundList> RefundRoutes::list_refunds(Ctx& ctx, const OrderPath& path,
                                              const Request& request) {
    const auto rows = orders_.refunds(ctx, path.id, request.header(purchase_token));
    if (!rows) {
        return rows.error();
    }
    RefundList list;
    for (const RefundRow& row : *rows) {
        list.items.push_back(view_of(row));
    }
    return list;
}

Result<ReturnRow> RefundRoutes::request_return(Ctx& ctx, const OrderPath& path,
                                               const ReturnBody& body, const Request& request) {
    return returns_.request(ctx, path.id, request.header(purchase_token), body.lines, body.reason);
}

Result<ReturnList> RefundRoutes::list_returns(Ctx& ctx, const OrderPath& path,
                                              const Request& request) {
    auto rows = returns_.of_order(ctx, path.id, request.header(purchase_token));
    return rows ? Result<ReturnList>(ReturnList{std::move(*rows), std::nullopt})
                : Result<ReturnList>(rows.error());
}

Result<ReturnRow> RefundRoutes::show_return(Ctx& ctx, const ReturnPath& path,
                                            const Request& request) {
    return returns_.show(ctx, path.id, request.header(purchase_token));
}

Result<ReturnRow> RefundRoutes::move_return(Ctx& ctx, const ReturnPath& path,
                                            const ReturnStatusBody& body) {
    return returns_.move(ctx, path.id, {body.status, body.note, body.restock.value_or(false)});
}

Result<ReturnList> RefundRoutes::list_of_vendor(Ctx& ctx, const ReturnListQuery& query) {
    const auto vendor = ctx.vendor();
    if (!vendor) {
        return Error(Errc::forbidden, "not_vendor", "this account sells nothing");
    }
    const auto after = id_of_cursor<ReturnId>(query.cursor);
    if (!after) {
        return after.error();
    }
    ReturnList list;
    list.items = returns_.of_vendor(ctx, *vendor, *after, query.limit + 1);
    if (list.items.size() > static_cast<std::size_t>(query.limit)) {
        list.items.pop_back();
        list.next_cursor = to_base64url(list.items.back().id.to_string());
    }
    return list;
}

} // namespace statybos::orders
