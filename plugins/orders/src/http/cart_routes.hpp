// /api/cart
#pragma once

#include <statybos/router.hpp>

#include "http/views.hpp"
#include "service/carts.hpp"

namespace statybos::orders {

struct CartLineBody {
    ProductId product_id;
    Quantity quantity;
};
STATYBOS_RECORD(CartLineBody, product_id, quantity)
STATYBOS_LIMITS(CartLineBody, at_least(&CartLineBody::quantity, 1))

struct CartLinePatch {
    Quantity quantity;
};
STATYBOS_RECORD(CartLinePatch, quantity)

struct CartLinePath {
    std::string id;
};
STATYBOS_PARAMETERS(CartLinePath, id)
STATYBOS_LIMITS(CartLinePath, length(&CartLinePath::id, 1, 100))

struct VoucherPath {
    std::string code;
};
STATYBOS_PARAMETERS(VoucherPath, code)
STATYBOS_LIMITS(VoucherPath, length(&VoucherPath::code, 1, 60))

class CartRoutes {
public:
    CartRoutes(Carts& carts, bool secure_cookies)
        : carts_(carts), secure_cookies_(secure_cookies) {}
    void declare(Host& host);

private:
    using CartAnswer = Result<Answer<CartView>>;
    CartAnswer show(Ctx& ctx, const Request& request);
    CartAnswer clear(Ctx& ctx, const Request& request);
    CartAnswer add(Ctx& ctx, const CartLineBody& body, const Request& request);
    CartAnswer change(Ctx& ctx, const CartLinePath& path, const CartLinePatch& body,
                      const Request& request);
    CartAnswer remove(Ctx& ctx, const CartLinePath& path, const Request& request);
    CartAnswer put_voucher(Ctx& ctx, const VoucherPath& path, const Request& request);
    CartAnswer remove_voucher(Ctx& ctx, const VoucherPath& path, const Request& request);
    CartAnswer answer_of(const Result<Cart>& cart) const;

    Carts& carts_;
    bool secure_cookies_;
};

} // namespace statybos::orders
