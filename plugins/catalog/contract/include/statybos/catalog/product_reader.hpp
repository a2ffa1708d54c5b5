// What other plugins may know of products.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/contract.hpp>
#include <statybos/ids.hpp>
#include <statybos/money.hpp>
#include <statybos/quantity.hpp>
#include <statybos/record.hpp>

namespace statybos::catalog {

enum class Unit : std::uint8_t { pcs, m, m2, m3, kg, t, l, pack, pallet };
STATYBOS_ENUM(Unit, pcs, m, m2, m3, kg, t, l, pack, pallet)

enum class ProductStatus : std::uint8_t { draft, available, reserved, sold };
STATYBOS_ENUM(ProductStatus, draft, available, reserved, sold)

/// A product as a buyer would get it now.
struct ProductSnapshot {
    ProductId id;
    VendorId vendor_id;
    std::string slug;
    std::string title;
    std::string category; ///< slug
    Unit unit = Unit::pcs;
    Quantity quantity; ///< on_hand - reserved
    Quantity quantity_step;
    Money original_price;
    Money unit_price;                  ///< gross, after PriceRules
    Percent vat_rate;                  ///< 0 when the vendor pays no VAT
    std::int64_t weight_grams = 0;     ///< of one unit; a product without a weight counts 1 kg
    std::vector<std::string> shipping; ///< "pickup", "delivery"
    ProductStatus status = ProductStatus::draft;
    bool on_sale = false; ///< public: available and its vendor verified
    std::optional<std::string> image_url;
    std::vector<std::string> categories; ///< slugs from the tree's top down to `category`
};
STATYBOS_RECORD(ProductSnapshot, id, vendor_id, slug, title, category, unit, quantity,
                quantity_step, original_price, unit_price, vat_rate, weight_grams, shipping, status,
                on_sale, image_url, categories)

struct ProductReader {
    virtual ~ProductReader() = default;

    /// In the order asked, each id once; unknown ids are left out. At most 100. Prices are those of
    /// the caller in the context (PriceRules may look at the user).
    virtual Result<std::vector<ProductSnapshot>> find_many(Session&,
                                                           const std::vector<ProductId>& ids) = 0;
};
STATYBOS_INTERFACE(ProductReader, "statybos.catalog.product_reader", 1, find_many)

} // namespace statybos::catalog
