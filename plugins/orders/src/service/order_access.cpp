#include "service/order_access.hpp"

#include <statybos/secrets.hpp>

namespace statybos::orders {
namespace {

bool holds_token(const OrderRow& order, std::string_view token) {
    return order.guest_token_hash && !token.empty() &&
           equal_in_constant_time(*order.guest_token_hash, to_hex(sha256(token)));
}

} // namespace

Actors actors_of(const Ctx& ctx, const OrderRow& order, std::string_view purchase_token) {
    Actors actors;
    if ((order.user_id && order.user_id == ctx.user()) || holds_token(order, purchase_token)) {
        actors = actors | Actor::buyer;
    }
    if (ctx.vendor() == order.vendor_id && ctx.has_role("vendor")) {
        actors = actors | Actor::vendor;
    }
    if (ctx.has_role("admin")) {
        actors = actors | Actor::admin;
    }
    return actors;
}

bool may_see(const Ctx& ctx, const OrderRow& order, std::string_view purchase_token) {
    const Actors anybody = Actors(Actor::buyer) | Actor::vendor | Actor::admin;
    return order.listed &&
           (actors_of(ctx, order, purchase_token).meet(anybody) || ctx.has_role("support"));
}

Error no_such_order() {
    return Error(Errc::not_found, "not_found", "there is no such order");
}

} // namespace statybos::orders
