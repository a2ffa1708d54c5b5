// A cart as it is shown and ordered.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/catalog/product_reader.hpp>
#include <statybos/orders/tax_rules.hpp>
#include <statybos/orders/vouchers.hpp>
#include <statybos/users/vendor_reader.hpp>

#include "service/totals_rules.hpp"

namespace statybos::orders {

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
    std::vector<TaxDecision> taxes;             ///< one for each vendor
    std::vector<std::string> codes;             ///< of vouchers, the latest last
    std::vector<VoucherDiscount> vouchers;      ///< of the codes that take something off
    std::vector<VoucherRefusal> refusals;       ///< of those that do not
    Totals totals;                              ///< without delivery
    std::vector<VatSum> vat_summary;            ///< without delivery
    std::optional<std::string> new_token;       ///< made just now, for the visitor to keep
    bool joined = false; ///< the visitor's cart went into the user's: its token is worth nothing

    /// The vendor of a line.
    const users::VendorSnapshot* vendor_of(const CartLine& line) const;
};

} // namespace statybos::orders
