// Rows of payments.refund.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/payments/payments.hpp>
#include <statybos/transaction.hpp>

namespace statybos::payments {

struct RefundRow {
    RefundId id;
    PaymentId payment_id;
    OrderId order_id;
    std::int64_t amount = 0;
    std::string reason;
    RefundState status = RefundState::pending;
};
STATYBOS_RECORD(RefundRow, id, payment_id, order_id, amount, reason, status)

class RefundStore {
public:
    std::optional<RefundRow> find_by_key(Session& session, std::string_view key);
    /// @throws Failure unique_violation (refund_key_key)
    void insert(Transaction& tx, const RefundRow& refund, std::string_view key);
    /// What refunds of this order have taken, those under way included.
    std::int64_t taken(Session& session, OrderId order);
    std::optional<RefundRow> find(Session& session, RefundId id);
    std::vector<RefundId> pending(Session& session, std::int32_t limit);
    /// False when it is settled already.
    bool settle(Transaction& tx, RefundId id, RefundState state,
                const std::optional<std::string>& gateway_reference);
};

} // namespace statybos::payments
