// Rows of payments.test_charge: the books of the gateway `test`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <statybos/payments/payment_gateway.hpp>
#include <statybos/transaction.hpp>

namespace statybos::payments {

struct TestChargeRow {
    std::string idempotency_key;
    std::string reference;
    std::int64_t amount = 0;
    std::string currency;
    GatewayState state = GatewayState::unknown;
    std::int64_t captured = 0;
    std::int64_t refunded = 0;
};
STATYBOS_RECORD(TestChargeRow, idempotency_key, reference, amount, currency, state, captured,
                refunded)

class TestChargeStore {
public:
    /// The charge with this key: `charge`, or what was written under the key before.
    TestChargeRow insert_or_get(Session& session, const TestChargeRow& charge);
    std::optional<TestChargeRow> find(Session& session, std::string_view idempotency_key);
    std::optional<TestChargeRow> find_by_reference(Session& session, std::string_view reference);
    /// From action_required.
    void confirm(Session& session, std::string_view reference, GatewayState state,
                 std::int64_t captured);
    /// From authorized; false otherwise or when it was captured already.
    bool capture(Session& session, std::string_view reference, std::int64_t amount);
    /// The bank decided by itself: to `state`, over the whole amount, unless it was decided before.
    void decide(Session& session, std::string_view reference, GatewayState state,
                std::int64_t amount);
    bool cancel(Session& session, std::string_view reference);
    /// False beyond what was captured. The same key again changes nothing and is true.
    bool refund(Transaction& tx, std::string_view reference, std::string_view idempotency_key,
                std::int64_t amount);
};

} // namespace statybos::payments
