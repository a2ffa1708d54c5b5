#include "store/earning_store.hpp"

#include <statybos/later.hpp>

#include "store/earning_columns.hpp"

namespace statybos::payments {
namespace {

std::string select_earning(std::string_view tables, std::string_view rest) {
    return "SELECT " + std::string(earning_columns) + std::string(tables) +
           std::string(earning_refunds) + std::string(rest);
}

template <class T>
Json json_of(const std::vector<T>& rows) {
    return Json::trusted(write_json(rows));
}

} // namespace

void EarningStore::insert(Transaction& tx, const std::vector<NewEarning>& earnings,
                          const std::vector<NewCommission>& commissions) {
    execute_later(
        tx,
        "WITH made AS (INSERT INTO payments.earning (order_id, payment_id, vendor_id, order_number,"
        " currency, amount, shipping, marketplace_discount, commission, commission_vat)"
        " SELECT order_id, payment_id, vendor_id, order_number, currency, amount, shipping,"
        " marketplace_discount, commission, commission_vat"
        " FROM jsonb_populate_recordset(NULL::payments.earning, $1::jsonb))"
        " INSERT INTO payments.commission (line_id, order_id, position, product_id, rule_id, rate,"
        " net, gross, fee) SELECT line_id, order_id, position, product_id, rule_id, rate, net,"
        " gross, fee FROM jsonb_populate_recordset(NULL::payments.commission, $2::jsonb)",
        json_of(earnings), json_of(commissions));
}

std::optional<EarningRow> EarningStore::find(Session& session, OrderId order) {
    static const std::string sql =
        select_earning(" FROM payments.earning e", "WHERE e.order_id = $1");
    return session.one<EarningRow>(sql, order);
}

std::vector<EarningRow> EarningStore::of_payment(Session& session, PaymentId payment) {
    static const std::string sql =
        select_earning(" FROM payments.earning e", "WHERE e.payment_id = $1 ORDER BY e.order_id");
    return session.query<EarningRow>(sql, payment);
}

std::vector<CarriedEarning> EarningStore::of_vendor(Session& session, VendorId vendor,
                                                    const std::optional<OrderId>& after,
                                                    std::int32_t limit) {
    static const std::string sql = "SELECT " + std::string(earning_columns) +
                                   ", w.carried, w.sent FROM payments.earning e" +
                                   std::string(earning_refunds) + std::string(earning_payouts) +
                                   "WHERE e.vendor_id = $1 AND e.captured_at IS NOT NULL AND "
                                   "($2::uuid IS NULL OR e.order_id < $2)"
                                   " ORDER BY e.order_id DESC LIMIT $3";
    return session.query<CarriedEarning>(sql, vendor, after, limit);
}

std::vector<GatewayEarning> EarningStore::all(Session& session, const std::optional<OrderId>& after,
                                              std::int32_t limit) {
    static const std::string sql =
        "SELECT " + std::string(earning_columns) +
        ", p.gateway FROM payments.payment p JOIN payments.earning e ON e.payment_id = p.id" +
        std::string(earning_refunds) +
        "WHERE $1::uuid IS NULL OR e.order_id > $1 ORDER BY e.order_id LIMIT $2";
    return session.query<GatewayEarning>(sql, after, limit);
}

void EarningStore::capture(Transaction& tx, const ShareAmounts& captured, Instant at) {
    execute_later(tx,
                  "UPDATE payments.earning SET captured = c.amount,"
                  " captured_at = coalesce(captured_at, $3)"
                  " FROM unnest($1::uuid[], $2::bigint[]) AS c(id, amount) WHERE order_id = c.id",
                  captured.orders, captured.amounts, at);
}

bool EarningStore::cancel_free(Transaction& tx, OrderId order, Instant at) {
    execute_later(tx,
                  "SELECT FROM payments.payment WHERE id = (SELECT payment_id"
                  " FROM payments.earning WHERE order_id = $1 AND amount = 0) FOR UPDATE",
                  order);
    return tx.execute("UPDATE payments.earning SET cancelled_at = $2"
                      " WHERE order_id = $1 AND amount = 0 AND cancelled_at IS NULL",
                      order, at) == 1;
}

void EarningStore::charge_back(Transaction& tx, const ShareAmounts& charged) {
    execute_later(tx,
                  "UPDATE payments.earning SET charged_back = charged_back + c.amount"
                  " FROM unnest($1::uuid[], $2::bigint[]) AS c(id, amount) WHERE order_id = c.id",
                  charged.orders, charged.amounts);
}

std::optional<HeldMoney> EarningStore::lock_payment_of(Transaction& tx, OrderId order) {
    return tx.one<HeldMoney>("SELECT p.id, p.authorized, p.captured FROM payments.payment p"
                             " JOIN payments.earning e ON e.payment_id = p.id"
                             " WHERE e.order_id = $1 FOR UPDATE OF p",
                             order);
}

bool EarningStore::complete(Transaction& tx, OrderId order, Instant payable_from) {
    return tx.execute("UPDATE payments.earning SET payable_from = $2"
                      " WHERE order_id = $1 AND payable_from IS NULL",
                      order, payable_from) == 1;
}

bool EarningStore::make_payable(Transaction& tx, OrderId order, Instant at) {
    return tx.execute("UPDATE payments.earning SET payable_at = $2"
                      " WHERE order_id = $1 AND payable_at IS NULL AND payable_from <= $2",
                      order, at) == 1;
}

std::vector<OrderId> EarningStore::due(Session& session, Instant now, std::int32_t limit) {
    return session.query<OrderId>(
        "SELECT order_id FROM payments.earning WHERE payable_from <= $1 AND payable_at IS NULL"
        " ORDER BY payable_from LIMIT $2",
        now, limit);
}

} // namespace statybos::payments
