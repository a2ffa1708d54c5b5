// From the cart to an order: what delivery costs, and placing.
#pragma once

#include <statybos/router.hpp>

#include "http/views.hpp"
#include "service/checkout.hpp"
#include "service/quoting.hpp"

namespace statybos::orders {

struct QuoteBody {
    std::optional<shipping::Address> address;
};
STATYBOS_RECORD(QuoteBody, address)

class CheckoutRoutes {
public:
    CheckoutRoutes(Carts& carts, Quoting& quoting, Checkout& checkout)
        : carts_(carts), quoting_(quoting), checkout_(checkout) {}
    void declare(Host& host);

private:
    Result<QuoteList> quote(Ctx& ctx, const QuoteBody& body, const Request& request);
    Result<Answer<PlacedView>> place(Ctx& ctx, const CheckoutRequest& body, const Request& request);

    Carts& carts_;
    Quoting& quoting_;
    Checkout& checkout_;
};

} // namespace statybos::orders
