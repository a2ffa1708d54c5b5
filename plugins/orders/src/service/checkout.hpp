// Placing an order: prepare → pay → finalise.
//
//  prepare   one transaction: purchase, orders, lines, the opened payment, reserved goods; the
//  cart's
//            lines are taken. From its commit on, the purchase exists as `placing`, unseen.
//  pay       outside any transaction: the gateway is asked with a key that survives retries.
//  finalise  in the transaction that records the payment (Settlement), whoever brings the news:
//  this
//            request, a webhook, a repetition after a crash, or recovery.
//
// A process that dies between two steps leaves a `placing` purchase, which a request with the same
// Idempotency-Key or recovery takes up again; the payment's id makes charging again harmless.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/catalog/stock.hpp>
#include <statybos/host.hpp>
#include <statybos/orders/order_numbers.hpp>
#include <statybos/payments/payments.hpp>

#include "service/drafting.hpp"
#include "service/settlement.hpp"

namespace statybos::orders {

struct PlacedPurchase {
    PurchaseId id;
    std::string number;
    Money total;
    payments::PaymentSnapshot payment;
    std::vector<OrderRow> orders;
    std::optional<std::string> guest_token;

    /// The gateway's answer has not come yet.
    bool is_undecided() const {
        return payment.status == payments::PaymentStatus::pending && !orders.empty() &&
               orders.front().status == OrderStatus::pending;
    }
};

class Checkout {
public:
    Checkout(Host host, Carts& carts, Drafting& drafting, Settlement& settlement,
             PurchaseStore& purchases, OrderStore& orders, Use<OrderNumbers> numbers,
             Use<catalog::Stock> stock, Use<payments::Payments> payments, Use<Vouchers> vouchers);

    /// Orders the visitor's cart.
    /// @param key  the client's Idempotency-Key, or empty
    /// @errors as Drafting::draft, Vouchers::claim, Stock::reserve and, of the gateway,
    /// Payments::charge
    /// @errors declined payment_declined     nothing was taken, the cart is as before
    /// @errors conflict checkout_in_progress the cart is being ordered by another request
    Result<PlacedPurchase> place(Ctx ctx, const Visitor& visitor, const CheckoutRequest& request,
                                 std::string_view key);

private:
    enum class Step : std::uint8_t { done, again };

    /// A purchase whose payment this request has just opened.
    struct Made {
        PurchaseRow purchase;
        payments::PaymentRequest payment;
    };

    /// The purchase that a request with the same key has left.
    std::optional<PurchaseRow> earlier(Ctx ctx, const Visitor& visitor, std::string_view key);
    /// The purchase as prepared; nothing: another request was faster, look again.
    Result<std::optional<Made>> make(Ctx ctx, const Visitor& visitor,
                                     const CheckoutRequest& request, std::string_view key);
    void identify(Ctx ctx, const Visitor& visitor, std::string_view key, NewPurchase& purchase);
    /// @param payment  is filled as it is opened
    Result<Step> prepare(Ctx ctx, Draft& draft, const CheckoutRequest& request,
                         payments::PaymentRequest& payment);
    Result<void> write_down(Transaction& tx, Draft& draft, const CheckoutRequest& request,
                            payments::PaymentRequest& payment);
    /// Nothing: the payment is closed, so the purchase was undone and everything may begin anew.
    /// @param opened  by this request, or null
    Result<std::optional<PlacedPurchase>> pay(Ctx ctx, const PurchaseRow& purchase,
                                              const payments::PaymentRequest* opened,
                                              const Visitor& visitor,
                                              const CheckoutRequest& request);
    Result<payments::PaymentSnapshot> payment_of(Ctx ctx, const PurchaseRow& purchase,
                                                 const payments::PaymentRequest* opened,
                                                 const CheckoutRequest& request);
    Result<void> undo(Ctx ctx, PurchaseId id);

    Host host_;
    Carts& carts_;
    Drafting& drafting_;
    Settlement& settlement_;
    PurchaseStore& purchases_;
    OrderStore& orders_;
    Use<OrderNumbers> numbers_;
    Use<catalog::Stock> stock_;
    Use<payments::Payments> payments_;
    Use<Vouchers> vouchers_;
};

/// The token that opens a guest's purchase. Made of the cart's token, which the guest has and
/// nobody stores, so that a repetition after a crash can tell it again.
std::string guest_token(std::string_view cart_token, PurchaseId purchase);

} // namespace statybos::orders
