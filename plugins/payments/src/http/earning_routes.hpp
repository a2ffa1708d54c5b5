// /api/vendors/earnings
#pragma once

#include <statybos/router.hpp>

#include "service/earnings.hpp"

namespace statybos::payments {

struct EarningQuery {
    std::int32_t limit = 20;
    std::optional<std::string> cursor;
};
STATYBOS_PARAMETERS(EarningQuery, limit, cursor)
STATYBOS_LIMITS(EarningQuery, range(&EarningQuery::limit, 1, 100), defaulted(&EarningQuery::limit),
                length(&EarningQuery::cursor, 1, 100))

struct EarningView {
    OrderId order_id;
    std::string order_number;
    Money gross;
    Money commission;
    Money commission_vat;
    Money refunded;
    Money net;
    EarningStatus status = EarningStatus::pending;
    Instant at;
};
STATYBOS_RECORD(EarningView, order_id, order_number, gross, commission, commission_vat, refunded,
                net, status, at)

struct EarningList {
    std::string currency;
    Money pending;
    Money payable;
    Money paid;
    std::vector<EarningView> entries;
    std::optional<std::string> next_cursor;
};
STATYBOS_RECORD(EarningList, currency, pending, payable, paid, entries, next_cursor)

struct StatementQuery {
    std::string month;
};
STATYBOS_PARAMETERS(StatementQuery, month)
STATYBOS_LIMITS(StatementQuery, length(&StatementQuery::month, 7, 7))

/// closing = opening + sales - refunds - commission - commission_vat - chargebacks - payouts
struct StatementView {
    std::string month;
    VendorId vendor_id;
    std::string currency;
    Money opening;
    Money sales;
    Money refunds;
    Money commission;
    Money commission_vat;
    Money chargebacks;
    Money payouts;
    Money closing;
};
STATYBOS_RECORD(StatementView, month, vendor_id, currency, opening, sales, refunds, commission,
                commission_vat, chargebacks, payouts, closing)

class EarningRoutes {
public:
    explicit EarningRoutes(Earnings& earnings) : earnings_(earnings) {}
    void declare(Host& host);

private:
    Result<EarningList> list(Ctx& ctx, const EarningQuery& query);
    Result<StatementView> statement(Ctx& ctx, const StatementQuery& query);

    Earnings& earnings_;
};

} // namespace statybos::payments
