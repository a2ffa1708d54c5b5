#include "http/checkout_routes.hpp"

#include "http/visitor.hpp"

namespace statybos::orders {

void CheckoutRoutes::declare(Host& host) {
    Router router(host, *this, "checkout");
    router.post("/api/shipping/quotes", &CheckoutRoutes::quote)
        .access(Access::anyone)
        .summary("Ways of delivery for each vendor in the cart, with prices");
    router.post("/api/orders", &CheckoutRoutes::place)
        .access(Access::anyone)
        .status(201)
        .idempotent("X-Cart-Token")
        .deadline(std::chrono::seconds(25))
        .summary("Order the cart; 202 when the gateway's answer is still to come");
}

Result<QuoteList> CheckoutRoutes::quote(Ctx& ctx, const QuoteBody& body, const Request& request) {
    const auto cart = carts_.show(ctx, visitor_of(ctx, request));
    if (!cart) {
        return cart.error();
    }
    std::vector<Destination> destinations;
    for (const users::VendorSnapshot& vendor : cart->vendors) {
        destinations.push_back({vendor.id, body.address});
    }
    const auto offers = quoting_.offers(ctx, *cart, destinations);
    return offers ? Result<QuoteList>(view_of(*offers)) : Result<QuoteList>(offers.error());
}

Result<Answer<PlacedView>> CheckoutRoutes::place(Ctx& ctx, const CheckoutRequest& body,
                                                 const Request& request) {
    const auto placed =
        checkout_.place(ctx, visitor_of(ctx, request), body, request.idempotency_key());
    if (!placed) {
        return placed.error();
    }
    auto answer = Answer<PlacedView>(view_of(*placed)).header("Cache-Control", "no-store");
    return placed->is_undecided() ? std::move(answer).accepted() : std::move(answer);
}

} // namespace statybos::orders
