// Carts: whose they are, what may be in them, and how two become one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/catalog/product_reader.hpp>
#include <statybos/host.hpp>
#include <statybos/users/vendor_reader.hpp>

#include "service/totals_rules.hpp"
#include "store/cart_store.hpp"

namespace statybos::orders {

/// Who asks: a user, the holder of a cart's token, or both.
struct Visitor {
    std::optional<UserId> user;
    std::optional<std::string> token;
};

/// A line with its product as it is now.
struct CartLine {
    LineId id;
    Quantity quantity;
    catalog::ProductSnapshot product;
    LineSum sum;

    /// What of the product could be bought now.
    Quantity available() const { return product.on_sale ? product.quantity : Quantity{}; }
};

/// A cart with everything that is shown of it or needed to order it.
struct Cart {
    std::optional<CartId> id; ///< absent: there is none yet
    std::vector<CartLine> lines;
    std::vector<users::VendorSnapshot> vendors; ///< of the lines, in the order of their first one
    Totals totals;                              ///< without delivery
    std::optional<std::string> new_token;       ///< made just now, for the visitor to keep
    bool joined = false; ///< the visitor's cart went into the user's: its token is worth nothing

    /// The vendor of a line.
    const users::VendorSnapshot* vendor_of(const CartLine& line) const;
};

class Carts {
public:
    Carts(Host host, CartStore& store, Use<catalog::ProductReader> products,
          Use<users::VendorReader> vendors);
    virtual ~Carts() = default;

    /// Prices are those of the caller, now. Products that are gone for good are left out; those
    /// that cannot be bought at the moment are shown and stand in the way of ordering.
    virtual Result<Cart> show(Ctx ctx, const Visitor& visitor);
    /// @errors invalid validation_failed  not on sale, or not by the step
    /// @errors conflict insufficient_stock  with `lines`
    /// @errors conflict cart_full, currency_mismatch
    virtual Result<Cart> add(Ctx ctx, const Visitor& visitor, ProductId product, Quantity quantity);
    /// Zero removes the line. @errors not_found, and as add()
    virtual Result<Cart> change(Ctx ctx, const Visitor& visitor, LineId line, Quantity quantity);
    /// @errors not_found
    virtual Result<Cart> remove(Ctx ctx, const Visitor& visitor, LineId line);
    virtual Result<Cart> clear(Ctx ctx, const Visitor& visitor);

    /// The visitor's cart goes into the user's.
    virtual Result<void> join(Transaction& tx, UserId user, std::string_view token);

    /// Forgets anonymous carts that were not touched for so long.
    void purge(Ctx ctx, std::int64_t lifetime_ms);

private:
    struct Found {
        std::optional<CartRow> cart;
        bool joined = false;
    };
    Result<Found> find(Ctx ctx, const Visitor& visitor);
    Result<std::vector<catalog::ProductSnapshot>> products_of(Session& session,
                                                              const std::vector<ProductId>& ids);
    Result<Cart> filled(Session& session, const Found& found);
    CartId make_cart(Session& session, const Visitor& visitor,
                     std::optional<std::string>& new_token);

    Host host_;
    CartStore& store_;
    Use<catalog::ProductReader> products_;
    Use<users::VendorReader> vendors_;
};

/// What is lacking, as a problem's `lines` names it.
struct LackingLine {
    ProductId product_id;
    Quantity requested;
    Quantity available;
};
STATYBOS_RECORD(LackingLine, product_id, requested, available)

Error insufficient_stock(const std::vector<LackingLine>& lines);
/// The scope of keys and the stored form of a cart's token.
std::string hash_of_token(std::string_view token);

} // namespace statybos::orders
