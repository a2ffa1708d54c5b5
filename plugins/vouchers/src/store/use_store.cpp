#include "store/use_store.hpp"

namespace statybos::vouchers {

Taken UseStore::take(Transaction& tx, PurchaseId purchase, const orders::VoucherUse& use,
                     const std::vector<std::string>& customers, Instant now) {
    // The conditions stand in the statement that counts: they are judged on the rows as their locks
    // found them, so that of two buyers of the last use the second finds them false.
    return tx.single<Taken>(
        "WITH taken AS (UPDATE vouchers.voucher SET used = used + 1"
        " WHERE id = $2 AND deleted_at IS NULL AND (starts_at IS NULL OR starts_at <= $7)"
        " AND (ends_at IS NULL OR ends_at > $7) AND (limit_total IS NULL OR used < limit_total)"
        " RETURNING limit_per_customer),"
        " counted AS (INSERT INTO vouchers.customer AS c (voucher_id, customer, used)"
        " SELECT $2, customer, 1 FROM taken, unnest($3::text[]) AS customer ORDER BY customer"
        " ON CONFLICT (voucher_id, customer) DO UPDATE SET used = c.used + 1"
        " WHERE coalesce(c.used < (SELECT limit_per_customer FROM taken), true) RETURNING 1),"
        " noted AS (INSERT INTO vouchers.use (purchase_id, voucher_id, customers, discount,"
        " currency, standing_orders) SELECT $1::uuid, $2, $3::text[], $4::bigint, $5::text,"
        " $6::uuid[] FROM taken)"
        " SELECT EXISTS (SELECT FROM taken),"
        " (SELECT count(*) FROM counted) = cardinality($3::text[])",
        purchase, use.voucher_id, customers, use.discount.minor, use.discount.currency, use.orders,
        now);
}

std::vector<LapsedUse> UseStore::lapse(Transaction& tx, PurchaseId purchase,
                                       const std::vector<OrderId>& orders) {
    // Locked first, in order: an UPDATE alone takes rows in any. What is left of the orders is
    // computed of the row as the lock found it.
    return tx.query<LapsedUse>(
        "WITH told AS (SELECT voucher_id FROM vouchers.use WHERE purchase_id = $1"
        " AND standing_orders && $2::uuid[] ORDER BY voucher_id FOR NO KEY UPDATE),"
        " off AS (UPDATE vouchers.use u SET (standing_orders, given_back_at) ="
        " (SELECT l.orders, CASE WHEN l.orders = '{}' THEN now() END FROM (SELECT ARRAY("
        "SELECT unnest(u.standing_orders) EXCEPT SELECT unnest($2::uuid[]))) AS l (orders))"
        " FROM told t WHERE u.purchase_id = $1 AND u.voucher_id = t.voucher_id"
        " RETURNING u.voucher_id, u.customers, u.standing_orders)"
        " SELECT voucher_id, customers FROM off WHERE standing_orders = '{}' ORDER BY voucher_id",
        purchase, orders);
}

void UseStore::uncount(Transaction& tx, const LapsedUse& use) {
    // One after the other: whoever counts takes the voucher's row before the customers'.
    tx.execute("WITH back AS (UPDATE vouchers.voucher SET used = used - 1 WHERE id = $1"
               " RETURNING id)"
               " UPDATE vouchers.customer c SET used = c.used - 1 FROM back"
               " WHERE c.voucher_id = back.id AND c.customer = ANY ($2::text[])",
               use.voucher_id, use.customers);
}

} // namespace statybos::vouchers
