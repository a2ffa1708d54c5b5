// What a shop may decide about the price of a product.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/contract.hpp>
#include <statybos/ids.hpp>
#include <statybos/money.hpp>
#include <statybos/record.hpp>

namespace statybos::catalog {

struct PriceQuestion {
    ProductId product_id;
    VendorId vendor_id;
    std::string category; ///< slug
    Money original_price;
    std::optional<Money> discounted_price;
};
STATYBOS_RECORD(PriceQuestion, product_id, vendor_id, category, original_price, discounted_price)

struct PriceRules {
    virtual ~PriceRules() = default;

    /// What the caller in the context pays for one unit of each, gross, in the same order.
    ///
    /// @returns  As many prices as questions, same currency, each in [0, original_price].
    /// @source   The plain rule: the discounted price, else the original one.
    virtual Result<std::vector<Money>> prices(Ctx&,
                                              const std::vector<PriceQuestion>& questions) = 0;
};
STATYBOS_INTERFACE(PriceRules, "statybos.catalog.price_rules", 1, prices)

} // namespace statybos::catalog
