// From a cart and a buyer's decisions to a purchase that only has to be written down.
#pragma once

#include <vector>

#include <statybos/host.hpp>
#include <statybos/payments/payments.hpp>
#include <statybos/users/user_reader.hpp>

#include "service/carts.hpp"
#include "service/checkout_request.hpp"
#include "service/quoting.hpp"
#include "service/vat_numbers.hpp"
#include "store/order_rows.hpp"

namespace statybos::orders {

/// All but the numbers and the identity of whoever pays.
struct Draft {
    NewPurchase purchase;
    std::vector<NewOrder> orders;
    std::vector<LineRow> lines;
    std::vector<CartLineRow> taken;
    std::vector<payments::PaymentShare> shares; ///< one for each order
    std::vector<VoucherUse> uses;               ///< of vouchers
};

class Drafting {
public:
    Drafting(Host host, Quoting& quoting, Pricing& pricing, VatNumbers& vat_numbers,
             Use<users::UserReader> users, Use<payments::Payments> payments);
    virtual ~Drafting() = default;

    /// @errors invalid validation_failed   everything that is unmet, at once
    /// @errors conflict insufficient_stock with `lines`
    /// @errors conflict voucher_…          a code takes nothing off any more, with `voucher`
    /// @errors conflict cart_changed       another total than expected, with `total`
    virtual Result<Draft> draft(Ctx ctx, Cart cart, const CheckoutRequest& request);

private:
    struct Chosen;

    void check_email(Session& session, const CheckoutRequest& request, Draft& draft, Error& wrong);
    Result<std::vector<Chosen>> choose(Ctx ctx, const Cart& cart, const CheckoutRequest& request,
                                       Error& wrong);
    /// Prices the cart anew where who buys and where it goes makes a difference.
    Result<std::optional<CheckedVatNumber>> reprice(Session& session, Cart& cart,
                                                    const std::vector<Chosen>& chosen,
                                                    const CheckoutRequest& request,
                                                    const Draft& draft);
    void add_order(Draft& draft, const Cart& cart, const Chosen& chosen,
                   const std::optional<CheckedVatNumber>& vat_number);
    void check_payment(Ctx ctx, const CheckoutRequest& request, const Money& total, Error& wrong);

    Host host_;
    Quoting& quoting_;
    Pricing& pricing_;
    VatNumbers& vat_numbers_;
    Use<users::UserReader> users_;
    Use<payments::Payments> payments_;
};

} // namespace statybos::orders
