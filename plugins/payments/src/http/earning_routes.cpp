#include "http/earning_routes.hpp"

#include "http/cursors.hpp"

namespace statybos::payments {
namespace {

Result<VendorId> own_vendor(const Ctx& ctx) {
    const auto vendor = ctx.vendor();
    return vendor ? Result<VendorId>(*vendor)
                  : Result<VendorId>(
                        Error(Errc::forbidden, "not_vendor", "this account sells nothing"));
}

} // namespace

void EarningRoutes::declare(Host& host) {
    Router router(host, *this, "earnings");
    router.get("/api/vendors/earnings", &EarningRoutes::list)
        .roles({"vendor"})
        .summary("What one has earned, order by order, newest first");
    router.get("/api/vendors/earnings/statement", &EarningRoutes::statement)
        .roles({"vendor"})
        .summary("A month's movements, from its opening to its closing balance");
}

Result<EarningList> EarningRoutes::list(Ctx& ctx, const EarningQuery& query) {
    const auto vendor = own_vendor(ctx);
    const auto after = id_of_cursor<OrderId>(query.cursor);
    if (!vendor || !after) {
        return vendor ? after.error() : vendor.error();
    }
    const EarningPage page = earnings_.list(ctx, *vendor, *after, query.limit);
    EarningList list{
        std::string(page.currency.code()), page.pending, page.payable, page.paid, {}, {}};
    for (const Earning& earning : page.earnings) {
        list.entries.push_back({earning.order_id, earning.order_number, earning.gross,
                                earning.commission, earning.commission_vat, earning.refunded,
                                earning.net, earning.status, earning.at});
    }
    if (page.next) {
        list.next_cursor = page.next->to_string();
    }
    return list;
}

Result<StatementView> EarningRoutes::statement(Ctx& ctx, const StatementQuery& query) {
    const auto vendor = own_vendor(ctx);
    if (!vendor) {
        return vendor.error();
    }
    if (!date_format.accepts(query.month + "-01")) {
        return Error(Errc::invalid, "validation_failed", "the input is not acceptable")
            .field("?month", "bad_format", "a month is written 2026-11");
    }
    const Statement statement = earnings_.statement(ctx, *vendor, query.month);
    const auto money = [&](std::int64_t minor) { return Money{minor, statement.currency}; };
    const VendorMovements& moved = statement.movements;
    return StatementView{query.month,
                         *vendor,
                         std::string(statement.currency.code()),
                         money(moved.opening),
                         money(moved.sales),
                         money(moved.refunds),
                         money(moved.commission),
                         money(moved.commission_vat),
                         money(moved.chargebacks),
                         money(moved.payouts),
                         money(moved.closing)};
}

} // namespace statybos::payments
