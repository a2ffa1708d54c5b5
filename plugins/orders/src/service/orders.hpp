// Orders as their people see them, and the steps that they may take.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/host.hpp>
#include <statybos/orders/order_reader.hpp>

#include "service/settlement.hpp"
#include "service/transition_rules.hpp"

namespace statybos::orders {

struct Move {
    OrderStatus to = OrderStatus::pending;
    std::optional<std::string> note;
    std::optional<std::string> tracking_number;
};

class Orders : public OrderReader {
public:
    Orders(PurchaseStore& purchases, OrderStore& orders, Settlement& settlement);

    /// The buyer's, the vendor's own, any for operators, a guest's by the purchase's token.
    /// @errors not_found
    virtual Result<OrderRow> show(Ctx ctx, std::string_view id, std::string_view purchase_token);
    /// By number and the buyer's e-mail address. @errors not_found
    virtual Result<OrderRow> look_up(Ctx ctx, std::string_view number, std::string_view email);
    virtual std::vector<OrderRow> list(Ctx ctx, const OrderFilter& filter,
                                       std::optional<OrderId> after, std::int32_t limit);

    /// @errors not_found
    /// @errors forbidden forbidden_transition
    /// @errors conflict invalid_transition  with `allowed`
    /// @errors invalid validation_failed    a tracking number for what is not shipped
    virtual Result<OrderRow> move(Ctx ctx, std::string_view id, std::string_view purchase_token,
                                  const Move& move);

    Result<OrderSnapshot> find(Session& session, OrderId id) override;
    Result<std::vector<OrderSnapshot>> of_purchase(Session& session, PurchaseId id) override;

private:
    Result<OrderRow> visible(Session& session, std::string_view id,
                             std::string_view purchase_token);
    Result<void> apply(Transaction& tx, const OrderRow& order, Actors actors, const Move& move);

    PurchaseStore& purchases_;
    OrderStore& orders_;
    Settlement& settlement_;
};

} // namespace statybos::orders
