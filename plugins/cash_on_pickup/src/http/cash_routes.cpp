#include "http/cash_routes.hpp"

namespace statybos::cash_on_pickup {
namespace {

CashRefundView view_of(const CashRefundRow& refund) {
    return {refund.id,     refund.payment_id, refund.money(),
            refund.reason, refund.sent_at,    refund.created_at};
}

} // namespace

void CashRoutes::declare(Host& host) {
    Router router(host, *this, "cash-on-pickup");
    router.post("/api/vendors/orders/{id}/cash", &CashRoutes::note)
        .roles({"vendor", "admin"})
        .raw_body()
        .summary("The buyer has paid at the counter");
    router.get("/api/admin/cash-on-pickup/refunds", &CashRoutes::list)
        .roles({"admin", "support"})
        .summary("Refunds of cash that wait for the operator");
    router.post("/api/admin/cash-on-pickup/refunds/{id}/sent", &CashRoutes::mark_sent)
        .roles({"admin"})
        .raw_body()
        .summary("A refund of cash was sent to the buyer");
}

Result<HandoverView> CashRoutes::note(Ctx& ctx, const OrderPath& path, const Request&) {
    const auto handover = handovers_.note(ctx, path.id);
    return handover ? Result<HandoverView>(HandoverView{handover->order_id, handover->amount})
                    : Result<HandoverView>(handover.error());
}

Result<CashRefundList> CashRoutes::list(Ctx& ctx, const CashRefundQuery& query) {
    auto rows = handovers_.waiting(ctx, query.cursor, query.limit + 1);
    CashRefundList list;
    if (rows.size() > static_cast<std::size_t>(query.limit)) {
        rows.pop_back();
        list.next_cursor = rows.back().id.to_string();
    }
    for (const CashRefundRow& row : rows) {
        list.items.push_back(view_of(row));
    }
    return list;
}

Result<CashRefundView> CashRoutes::mark_sent(Ctx& ctx, const CashRefundPath& path, const Request&) {
    const auto sent = handovers_.mark_sent(ctx, path.id);
    return sent ? Result<CashRefundView>(view_of(*sent)) : Result<CashRefundView>(sent.error());
}

} // namespace statybos::cash_on_pickup
