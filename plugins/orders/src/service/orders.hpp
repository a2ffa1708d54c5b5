// Orders as their people see them, and the steps that they may take.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/host.hpp>
#include <statybos/orders/order_reader.hpp>
#include <statybos/shipping/collection_codes.hpp>

#include "service/explain_rules.hpp"
#include "service/settlement.hpp"
#include "service/transition_rules.hpp"

namespace statybos::orders {

struct Move {
    OrderStatus to = OrderStatus::pending;
    std::optional<std::string> note;
    std::optional<std::string> tracking_number;
};

/// Neither an amount nor lines: all that is left.
struct RefundWish {
    std::optional<Money> amount;
    std::optional<std::vector<LineQuantity>> lines;
    std::string reason;
    bool restock = false; ///< the goods of the lines go on sale again
    std::string key;      ///< the client's Idempotency-Key, or empty
};

class Orders : public OrderReader {
public:
    Orders(PurchaseStore& purchases, OrderStore& orders, Refunds& refunds, Settlement& settlement,
           Use<OrderTransitions> transitions, Use<shipping::CollectionCodes> codes);

    /// The buyer's, the vendor's own, any for operators, a guest's by the purchase's token.
    /// @errors not_found
    virtual Result<OrderRow> show(Ctx ctx, std::string_view id, std::string_view purchase_token);
    /// What the buyer tells the vendor to get the order; nothing for everybody else, or when it
    /// does not wait for its buyer.
    virtual std::optional<std::string> collection_code(Ctx ctx, const OrderRow& order,
                                                       std::string_view purchase_token);
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

    /// The vendor handed it over to its buyer: it is completed, unless it was before.
    /// @errors conflict invalid_transition  it does not wait for its buyer
    Result<void> hand_over(Transaction& tx, OrderId id);

    /// Money of an order goes back, by its vendor or an operator.
    /// @errors not_found
    /// @errors forbidden
    /// @errors conflict refund_exceeds_captured  refunds under way included
    /// @errors invalid validation_failed
    virtual Result<RefundRow> refund(Ctx ctx, std::string_view id, const RefundWish& wish);
    /// @errors not_found
    virtual Result<std::vector<RefundRow>> refunds(Ctx ctx, std::string_view id,
                                                   std::string_view purchase_token);

    /// How each total came about. @errors not_found
    virtual Result<Explanation> explain(Ctx ctx, std::string_view id);

    Result<OrderSnapshot> find(Session& session, OrderId id) override;
    Result<std::vector<OrderSnapshot>> of_purchase(Session& session, PurchaseId id) override;
    Result<OrderSnapshot> find_visible(Session& session, std::string_view id,
                                       std::string_view purchase_token) override;
    Result<OrderSnapshot> find_by_number(Session& session, std::string_view number,
                                         std::string_view email) override;

private:
    Result<OrderRow> visible(Session& session, std::string_view id,
                             std::string_view purchase_token);
    Result<void> apply(Transaction& tx, const OrderRow& order, Actor actor, const Move& move);

    PurchaseStore& purchases_;
    OrderStore& orders_;
    Refunds& refunds_;
    Settlement& settlement_;
    Use<OrderTransitions> transitions_;
    Use<shipping::CollectionCodes> codes_;
};

/// What of an order is paid at each VAT rate, delivery included.
std::vector<VatSum> vat_summary_of(const OrderRow& order);

} // namespace statybos::orders
