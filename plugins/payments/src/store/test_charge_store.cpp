#include "store/test_charge_store.hpp"

namespace statybos::payments {

TestChargeRow TestChargeStore::insert_or_get(Session& session, const TestChargeRow& charge) {
    const bool inserted =
        session.execute("INSERT INTO payments.test_charge (idempotency_key, reference, amount,"
                        " currency, state, captured) VALUES ($1, $2, $3, $4, $5, $6)"
                        " ON CONFLICT (idempotency_key) DO NOTHING",
                        charge.idempotency_key, charge.reference, charge.amount, charge.currency,
                        charge.state, charge.captured) == 1;
    return inserted ? charge : find(session, charge.idempotency_key).value();
}

std::optional<TestChargeRow> TestChargeStore::find(Session& session,
                                                   std::string_view idempotency_key) {
    return session.one<TestChargeRow>("SELECT idempotency_key, reference, amount, currency, state,"
                                      " captured, refunded FROM payments.test_charge"
                                      " WHERE idempotency_key = $1",
                                      idempotency_key);
}

std::optional<TestChargeRow> TestChargeStore::find_by_reference(Session& session,
                                                                std::string_view reference) {
    return session.one<TestChargeRow>("SELECT idempotency_key, reference, amount, currency, state,"
                                      " captured, refunded FROM payments.test_charge"
                                      " WHERE reference = $1",
                                      reference);
}

void TestChargeStore::confirm(Session& session, std::string_view reference, GatewayState state,
                              std::int64_t captured) {
    session.execute("UPDATE payments.test_charge SET state = $2, captured = $3"
                    " WHERE reference = $1 AND state = 'action_required'",
                    reference, state, captured);
}

bool TestChargeStore::capture(Session& session, std::string_view reference, std::int64_t amount) {
    return session.execute("UPDATE payments.test_charge SET state = 'captured', captured = $2"
                           " WHERE reference = $1 AND state = 'authorized' AND amount >= $2",
                           reference, amount) == 1;
}

void TestChargeStore::decide(Session& session, std::string_view reference, GatewayState state,
                             std::int64_t amount) {
    session.execute("UPDATE payments.test_charge SET state = $2,"
                    " captured = CASE WHEN $2 = 'captured' THEN amount ELSE captured END"
                    " WHERE reference = $1 AND amount = $3 AND (state = 'action_required'"
                    " OR (state = 'authorized' AND $2 IN ('captured', 'voided')))",
                    reference, state, amount);
}

bool TestChargeStore::cancel(Session& session, std::string_view reference) {
    return session.execute("UPDATE payments.test_charge SET state = 'voided'"
                           " WHERE reference = $1 AND state IN ('authorized', 'voided')",
                           reference) == 1;
}

bool TestChargeStore::refund(Transaction& tx, std::string_view reference,
                             std::string_view idempotency_key, std::int64_t amount) {
    if (tx.execute("INSERT INTO payments.test_refund (idempotency_key, reference, amount)"
                   " VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                   idempotency_key, reference, amount) == 0) {
        return true;
    }
    return tx.execute("UPDATE payments.test_charge SET refunded = refunded + $2"
                      " WHERE reference = $1 AND refunded + $2 <= captured",
                      reference, amount) == 1;
}

} // namespace statybos::payments
