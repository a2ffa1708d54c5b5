#include "service/carts.hpp"

#include <algorithm>

#include <statybos/secrets.hpp>

#include "service/cart_rules.hpp"

namespace statybos::orders {
namespace {

constexpr std::size_t most_lines = 100;

Error unacceptable(std::string pointer, std::string code, std::string message) {
    return Error(Errc::invalid, "validation_failed", "the input is not acceptable")
        .field(std::move(pointer), std::move(code), std::move(message));
}

Error no_such_line() {
    return Error(Errc::not_found, "not_found", "there is no such line in the cart");
}

// The one that requests work on: the user's, else the visitor's.
std::optional<CartRow> pick(std::vector<CartRow> rows, bool of_user) {
    for (CartRow& row : rows) {
        if (row.user_id.has_value() == of_user) {
            return std::move(row);
        }
    }
    return std::nullopt;
}

std::vector<ProductId> product_ids(const std::vector<CartLineRow>& lines) {
    std::vector<ProductId> ids;
    for (const CartLineRow& line : lines) {
        ids.push_back(line.product_id);
    }
    return ids;
}

const catalog::ProductSnapshot* find_in(const std::vector<catalog::ProductSnapshot>& products,
                                        ProductId id) {
    const auto found = std::find_if(products.begin(), products.end(),
                                    [&](const auto& product) { return product.id == id; });
    return found == products.end() ? nullptr : &*found;
}

// A user's own codes, then those of the cart that is joined.
std::vector<std::string> joined_codes(const std::optional<CartRow>& own,
                                      const std::vector<std::string>& theirs) {
    std::vector<std::string> codes = own ? own->vouchers : std::vector<std::string>();
    for (const std::string& code : theirs) {
        if (codes.size() < most_lines &&
            std::find(codes.begin(), codes.end(), code) == codes.end()) {
            codes.push_back(code);
        }
    }
    return codes;
}

// Whether it is on sale but for its stock: then the answer is about the stock.
bool sold_out(const catalog::ProductSnapshot& product) {
    return product.status == catalog::ProductStatus::reserved ||
           product.status == catalog::ProductStatus::sold;
}

Result<void> check_quantity(const catalog::ProductSnapshot& product, Quantity quantity,
                            Quantity in_cart) {
    if (!product.on_sale && !sold_out(product)) {
        return unacceptable("/product_id", "not_on_sale", "this product is not on sale");
    }
    if (!quantity.is_multiple_of(product.quantity_step)) {
        return unacceptable("/quantity", "not_a_multiple",
                            "it is sold by " + product.quantity_step.to_string() + " " +
                                std::string(enum_name(product.unit)));
    }
    const Quantity available = product.on_sale ? product.quantity : Quantity{};
    // Compared without adding: the sum of what a client sends might not fit.
    if (quantity > available || in_cart > available - quantity) {
        return insufficient_stock({{product.id, quantity + in_cart, available}});
    }
    return {};
}

} // namespace

Error insufficient_stock(const std::vector<LackingLine>& lines) {
    return Error(Errc::conflict, "insufficient_stock", "there is less on sale than was asked for")
        .member("lines", write_json(lines));
}

std::string hash_of_token(std::string_view token) {
    return to_hex(sha256(token));
}

Carts::Carts(Host host, CartStore& store, Use<catalog::ProductReader> products,
             Use<users::VendorReader> vendors, Pricing& pricing)
    : host_(host), store_(store), products_(products), vendors_(vendors), pricing_(pricing) {}

Result<Carts::Found> Carts::find(Ctx ctx, const Visitor& visitor) {
    if (!visitor.user && !visitor.token) {
        return Found{};
    }
    const auto hash = visitor.token ? std::optional(hash_of_token(*visitor.token)) : std::nullopt;
    Session session(ctx);
    auto rows = store_.find(session, visitor.user, hash);
    const bool join_first =
        visitor.user && std::any_of(rows.begin(), rows.end(), [](const auto& row) {
            return !row.user_id && !row.lines.empty();
        });
    if (join_first) {
        auto done =
            transact(ctx, [&](Transaction& tx) { return join(tx, *visitor.user, *visitor.token); });
        if (!done) {
            return done.error();
        }
        rows = store_.find(session, visitor.user, std::nullopt);
    }
    return Found{pick(std::move(rows), visitor.user.has_value()), join_first};
}

Result<std::vector<catalog::ProductSnapshot>>
Carts::products_of(Session& session, const std::vector<ProductId>& ids) {
    // Two windows that add at the same time may get a cart a little above most_lines.
    std::vector<catalog::ProductSnapshot> products;
    for (std::size_t from = 0; from < ids.size(); from += most_lines) {
        const std::size_t to = std::min(from + most_lines, ids.size());
        auto some = products_(session.ctx())
                        .find_many(session, {ids.begin() + static_cast<std::ptrdiff_t>(from),
                                             ids.begin() + static_cast<std::ptrdiff_t>(to)});
        if (!some) {
            return some.error();
        }
        std::move(some->begin(), some->end(), std::back_inserter(products));
    }
    return products;
}

Result<Cart> Carts::filled(Session& session, const Found& found) {
    Cart cart;
    cart.joined = found.joined;
    cart.totals = sum_of_lines({}, eur(0), Percent{});
    if (!found.cart) {
        return cart;
    }
    cart.id = found.cart->id;
    cart.codes = found.cart->vouchers;
    auto products = products_of(session, product_ids(found.cart->lines));
    if (!products) {
        return products.error();
    }
    std::vector<VendorId> vendors;
    for (const CartLineRow& row : found.cart->lines) {
        const auto* product = find_in(*products, row.product_id);
        if (product == nullptr) {
            continue;
        }
        if (std::find(vendors.begin(), vendors.end(), product->vendor_id) == vendors.end()) {
            vendors.push_back(product->vendor_id);
        }
        cart.lines.push_back({row.id, row.quantity, *product, {}});
    }
    if (!vendors.empty()) {
        auto known = vendors_(session.ctx()).find_many(session, vendors);
        if (!known) {
            return known.error();
        }
        cart.vendors = std::move(*known);
        std::erase_if(cart.lines,
                      [&](const CartLine& line) { return cart.vendor_of(line) == nullptr; });
    }
    Buyer buyer;
    buyer.user = session.ctx().user();
    auto priced = pricing_.price(session, cart, buyer);
    return priced ? Result<Cart>(std::move(cart)) : Result<Cart>(priced.error());
}

Result<Cart> Carts::show(Ctx ctx, const Visitor& visitor) {
    const auto found = find(ctx, visitor);
    if (!found) {
        return found.error();
    }
    Session session(ctx);
    return filled(session, *found);
}

CartId Carts::make_cart(Session& session, const Visitor& visitor,
                        std::optional<std::string>& new_token) {
    if (visitor.user) {
        return store_.cart_of(session, new_id<CartId>(host_), *visitor.user);
    }
    // A token that opens nothing is never taken over: somebody else might know it.
    new_token = random_token();
    const auto id = new_id<CartId>(host_);
    store_.insert_anonymous(session, id, hash_of_token(*new_token));
    return id;
}

Result<Cart> Carts::add(Ctx ctx, const Visitor& visitor, ProductId product, Quantity quantity) {
    auto found = find(ctx, visitor);
    if (!found) {
        return found.error();
    }
    Session session(ctx);
    std::vector<CartLineRow> lines = found->cart ? found->cart->lines : std::vector<CartLineRow>();
    const auto same = std::find_if(lines.begin(), lines.end(), [&](const CartLineRow& line) {
        return line.product_id == product;
    });
    const Quantity in_cart = same == lines.end() ? Quantity{} : same->quantity;
    if (same == lines.end() && lines.size() >= most_lines) {
        return Error(Errc::conflict, "cart_full",
                     "a cart holds " + std::to_string(most_lines) + " products: order these first");
    }
    std::vector<ProductId> wanted{product};
    if (!lines.empty() && lines.front().product_id != product) {
        wanted.push_back(lines.front().product_id);
    }
    auto products = products_of(session, wanted);
    if (!products) {
        return products.error();
    }
    const auto* snapshot = find_in(*products, product);
    if (snapshot == nullptr) {
        return unacceptable("/product_id", "not_on_sale", "this product is not on sale");
    }
    if (auto fits = check_quantity(*snapshot, quantity, in_cart); !fits) {
        return fits.error();
    }
    if (products->front().unit_price.currency != products->back().unit_price.currency) {
        return Error(Errc::conflict, "currency_mismatch", "the cart is in another currency");
    }
    std::optional<std::string> new_token;
    const CartId cart = found->cart ? found->cart->id : make_cart(session, visitor, new_token);
    if (!store_.add(session, cart, {new_id<LineId>(host_), product, quantity},
                    snapshot->quantity)) {
        return insufficient_stock({{product, quantity + in_cart, snapshot->quantity}});
    }
    const Visitor owner{visitor.user, new_token ? new_token : visitor.token};
    auto shown = show(ctx, owner);
    if (shown) {
        shown->new_token = std::move(new_token);
        shown->joined = found->joined;
    }
    return shown;
}

Result<Cart> Carts::change(Ctx ctx, const Visitor& visitor, LineId id, Quantity quantity) {
    if (quantity.is_zero()) {
        return remove(ctx, visitor, id);
    }
    const auto found = find(ctx, visitor);
    if (!found) {
        return found.error();
    }
    Session session(ctx);
    auto cart = filled(session, *found);
    if (!cart) {
        return cart;
    }
    const auto line = std::find_if(cart->lines.begin(), cart->lines.end(),
                                   [&](const CartLine& known) { return known.id == id; });
    if (line == cart->lines.end()) {
        return no_such_line();
    }
    if (auto fits = check_quantity(line->product, quantity, {}); !fits) {
        return fits.error();
    }
    if (!store_.set_quantity(session, *cart->id, id, quantity)) {
        return no_such_line();
    }
    return show(ctx, visitor);
}

Result<Cart> Carts::remove(Ctx ctx, const Visitor& visitor, LineId line) {
    const auto found = find(ctx, visitor);
    if (!found) {
        return found.error();
    }
    Session session(ctx);
    if (!found->cart || !store_.remove(session, found->cart->id, line)) {
        return no_such_line();
    }
    return show(ctx, visitor);
}

Result<Cart> Carts::clear(Ctx ctx, const Visitor& visitor) {
    const auto found = find(ctx, visitor);
    if (!found) {
        return found.error();
    }
    Session session(ctx);
    if (found->cart) {
        store_.clear(session, found->cart->id);
    }
    return show(ctx, visitor);
}

Result<void> Carts::join(Transaction& tx, UserId user, std::string_view token) {
    const std::string hash = hash_of_token(token);
    const auto anonymous = store_.lock_anonymous(tx, hash);
    if (!anonymous) {
        return {};
    }
    const auto rows = store_.find(tx, user, hash);
    const auto theirs = pick(rows, false);
    const auto own = pick(rows, true);
    if (theirs && !theirs->lines.empty()) {
        auto products = products_of(tx, product_ids(theirs->lines));
        if (!products) {
            return products.error();
        }
        std::vector<CartLineRow> joined;
        for (const CartLineRow& line : theirs->lines) {
            const auto* product = find_in(*products, line.product_id);
            if (product == nullptr) {
                continue;
            }
            Quantity mine;
            for (const CartLineRow& known : own ? own->lines : std::vector<CartLineRow>()) {
                mine = known.product_id == line.product_id ? known.quantity : mine;
            }
            const Quantity available = product->on_sale ? product->quantity : Quantity{};
            const Quantity quantity =
                joined_quantity(mine, line.quantity, available, product->quantity_step);
            if (!quantity.is_zero()) {
                joined.push_back({new_id<LineId>(host_), line.product_id, quantity});
            }
        }
        if (!joined.empty()) {
            const CartId cart = store_.cart_of(tx, new_id<CartId>(host_), user);
            store_.put(tx, cart, joined);
            if (!theirs->vouchers.empty()) {
                store_.set_vouchers(tx, cart, joined_codes(own, theirs->vouchers));
            }
        }
    }
    store_.drop(tx, *anonymous);
    return {};
}

void Carts::purge(Ctx ctx, std::int64_t lifetime_ms) {
    Session session(ctx);
    store_.purge(session, lifetime_ms);
}

} // namespace statybos::orders
