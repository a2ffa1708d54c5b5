#include "store/intent_store.hpp"

namespace statybos::payments_stripe {

std::optional<std::string> IntentStore::find(Session& session, std::string_view idempotency_key) {
    return session.one<std::string>(
        "SELECT intent_id FROM payments_stripe.intent WHERE idempotency_key = $1", idempotency_key);
}

bool IntentStore::is_ours(Session& session, std::string_view intent_id) {
    return session
        .one<std::string>("SELECT intent_id FROM payments_stripe.intent WHERE intent_id = $1",
                          intent_id)
        .has_value();
}

std::string IntentStore::insert_or_get(Session& session, std::string_view idempotency_key,
                                       std::string_view intent_id) {
    session.execute("INSERT INTO payments_stripe.intent (idempotency_key, intent_id)"
                    " VALUES ($1, $2) ON CONFLICT (idempotency_key) DO NOTHING",
                    idempotency_key, intent_id);
    return find(session, idempotency_key).value();
}

} // namespace statybos::payments_stripe
