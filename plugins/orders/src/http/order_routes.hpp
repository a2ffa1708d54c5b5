// /api/orders and the lists of vendors and operators.
#pragma once

#include <statybos/router.hpp>

#include "http/views.hpp"
#include "service/orders.hpp"

namespace statybos::orders {

struct OrderPath {
    std::string id;
};
STATYBOS_PARAMETERS(OrderPath, id)
STATYBOS_LIMITS(OrderPath, length(&OrderPath::id, 1, 100))

struct OrderListQuery {
    std::int32_t limit = 20;
    std::optional<std::string> cursor;
    std::optional<OrderStatus> status;
};
STATYBOS_PARAMETERS(OrderListQuery, limit, cursor, status)
STATYBOS_LIMITS(OrderListQuery, range(&OrderListQuery::limit, 1, 100),
                defaulted(&OrderListQuery::limit))

struct OrderStatusQuery {
    std::string number;
    std::string email;
};
STATYBOS_PARAMETERS(OrderStatusQuery, number, email)
STATYBOS_LIMITS(OrderStatusQuery, length(&OrderStatusQuery::number, 1, 60),
                length(&OrderStatusQuery::email, 1, 254))

struct OrderStatusBody {
    OrderStatus status = OrderStatus::pending;
    std::optional<std::string> note;
    std::optional<std::string> tracking_number;
};
STATYBOS_RECORD(OrderStatusBody, status, note, tracking_number)
STATYBOS_LIMITS(OrderStatusBody, length(&OrderStatusBody::note, 0, 2000),
                length(&OrderStatusBody::tracking_number, 1, 100))

class OrderRoutes {
public:
    explicit OrderRoutes(Orders& orders) : orders_(orders) {}
    void declare(Host& host);

private:
    Result<OrderList> list_own(Ctx& ctx, const OrderListQuery& query);
    Result<OrderList> list_of_vendor(Ctx& ctx, const OrderListQuery& query);
    Result<OrderList> list_all(Ctx& ctx, const OrderListQuery& query);
    Result<OrderList> list(Ctx& ctx, OrderFilter filter, const OrderListQuery& query);
    Result<OrderStatusView> look_up(Ctx& ctx, const OrderStatusQuery& query);
    Result<Explanation> explain(Ctx& ctx, const OrderPath& path);
    Result<Answer<OrderView>> show(Ctx& ctx, const OrderPath& path, const Request& request);
    Result<OrderView> move(Ctx& ctx, const OrderPath& path, const OrderStatusBody& body,
                           const Request& request);

    Orders& orders_;
};

} // namespace statybos::orders
