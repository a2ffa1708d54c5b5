// What a product must be like, apart from what its types say.
#pragma once

#include <statybos/error.hpp>

#include "settings.hpp"
#include "store/product_store.hpp"

namespace statybos::catalog {

/// 1 for what is counted, a thousandth for what is measured.
Quantity default_step(Unit unit);

/// @errors invalid validation_failed  with every member that does not fit
Result<void> check_product(const ProductRow& product, const Settings& settings);

/// @errors invalid validation_failed
Result<void> check_price(const Money& price, std::string_view pointer, const Settings& settings);

} // namespace statybos::catalog
