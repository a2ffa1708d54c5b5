// /api/admin/ledger
#pragma once

#include <statybos/router.hpp>

#include "store/ledger_store.hpp"

namespace statybos::payments {

struct LedgerQuery {
    std::optional<std::string> account;
    std::int32_t limit = 20;
    std::optional<std::string> cursor;
};
STATYBOS_PARAMETERS(LedgerQuery, account, limit, cursor)
STATYBOS_LIMITS(LedgerQuery, length(&LedgerQuery::account, 1, 200),
                range(&LedgerQuery::limit, 1, 100), defaulted(&LedgerQuery::limit),
                length(&LedgerQuery::cursor, 1, 100))

struct ReferenceView {
    ReferenceType type = ReferenceType::payment;
    Uuid id;
};
STATYBOS_RECORD(ReferenceView, type, id)

struct LedgerEntryView {
    std::string account;
    Money amount;
};
STATYBOS_RECORD(LedgerEntryView, account, amount)

struct LedgerTransactionView {
    LedgerTransactionId id;
    Instant at;
    LedgerKind kind = LedgerKind::capture;
    ReferenceView reference;
    std::vector<LedgerEntryView> entries;
};
STATYBOS_RECORD(LedgerTransactionView, id, at, kind, reference, entries)

struct LedgerPage {
    std::vector<LedgerTransactionView> items;
    std::optional<std::string> next_cursor;
};
STATYBOS_RECORD(LedgerPage, items, next_cursor)

class LedgerRoutes {
public:
    explicit LedgerRoutes(LedgerStore& ledger) : ledger_(ledger) {}
    void declare(Host& host);

private:
    Result<LedgerPage> list(Ctx& ctx, const LedgerQuery& query);

    LedgerStore& ledger_;
};

} // namespace statybos::payments
