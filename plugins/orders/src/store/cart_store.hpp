// Rows of orders.cart and orders.cart_line. Lines that an attempt to order has taken are not seen.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/quantity.hpp>
#include <statybos/transaction.hpp>

namespace statybos::orders {

struct CartLineRow {
    LineId id;
    ProductId product_id;
    Quantity quantity;
};
STATYBOS_RECORD(CartLineRow, id, product_id, quantity)

struct CartRow {
    CartId id;
    std::optional<UserId> user_id;     ///< absent: a visitor's
    std::vector<std::string> vouchers; ///< codes, the latest last
    std::vector<CartLineRow> lines;    ///< in the order of their adding
};
STATYBOS_RECORD(CartRow, id, user_id, vouchers, lines)

class CartStore {
public:
    /// The user's cart and the one that the token opens, as far as there are any.
    std::vector<CartRow> find(Session& session, std::optional<UserId> user,
                              const std::optional<std::string>& token_hash);
    /// Keeps anybody else from joining or ordering the visitor's cart until the commit.
    std::optional<CartId> lock_anonymous(Transaction& tx, std::string_view token_hash);

    /// The user's cart, made when there is none.
    CartId cart_of(Session& session, CartId made, UserId user);
    void insert_anonymous(Session& session, CartId id, std::string_view token_hash);

    /// Adds to the line of that product. False: more than `available` would be in the cart.
    bool add(Session& session, CartId cart, const CartLineRow& line, Quantity available);
    /// Makes these the quantities of their products.
    void put(Transaction& tx, CartId cart, const std::vector<CartLineRow>& lines);
    bool set_quantity(Session& session, CartId cart, LineId line, Quantity quantity);
    bool remove(Session& session, CartId cart, LineId line);
    void clear(Session& session, CartId cart);
    void set_vouchers(Session& session, CartId cart, const std::vector<std::string>& codes);
    /// Empties a cart and forgets it, unless a purchase still holds lines of it.
    void drop(Transaction& tx, CartId cart);

    /// Lines that the purchase took are in the cart again; a product that was added anew meanwhile
    /// keeps its new line.
    void give_lines_back(Transaction& tx, PurchaseId purchase);

    /// Anonymous carts that were not touched for so long.
    void purge(Session& session, std::int64_t lifetime_ms);
};

} // namespace statybos::orders
