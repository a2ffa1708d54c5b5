// Carts: whose they are, what may be in them, and how two become one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/host.hpp>

#include "service/pricing.hpp"
#include "store/cart_store.hpp"

namespace statybos::orders {

/// Who asks: a user, the holder of a cart's token, or both.
struct Visitor {
    std::optional<UserId> user;
    std::optional<std::string> token;
};

class Carts {
public:
    Carts(Host host, CartStore& store, Use<catalog::ProductReader> products,
          Use<users::VendorReader> vendors, Pricing& pricing);
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

    /// Of two vouchers that may not stand together the later one stands.
    /// @param code  as typed: case and space around it do not matter, here and below
    /// @errors invalid voucher_…  as Vouchers::judge refuses it
    virtual Result<Cart> put_voucher(Ctx ctx, const Visitor& visitor, std::string_view code);
    /// @errors not_found
    virtual Result<Cart> remove_voucher(Ctx ctx, const Visitor& visitor, std::string_view code);

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
    Pricing& pricing_;
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
