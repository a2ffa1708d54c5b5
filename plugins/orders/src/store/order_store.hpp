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
    /// The goods are released; `given_back` is what the payments are told to return, if anything.
    void cancel(Transaction& tx, OrderId id, std::int64_t given_back);
    void note(Transaction& tx, OrderId id, OrderStatus status, Actor by, std::optional<UserId> user,
              const std::optional<std::string>& note);
};

} // namespace statybos::orders
