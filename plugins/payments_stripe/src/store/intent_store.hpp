// Rows of payments_stripe.intent: which PaymentIntent was made under which key.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <statybos/session.hpp>

namespace statybos::payments_stripe {

class IntentStore {
public:
    std::optional<std::string> find(Session& session, std::string_view idempotency_key);
    bool is_ours(Session& session, std::string_view intent_id);
    /// The one that stays, when two were made under one key.
    std::string insert_or_get(Session& session, std::string_view idempotency_key,
                              std::string_view intent_id);
};

} // namespace statybos::payments_stripe
