#include "store/payment_store.hpp"

#include <statybos/later.hpp>

#include "store/earning_columns.hpp"

namespace statybos::payments {
namespace {

constexpr std::string_view payment_columns =
    "p.id, p.purchase_id, p.purchase_number, p.gateway, p.currency, p.amount, p.status, "
    "p.authorized,"
    " p.captured, p.refunded, p.gateway_reference, p.redirect_url, p.decline_code, p.return_url,"
    " p.email, p.user_id, p.guest_token_hash, p.language, p.charge_started_at, p.closed,"
    " p.instructions, p.paid_to_vendor";

std::string select_payment(std::string_view rest) {
    return "SELECT " + std::string(payment_columns) + " FROM payments.payment p " +
           std::string(rest);
}

} // namespace

void PaymentStore::insert(Transaction& tx, const PaymentRequest& request, bool paid_to_vendor) {
    std::vector<OrderId> orders;
    std::vector<VendorId> vendors;
    std::vector<std::int64_t> amounts;
    for (const PaymentShare& share : request.shares) {
        orders.push_back(share.order_id);
        vendors.push_back(share.vendor_id);
        amounts.push_back(share.amount.minor);
    }
    execute_later(
        tx,
        "WITH made AS (INSERT INTO payments.payment (id, purchase_id, purchase_number, gateway,"
        " currency, amount, return_url, email, user_id, guest_token_hash, language,"
        " paid_to_vendor, charge_started_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $15, $16) RETURNING id)"
        " INSERT INTO payments.payment_share (payment_id, order_id, vendor_id, amount)"
        " SELECT made.id, s.* FROM made,"
        " unnest($12::uuid[], $13::uuid[], $14::bigint[]) AS s",
        request.payment_id, request.purchase_id, request.purchase_number, request.gateway,
        request.amount.currency.code(), request.amount.minor, request.return_url, request.email,
        request.user_id, request.guest_token_hash, request.language, orders, vendors, amounts,
        paid_to_vendor, request.charge_started_at);
}

std::optional<PaymentRow> PaymentStore::find(Session& session, PaymentId id) {
    static const std::string sql = select_payment("WHERE p.id = $1");
    return session.one<PaymentRow>(sql, id);
}

std::optional<PaymentId> PaymentStore::find_by_reference(Session& session, std::string_view gateway,
                                                         std::string_view reference) {
    return session.one<PaymentId>(
        "SELECT id FROM payments.payment WHERE gateway = $1 AND gateway_reference = $2", gateway,
        reference);
}

std::vector<PaymentRow> PaymentStore::find_many(Session& session,
                                                const std::vector<PaymentId>& ids) {
    static const std::string sql =
        select_payment("WHERE p.id = ANY ($1::uuid[]) ORDER BY array_position($1::uuid[], p.id)");
    return session.query<PaymentRow>(sql, ids);
}

std::optional<PaymentRow> PaymentStore::start_charge(Session& session, PaymentId id) {
    static const std::string sql = "UPDATE payments.payment p SET charge_started_at = now()"
                                   " WHERE p.id = $1 AND NOT p.closed RETURNING " +
                                   std::string(payment_columns);
    return session.one<PaymentRow>(sql, id);
}

bool PaymentStore::close_unless_charged(Transaction& tx, const PaymentRow& seen) {
    return tx.execute("UPDATE payments.payment SET closed = true WHERE id = $1 AND NOT closed"
                      " AND charge_started_at IS NOT DISTINCT FROM $2::timestamptz",
                      seen.id, seen.charge_started_at) == 1;
}

void PaymentStore::note(Session& session, PaymentId id,
                        const std::optional<std::string>& gateway_reference,
                        const std::vector<PaymentInstruction>& instructions) {
    session.execute(
        "UPDATE payments.payment SET gateway_reference = coalesce($2, gateway_reference),"
        " instructions = $3::jsonb, updated_at = now()"
        " WHERE id = $1 AND status = 'pending' AND NOT closed",
        id, gateway_reference, write_json(instructions));
}

std::optional<LockedPayment> PaymentStore::lock(Transaction& tx, PaymentId id) {
    static const std::string sql =
        "SELECT " + std::string(payment_columns) +
        ", (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', e.kind, 'amount', e.amount,"
        " 'id', e.gateway_event_id)), '[]')"
        " FROM payments.payment_event e WHERE e.payment_id = p.id),"
        " (SELECT jsonb_agg(jsonb_build_object('order_id', s.order_id, 'vendor_id', s.vendor_id,"
        " 'amount', s.amount, 'refunded', (SELECT coalesce(sum(r.amount), 0) FROM payments.refund r"
        " WHERE r.order_id = s.order_id AND r.status = 'succeeded' AND NOT r.voided))"
        " ORDER BY s.order_id)"
        " FROM payments.payment_share s WHERE s.payment_id = p.id),"
        " (SELECT coalesce(jsonb_agg(to_jsonb(x) ORDER BY x.order_id), '[]') FROM (SELECT " +
        std::string(earning_columns) + " FROM payments.earning e" + std::string(earning_refunds) +
        "WHERE e.payment_id = p.id) x) FROM payments.payment p WHERE p.id = $1";
    // A statement of its own: one that waits for the lock sees events and refunds as they were when
    // it began to wait. Sent together with the next, it costs no round trip.
    execute_later(tx, "SELECT FROM payments.payment WHERE id = $1 FOR UPDATE", id);
    return tx.one<LockedPayment>(sql, id);
}

std::optional<PaymentRow> PaymentStore::hold(Transaction& tx, PaymentId id) {
    static const std::string sql = select_payment("WHERE p.id = $1 FOR UPDATE");
    return tx.one<PaymentRow>(sql, id);
}

bool PaymentStore::add_event(Transaction& tx, const PaymentRow& payment, const NewEvent& event,
                             const Standing& standing, const Particulars& particulars) {
    static const std::string sql =
        "WITH added AS (INSERT INTO payments.payment_event"
        " (payment_id, gateway, gateway_event_id, kind, amount, currency, at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING payment_id)"
        " UPDATE payments.payment p SET status = $8, authorized = $9, captured = $10,"
        " refunded = $11, gateway_reference = coalesce($12, p.gateway_reference),"
        " redirect_url = $13, decline_code = coalesce($14, p.decline_code),"
        " closed = p.closed OR $15, updated_at = now() FROM added WHERE p.id = added.payment_id";
    const auto add = [&](auto run) {
        return run(payment.id, payment.gateway, event.gateway_event_id, event.kind,
                   event.amount.minor, event.amount.currency.code(), event.at, standing.status,
                   standing.authorized, standing.captured, standing.refunded,
                   particulars.gateway_reference, particulars.redirect_url,
                   particulars.decline_code, particulars.close);
    };
    if (event.is_ours) {
        add([&](const auto&... values) { execute_later(tx, sql, values...); });
        return true;
    }
    return add([&](const auto&... values) { return tx.execute(sql, values...); }) == 1;
}

std::vector<ChargebackSum> PaymentStore::chargebacks(Session& session) {
    return session.query<ChargebackSum>(
        "SELECT v.gateway, v.currency, sum(v.amount)::bigint FROM payments.payment_event v"
        " WHERE v.kind = 'chargeback' AND EXISTS (SELECT FROM payments.earning e"
        " WHERE e.payment_id = v.payment_id) GROUP BY v.gateway, v.currency");
}

} // namespace statybos::payments
