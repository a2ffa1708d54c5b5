// Rows of payments.refund and payments.refund_line.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/payments/payments.hpp>
#include <statybos/transaction.hpp>

#include "store/earning_rows.hpp"

namespace statybos::payments {

struct RefundRow {
    RefundId id;
    PaymentId payment_id;
    OrderId order_id;
    std::int64_t amount = 0;
    std::int64_t items = 0; ///< the goods' part of it
    std::string reason;
    RefundState status = RefundState::pending;
    std::optional<std::string> gateway_reference = std::nullopt;
};
STATYBOS_RECORD(RefundRow, id, payment_id, order_id, amount, items, reason, status,
                gateway_reference)

struct RefundLineRow {
    LineId line_id;
    std::int64_t amount = 0;
};
STATYBOS_RECORD(RefundLineRow, line_id, amount)

class RefundStore {
public:
    std::optional<RefundRow> find_by_key(Session& session, std::string_view key);
    /// @throws Failure unique_violation (refund_key_key)
    void insert(Transaction& tx, const RefundRow& refund, std::string_view key);
    /// @param amounts  one for each line; those of zero are left out
    void add_lines(Transaction& tx, RefundId refund, const std::vector<EarningLine>& lines,
                   const std::vector<std::int64_t>& amounts);
    std::vector<RefundLineRow> lines(Session& session, RefundId refund);
    std::optional<RefundRow> find(Session& session, RefundId id);

    /// Notes that the gateway is about to be asked; nothing for one that is settled.
    std::optional<RefundRow> start_attempt(Session& session, RefundId id);
    /// Pending refunds whose time has come, each given to one caller only; their next time is moved
    /// further away with each attempt, up to six hours.
    std::vector<RefundId> take_due(Session& session, std::int32_t limit);
    /// The order's pending refunds: those that the gateway was never asked for first, the newest
    /// first.
    std::vector<RefundRow> pending(Session& session, OrderId order);
    /// The payment's pending refunds are due at once.
    std::vector<RefundId> wake(Transaction& tx, PaymentId payment);

    std::optional<RefundRow> find_by_reference(Session& session, PaymentId payment,
                                               std::string_view gateway_reference);
    /// Refunds of this amount that the gateway was asked for and has not answered. At most two.
    std::vector<RefundRow> unanswered(Session& session, PaymentId payment, std::int64_t amount);
    /// The gateway knows it by this reference; nothing where it has one.
    void note_reference(Session& session, RefundId id, std::string_view gateway_reference);
    /// False when it is settled already.
    bool settle(Transaction& tx, RefundId id, RefundState state,
                const std::optional<std::string>& gateway_reference);
    /// It let an authorization go: no money has moved. False when it is settled already.
    bool settle_voided(Transaction& tx, RefundId id);
};

} // namespace statybos::payments
