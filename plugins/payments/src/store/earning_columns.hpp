// The columns of EarningRow, for the statements of several stores.
#pragma once

#include <string_view>

namespace statybos::payments {

/// To be selected from `earning_tables`.
inline constexpr std::string_view earning_columns =
    "e.order_id, e.payment_id, e.vendor_id, e.order_number, e.currency, e.amount, e.shipping,"
    " e.marketplace_discount, e.commission, e.commission_vat, e.captured, e.charged_back,"
    " r.refunded, r.refunded_items, r.taken, r.taken_items, e.captured_at, e.payable_from,"
    " e.payable_at IS NOT NULL AS payable, e.cancelled_at IS NOT NULL AS cancelled,"
    " (SELECT coalesce(jsonb_agg(jsonb_build_object('line_id', c.line_id, 'gross', c.gross,"
    " 'fee', c.fee, 'refunded', l.refunded, 'taken', l.taken) ORDER BY c.position), '[]')"
    " FROM payments.commission c CROSS JOIN LATERAL ("
    " SELECT coalesce(sum(x.amount) FILTER (WHERE f.status = 'succeeded' AND NOT f.voided), 0)"
    " AS refunded, coalesce(sum(x.amount) FILTER (WHERE f.status <> 'failed'"
    " AND (NOT f.voided OR e.captured = 0)), 0) AS taken"
    " FROM payments.refund_line x JOIN payments.refund f ON f.id = x.refund_id"
    " WHERE x.line_id = c.line_id) l WHERE c.order_id = e.order_id) AS lines";

/// Behind a table or CTE named `e` that has the columns of payments.earning. A refund that let an
/// authorization go gave nothing back; it stands in the way of others until a capture comes.
inline constexpr std::string_view earning_refunds =
    " CROSS JOIN LATERAL (SELECT"
    " coalesce(sum(f.amount) FILTER (WHERE f.status = 'succeeded' AND NOT f.voided), 0)::bigint"
    " AS refunded,"
    " coalesce(sum(f.items) FILTER (WHERE f.status = 'succeeded' AND NOT f.voided), 0)::bigint"
    " AS refunded_items,"
    " coalesce(sum(f.amount) FILTER (WHERE f.status <> 'failed'"
    " AND (NOT f.voided OR e.captured = 0)), 0)::bigint AS taken,"
    " coalesce(sum(f.items) FILTER (WHERE f.status <> 'failed'"
    " AND (NOT f.voided OR e.captured = 0)), 0)::bigint AS taken_items"
    " FROM payments.refund f WHERE f.order_id = e.order_id) r ";

/// Behind both: what payouts took of it.
inline constexpr std::string_view earning_payouts =
    " CROSS JOIN LATERAL (SELECT coalesce(sum(x.amount), 0)::bigint AS carried,"
    " coalesce(sum(x.amount) FILTER (WHERE o.status = 'sent'), 0)::bigint AS sent"
    " FROM payments.payout_entry x JOIN payments.payout o ON o.id = x.payout_id"
    " WHERE x.order_id = e.order_id AND o.status <> 'returned') w ";

} // namespace statybos::payments
