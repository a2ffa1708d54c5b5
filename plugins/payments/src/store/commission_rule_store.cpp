#include "store/commission_rule_store.hpp"

namespace statybos::payments {

std::vector<CommissionRuleRow> CommissionRuleStore::all(Session& session) {
    return session.query<CommissionRuleRow>(
        "SELECT id, position, vendor_id, category, rate, currency, minimum, maximum, per_unit"
        " FROM payments.commission_rule ORDER BY position NULLS LAST");
}

std::optional<CommissionRuleRow> CommissionRuleStore::find(Session& session, CommissionRuleId id) {
    return session.one<CommissionRuleRow>(
        "SELECT id, position, vendor_id, category, rate, currency, minimum, maximum, per_unit"
        " FROM payments.commission_rule WHERE id = $1",
        id);
}

void CommissionRuleStore::lock_order(Transaction& tx) {
    tx.execute("LOCK TABLE payments.commission_rule IN SHARE ROW EXCLUSIVE MODE");
}

std::int32_t CommissionRuleStore::last_position(Transaction& tx) {
    return tx.single<std::int32_t>(
        "SELECT coalesce(max(position), 0) FROM payments.commission_rule");
}

void CommissionRuleStore::make_room(Transaction& tx, std::int32_t position,
                                    CommissionRuleId except) {
    // Those without a gap before them: their distance to their rank is that of the first.
    tx.execute("WITH later AS (SELECT id, position - row_number() OVER (ORDER BY position) AS run"
               " FROM payments.commission_rule WHERE position >= $1 AND id <> $2)"
               " UPDATE payments.commission_rule r SET position = r.position + 1"
               " FROM later WHERE r.id = later.id AND later.run = $1 - 1",
               position, except);
}

void CommissionRuleStore::insert(Transaction& tx, const CommissionRuleRow& rule) {
    tx.execute("INSERT INTO payments.commission_rule (id, position, vendor_id, category, rate,"
               " currency, minimum, maximum, per_unit) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
               rule.id, rule.position, rule.vendor_id, rule.category, rule.rate, rule.currency,
               rule.minimum, rule.maximum, rule.per_unit);
}

void CommissionRuleStore::update(Transaction& tx, const CommissionRuleRow& rule) {
    tx.execute("UPDATE payments.commission_rule SET position = $2, vendor_id = $3, category = $4,"
               " rate = $5, currency = $6, minimum = $7, maximum = $8, per_unit = $9,"
               " updated_at = now() WHERE id = $1",
               rule.id, rule.position, rule.vendor_id, rule.category, rule.rate, rule.currency,
               rule.minimum, rule.maximum, rule.per_unit);
}

void CommissionRuleStore::remove(Transaction& tx, CommissionRuleId id) {
    tx.execute("DELETE FROM payments.commission_rule WHERE id = $1 AND position IS NOT NULL", id);
}

} // namespace statybos::payments
