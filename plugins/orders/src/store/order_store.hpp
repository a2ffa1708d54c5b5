// Rows of orders."order" with their lines and history.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include <statybos/transaction.hpp>

#include "store/order_rows.hpp"

namespace statybos::orders {

/// Whose orders; what is absent does not narrow.
struct OrderFilter {
    std::optional<UserId> user;
    std::optional<VendorId> vendor;
    std::optional<OrderStatus> status;
};

class OrderStore {
public:
    std::optional<OrderRow> find(Session& session, OrderId id);
    /// In the order of their making.
    std::vector<OrderRow> of_purchase(Session& session, PurchaseId id);
    std::optional<OrderRow> find_by_number(Session& session, std::string_view number,
                                           std::string_view email);
    /// Listed ones, newest first, older than `after`.
    std::vector<OrderRow> list(Session& session, const OrderFilter& filter,
                               std::optional<OrderId> after, std::int32_t limit);

    void move(Transaction& tx, OrderId id, OrderStatus to,
              const std::optional<std::string>& tracking_number);
    /// The goods are released.
    void cancel(Transaction& tx, OrderId id);
    /// So much more is what the payments are told to return.
    void add_given_back(Transaction& tx, OrderId id, std::int64_t amount);
    /// The same for a cancelled order that was paid all the same.
    void give_back_late(Transaction& tx, OrderId id, OrderPayment payment, std::int64_t amount);
    /// Those that left the vendor so long ago and of which nothing is on its way back.
    std::vector<OrderId> handed_over(Session& session, std::int64_t before_ms, std::int32_t limit);
    void note(Transaction& tx, OrderId id, OrderStatus status, Actor by, std::optional<UserId> user,
              const std::optional<std::string>& note);
};

} // namespace statybos::orders
