// Rows of orders.purchase, and what becomes of a purchase as a whole.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include <statybos/transaction.hpp>

#include "store/cart_store.hpp"
#include "store/order_rows.hpp"

namespace statybos::orders {

class PurchaseStore {
public:
    /// Writes the purchase, its orders and lines, and takes the cart's lines, in one statement that
    /// goes with the transaction's next one. What that one throws may then be
    /// unique_violation (purchase_key, purchase_number_key, order_number_key), or check_violation
    /// (purchase_takes_whole_cart): not all of `taken` were still in the cart as they were seen.
    void insert(Transaction& tx, const NewPurchase& purchase, const std::vector<NewOrder>& orders,
                const std::vector<LineRow>& lines, const std::vector<CartLineRow>& taken);

    /// The one that was made with this key and was not undone.
    std::optional<PurchaseRow> find_by_key(Session& session, std::string_view scope,
                                           std::string_view key);
    /// Every change of a purchase or of its orders takes this lock first.
    std::optional<PurchaseRow> lock(Transaction& tx, PurchaseId id);
    /// Those whose payment is not settled and that nobody looked at for a while; marks them as
    /// looked at. The while grows with the age: a tenth of it, at least `after_ms`.
    std::vector<PurchaseRow> take_due(Session& session, std::int64_t after_ms, std::int32_t limit);

    /// `placing` → `waiting`: its orders are listed, the cart's lines are gone. `instructed` also
    /// notes of one that is `waiting` that its buyer is told how to pay.
    /// @returns  when it was made; nothing: there was nothing to change
    std::optional<Instant> stand(Session& session, PurchaseId id, bool instructed);
    /// The ordinary end of a purchase whose payment came: the pending orders of one that is open
    /// are confirmed under its lock, and are what is returned. None: it is another payment's or not
    /// open.
    std::vector<PlacedOrder> place(Transaction& tx, PurchaseId id, PaymentId payment_id,
                                   OrderPayment payment, bool consumed);
    /// The pending orders are confirmed and those that are: what they are made of.
    std::vector<SettledOrder> confirm(Transaction& tx, PurchaseId id, OrderPayment payment,
                                      bool consumed);
    /// Authorized orders are paid; those whose goods leave now.
    std::vector<SettledOrder> capture(Transaction& tx, PurchaseId id);
    /// The purchase never was: its orders are cancelled unseen. What they had reserved.
    std::vector<UndoneLine> undo(Transaction& tx, PurchaseId id);
    /// `waiting` → `cancelled`, once none of its orders is pending.
    void close_when_empty(Transaction& tx, PurchaseId id);
    /// Money of these orders has gone back to the buyer.
    void mark_refunded(Transaction& tx, PurchaseId id, const std::vector<RefundedShare>& shares);
    /// Nothing is owed any more by orders that were not paid.
    void mark_unpaid(Transaction& tx, PurchaseId id, OrderPayment payment);
};

} // namespace statybos::orders
