#include "http/ledger_routes.hpp"

#include "http/cursors.hpp"

namespace statybos::payments {
namespace {

LedgerTransactionView view_of(const LedgerTransactionRow& row) {
    LedgerTransactionView view{
        row.id, row.at, row.kind, {row.reference_type, row.reference_id}, {}};
    for (const LedgerEntryRow& entry : row.entries) {
        const Currency currency = Currency::parse(entry.currency).value_or(Currency());
        view.entries.push_back({entry.account, {entry.amount, currency}});
    }
    return view;
}

} // namespace

void LedgerRoutes::declare(Host& host) {
    Router router(host, *this, "ledger");
    router.get("/api/admin/ledger", &LedgerRoutes::list)
        .roles({"admin", "support"})
        .summary("Ledger transactions, newest first; of one account by ?account=");
}

Result<LedgerPage> LedgerRoutes::list(Ctx& ctx, const LedgerQuery& query) {
    const auto after = id_of_cursor<LedgerTransactionId>(query.cursor);
    if (!after) {
        return after.error();
    }
    Session session(ctx);
    auto rows = ledger_.list(session, query.account, *after, query.limit + 1);
    LedgerPage page;
    if (rows.size() > static_cast<std::size_t>(query.limit)) {
        rows.pop_back();
        page.next_cursor = rows.back().id.to_string();
    }
    for (const LedgerTransactionRow& row : rows) {
        page.items.push_back(view_of(row));
    }
    return page;
}

} // namespace statybos::payments
