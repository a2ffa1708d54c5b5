// Rows of orders.return_request with their lines and history.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/orders/events.hpp>
#include <statybos/orders/order_transitions.hpp>
#include <statybos/transaction.hpp>

#include "store/refund_store.hpp"

namespace statybos::orders {

struct ReturnLineRow {
    LineId line_id;
    Quantity quantity;
};
STATYBOS_RECORD(ReturnLineRow, line_id, quantity)

struct ReturnStatusChange {
    ReturnStatus status = ReturnStatus::requested;
    Instant at;
    Actor by = Actor::system;
    std::optional<std::string> note;
};
STATYBOS_RECORD(ReturnStatusChange, status, at, by, note)

struct ReturnRow {
    ReturnId id;
    OrderId order_id;
    std::string order_number;
    VendorId vendor_id;
    ReturnStatus status = ReturnStatus::requested;
    std::string reason;
    std::optional<RefundId> refund_id;
    Instant created_at;
    std::vector<ReturnLineRow> lines;
    std::vector<ReturnStatusChange> history;
};
STATYBOS_RECORD(ReturnRow, id, order_id, order_number, vendor_id, status, reason, refund_id,
                created_at, lines, history)

class ReturnStore {
public:
    /// Writes it down and counts its quantities as on their way back, in one statement.
    /// @throws Failure check_violation (line_refunds_bounded)  more than there is
    void insert(Transaction& tx, const ReturnRow& made);
    std::optional<ReturnRow> find(Session& session, ReturnId id);
    /// In the order of their making.
    std::vector<ReturnRow> of_order(Session& session, OrderId order);
    /// Newest first, older than `after`.
    std::vector<ReturnRow> of_vendor(Session& session, VendorId vendor,
                                     std::optional<ReturnId> after, std::int32_t limit);

    void move(Transaction& tx, ReturnId id, ReturnStatus to, std::optional<RefundId> refund);
    void note(Transaction& tx, ReturnId id, const ReturnStatusChange& change,
              std::optional<UserId> user);
    /// Its quantities are not on their way back any more.
    void close(Transaction& tx, ReturnId id);
};

} // namespace statybos::orders
