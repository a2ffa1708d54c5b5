#include "http/cart_routes.hpp"

#include "http/visitor.hpp"

namespace statybos::orders {
namespace {

Error unreadable_line() {
    return Error(Errc::not_found, "not_found", "there is no such line in the cart");
}

} // namespace

void CartRoutes::declare(Host& host) {
    Router router(host, *this, "cart");
    router.get("/api/cart", &CartRoutes::show)
        .access(Access::anyone)
        .summary("One's cart: the user's, or that of X-Cart-Token");
    router.remove("/api/cart", &CartRoutes::clear)
        .access(Access::anyone)
        .status(200)
        .summary("Empty the cart");
    router.post("/api/cart/lines", &CartRoutes::add)
        .access(Access::anyone)
        .status(201)
        .summary("Put a product into the cart");
    router.patch("/api/cart/lines/{id}", &CartRoutes::change)
        .access(Access::anyone)
        .summary("Change a line's quantity; zero removes it");
    router.remove("/api/cart/lines/{id}", &CartRoutes::remove)
        .access(Access::anyone)
        .status(200)
        .summary("Take a line out of the cart");
    router.put("/api/cart/vouchers/{code}", &CartRoutes::put_voucher)
        .access(Access::anyone)
        .summary("Put a voucher into the cart");
    router.remove("/api/cart/vouchers/{code}", &CartRoutes::remove_voucher)
        .access(Access::anyone)
        .status(200)
        .summary("Take a voucher out of the cart");
}

CartRoutes::CartAnswer CartRoutes::answer_of(const Result<Cart>& cart) const {
    if (!cart) {
        return cart.error();
    }
    return with_cart_token(
        Answer<CartView>(view_of(*cart)).header("Cache-Control", "private, no-store"), *cart,
        secure_cookies_);
}

CartRoutes::CartAnswer CartRoutes::show(Ctx& ctx, const Request& request) {
    return answer_of(carts_.show(ctx, visitor_of(ctx, request)));
}

CartRoutes::CartAnswer CartRoutes::clear(Ctx& ctx, const Request& request) {
    return answer_of(carts_.clear(ctx, visitor_of(ctx, request)));
}

CartRoutes::CartAnswer CartRoutes::add(Ctx& ctx, const CartLineBody& body, const Request& request) {
    return answer_of(carts_.add(ctx, visitor_of(ctx, request), body.product_id, body.quantity));
}

CartRoutes::CartAnswer CartRoutes::change(Ctx& ctx, const CartLinePath& path,
                                          const CartLinePatch& body, const Request& request) {
    const auto line = LineId::parse(path.id);
    return line ? answer_of(carts_.change(ctx, visitor_of(ctx, request), *line, body.quantity))
                : CartAnswer(unreadable_line());
}

CartRoutes::CartAnswer CartRoutes::remove(Ctx& ctx, const CartLinePath& path,
                                          const Request& request) {
    const auto line = LineId::parse(path.id);
    return line ? answer_of(carts_.remove(ctx, visitor_of(ctx, request), *line))
                : CartAnswer(unreadable_line());
}

CartRoutes::CartAnswer CartRoutes::put_voucher(Ctx& ctx, const VoucherPath& path,
                                               const Request& request) {
    return answer_of(carts_.put_voucher(ctx, visitor_of(ctx, request), path.code));
}

CartRoutes::CartAnswer CartRoutes::remove_voucher(Ctx& ctx, const VoucherPath& path,
                                                  const Request& request) {
    return answer_of(carts_.remove_voucher(ctx, visitor_of(ctx, request), path.code));
}

} // namespace statybos::orders
