// What a payment's news mean for the purchase, and how an order is called off.
//
// Everything here runs in the transaction that brings the news, under the lock of the purchase, and
// changes nothing when it is told the same again. Goods and money move once because the order's row
// says where its goods are (`stock`) and what was given back (`given_back`).
#pragma once

#include <optional>
#include <string>

#include <statybos/catalog/stock.hpp>
#include <statybos/host.hpp>
#include <statybos/payments/events.hpp>
#include <statybos/payments/payments.hpp>

#include "service/refunds.hpp"
#include "settings.hpp"
#include "store/cart_store.hpp"
#include "store/order_store.hpp"
#include "store/purchase_store.hpp"

namespace statybos::orders {

/// Who calls an order off, and what they say.
struct Cancellation {
    Actor by = Actor::system;
    std::optional<UserId> user;
    std::optional<std::string> note;
    bool expired = false; ///< nobody has paid in time
};

class Settlement {
public:
    Settlement(CartStore& carts, PurchaseStore& purchases, OrderStore& orders, Refunds& refunds,
               Use<catalog::Stock> stock, Use<payments::Payments> payments, Use<Vouchers> vouchers,
               const Settings& settings);

    /// The payment is not decided: the purchase stands. How its buyer is to pay elsewhere is told
    /// once, whoever comes with the gateway's instructions.
    void wait(Transaction& tx, const PurchaseRow& purchase,
              const payments::PaymentSnapshot& payment);

    /// A payment changed. Authorized or paid: the orders are confirmed; paid: the goods leave.
    /// Failed or voided: they are released. Money for orders that are off goes back in full.
    Result<void> hear(Transaction& tx, const payments::PaymentChanged& changed);

    /// A refund arrived or failed. One that the gateway made of its own accord is written down.
    Result<void> hear(Transaction& tx, const payments::RefundSettled& settled);

    /// Nobody was told of this purchase: it never was. Goods are free, the cart is as before.
    Result<void> undo(Transaction& tx, const PurchaseRow& purchase);

    /// The purchase's time is over: `placing` is undone, what is pending of a `waiting` one is
    /// cancelled.
    Result<void> expire(Transaction& tx, PurchaseId id);

    /// Calls off an order whose payment and purchase are locked, in this order: goods, money and
    /// uses of vouchers go back.
    Result<void> cancel(Transaction& tx, const OrderRow& order, const Cancellation& cancellation);

private:
    Result<void> confirm(Transaction& tx, const PurchaseRow& purchase, bool paid);
    /// What follows once `confirmed` of the purchase's orders are.
    Result<void> finish(Transaction& tx, const PurchaseRow& purchase,
                        const std::vector<SettledOrder>& confirmed, bool paid);
    Result<void> give_back_late(Transaction& tx, const PurchaseRow& purchase, bool paid);
    Result<void> refund(Transaction& tx, const PurchaseRow& purchase,
                        const payments::PaymentChanged& changed);
    Result<void> fail(Transaction& tx, const PurchaseRow& purchase, OrderPayment payment);
    Result<void> cancel_all(Transaction& tx, PurchaseId id, const Cancellation& cancellation);
    Result<void> give_money_back(Transaction& tx, const OrderRow& order,
                                 const Cancellation& cancellation);
    Result<void> give_vouchers_back(Transaction& tx, PurchaseId purchase,
                                    const std::vector<OrderId>& orders);
    void tell_placed(Transaction& tx, const PurchaseRow& purchase,
                     const std::vector<SettledOrder>& orders);

    CartStore& carts_;
    PurchaseStore& purchases_;
    OrderStore& orders_;
    Refunds& refunds_;
    Use<catalog::Stock> stock_;
    Use<payments::Payments> payments_;
    Use<Vouchers> vouchers_;
    const Settings& settings_;
};

/// Whether the buyer has to pay elsewhere by the gateway's instructions, and has not yet.
bool is_instructed(const payments::PaymentSnapshot& payment);

} // namespace statybos::orders
