// What a cart comes to: what its vouchers take off, and the VAT in what is left.
#pragma once

#include <map>
#include <optional>
#include <string>

#include <statybos/host.hpp>
#include <statybos/orders/tax_rules.hpp>
#include <statybos/orders/vouchers.hpp>

#include "service/cart.hpp"

namespace statybos::orders {

/// Who buys and where the goods go, as far as it is known.
struct Buyer {
    std::optional<UserId> user;
    std::optional<std::string> email;
    std::optional<std::string> vat_number;   ///< found valid
    std::map<VendorId, std::string> ship_to; ///< countries; of those whose goods are sent
};

class Pricing {
public:
    Pricing(Use<TaxRules> taxes, Use<Vouchers> vouchers) : taxes_(taxes), vouchers_(vouchers) {}

    /// Fills in the sums of the lines, the discounts, the taxes and the totals. Codes that take
    /// nothing off are no error here: they are the cart's `refusals`.
    Result<void> price(Session& session, Cart& cart, const Buyer& buyer);

private:
    Result<std::vector<TaxDecision>> tax(Session& session, const Cart& cart, const Buyer& buyer);
    /// By the cart's vouchers and taxes.
    static void sum_up(Cart& cart);
    Result<VoucherVerdict> judge(Session& session, const Cart& cart, const Buyer& buyer);

    Use<TaxRules> taxes_;
    Use<Vouchers> vouchers_;
};

} // namespace statybos::orders
