#include "service/product_rules.hpp"

#include <algorithm>

namespace statybos::catalog {
namespace {

Error unacceptable() {
    return Error(Errc::invalid, "validation_failed", "the input is not acceptable");
}

} // namespace

Quantity default_step(Unit unit) {
    const bool counted = unit == Unit::pcs || unit == Unit::pack || unit == Unit::pallet;
    return Quantity{counted ? 1000 : 1};
}

Result<void> check_price(const Money& price, std::string_view pointer, const Settings& settings) {
    if (price.currency.code() != settings.currency) {
        return unacceptable().field(std::string(pointer) + "/currency", "not_in_list",
                                    "prices are in " + settings.currency);
    }
    if (price.minor <= 0) {
        return unacceptable().field(std::string(pointer) + "/amount", "too_small",
                                    "a price is more than zero");
    }
    return {};
}

Result<void> check_product(const ProductRow& product, const Settings&) {
    Error error = unacceptable();
    if (product.discounted_price && *product.discounted_price >= product.original_price) {
        error.add_field({"/discounted_price/amount", "too_large",
                         "the discounted price is below the original one"});
    }
    if (!product.on_hand.is_multiple_of(product.quantity_step)) {
        error.add_field({"/quantity", "bad_step",
                         "the quantity is a multiple of " + product.quantity_step.to_string()});
    }
    if (product.shipping.empty()) {
        error.add_field({"/shipping", "too_few", "name at least one way to get the product"});
    }
    for (const std::string& kind : product.shipping) {
        if (kind != "pickup" && kind != "delivery") {
            error.add_field({"/shipping", "not_in_list", "shipping is pickup, delivery or both"});
        }
    }
    if (error.fields().empty()) {
        return {};
    }
    return error;
}

} // namespace statybos::catalog
