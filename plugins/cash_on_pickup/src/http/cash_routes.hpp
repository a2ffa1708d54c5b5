// /api/vendors/orders/{id}/cash and /api/admin/cash-on-pickup
#pragma once

#include <statybos/router.hpp>

#include "service/handovers.hpp"

namespace statybos::cash_on_pickup {

struct OrderPath {
    OrderId id;
};
STATYBOS_PARAMETERS(OrderPath, id)

struct HandoverView {
    OrderId order_id;
    Money amount;
};
STATYBOS_RECORD(HandoverView, order_id, amount)

struct CashRefundQuery {
    std::int32_t limit = 20;
    std::optional<CashRefundId> cursor;
};
STATYBOS_PARAMETERS(CashRefundQuery, limit, cursor)
STATYBOS_LIMITS(CashRefundQuery, range(&CashRefundQuery::limit, 1, 100),
                defaulted(&CashRefundQuery::limit))

struct CashRefundPath {
    CashRefundId id;
};
STATYBOS_PARAMETERS(CashRefundPath, id)

struct CashRefundView {
    CashRefundId id;
    PaymentId payment_id;
    Money amount;
    std::string reason;
    std::optional<Instant> sent_at;
    Instant created_at;
};
STATYBOS_RECORD(CashRefundView, id, payment_id, amount, reason, sent_at, created_at)

struct CashRefundList {
    std::vector<CashRefundView> items;
    std::optional<std::string> next_cursor;
};
STATYBOS_RECORD(CashRefundList, items, next_cursor)

class CashRoutes {
public:
    explicit CashRoutes(Handovers& handovers) : handovers_(handovers) {}
    void declare(Host& host);

private:
    Result<HandoverView> note(Ctx& ctx, const OrderPath& path, const Request& request);
    Result<CashRefundList> list(Ctx& ctx, const CashRefundQuery& query);
    Result<CashRefundView> mark_sent(Ctx& ctx, const CashRefundPath& path, const Request& request);

    Handovers& handovers_;
};

} // namespace statybos::cash_on_pickup
