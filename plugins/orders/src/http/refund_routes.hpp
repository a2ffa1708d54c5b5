// /api/orders/{id}/refunds and /api/orders/{id}/returns
#pragma once

#include <statybos/router.hpp>

#include "http/order_routes.hpp"
#include "service/orders.hpp"
#include "service/returns.hpp"

namespace statybos::orders {

struct RefundBody {
    std::optional<Money> amount;
    std::optional<std::vector<LineQuantity>> lines;
    std::string reason;
    std::optional<bool> restock;
};
STATYBOS_RECORD(RefundBody, amount, lines, reason, restock)
STATYBOS_LIMITS(RefundBody, items(&RefundBody::lines, 1, 100), length(&RefundBody::reason, 1, 2000))

struct RefundLineView {
    LineId line_id;
    Quantity quantity;
    Money amount;
    Money vat;
};
STATYBOS_RECORD(RefundLineView, line_id, quantity, amount, vat)

struct RefundView {
    RefundId id;
    OrderId order_id;
    Money amount;
    Money vat;
    Money shipping; ///< the part of the amount that is delivery
    std::vector<RefundLineView> lines;
    std::string reason;
    bool restocked = false;
    payments::RefundState status = payments::RefundState::pending;
    Instant created_at;
};
STATYBOS_RECORD(RefundView, id, order_id, amount, vat, shipping, lines, reason, restocked, status,
                created_at)

struct RefundList {
    std::vector<RefundView> items;
    std::optional<std::string> next_cursor;
};
STATYBOS_RECORD(RefundList, items, next_cursor)

struct ReturnBody {
    std::vector<LineQuantity> lines;
    std::string reason;
};
STATYBOS_RECORD(ReturnBody, lines, reason)
STATYBOS_LIMITS(ReturnBody, items(&ReturnBody::lines, 1, 100), length(&ReturnBody::reason, 1, 2000))

struct ReturnStatusBody {
    ReturnStatus status = ReturnStatus::accepted;
    std::optional<std::string> note;
    std::optional<bool> restock;
};
STATYBOS_RECORD(ReturnStatusBody, status, note, restock)
STATYBOS_LIMITS(ReturnStatusBody, length(&ReturnStatusBody::note, 0, 2000))

struct ReturnPath {
    ReturnId id;
};
STATYBOS_PARAMETERS(ReturnPath, id)

struct ReturnListQuery {
    std::int32_t limit = 20;
    std::optional<std::string> cursor;
};
STATYBOS_PARAMETERS(ReturnListQuery, limit, cursor)
STATYBOS_LIMITS(ReturnListQuery, range(&ReturnListQuery::limit, 1, 100),
                defaulted(&ReturnListQuery::limit))

struct ReturnList {
    std::vector<ReturnRow> items;
    std::optional<std::string> next_cursor;
};
STATYBOS_RECORD(ReturnList, items, next_cursor)

class RefundRoutes {
public:
    RefundRoutes(Orders& orders, Returns& returns) : orders_(orders), returns_(returns) {}
    void declare(Host& host);

private:
    Result<RefundView> refund(Ctx& ctx, const OrderPath& path, const RefundBody& body,
                              const Request& request);
    Result<RefundList> list_refunds(Ctx& ctx, const OrderPath& path, const Request& request);
    Result<ReturnRow> request_return(Ctx& ctx, const OrderPath& path, const ReturnBody& body,
                                     const Request& request);
    Result<ReturnList> list_returns(Ctx& ctx, const OrderPath& path, const Request& request);
    Result<ReturnRow> show_return(Ctx& ctx, const ReturnPath& path, const Request& request);
    Result<ReturnRow> move_return(Ctx& ctx, const ReturnPath& path, const ReturnStatusBody& body);
    Result<ReturnList> list_of_vendor(Ctx& ctx, const ReturnListQuery& query);

    Orders& orders_;
    Returns& returns_;
};

} // namespace statybos::orders
