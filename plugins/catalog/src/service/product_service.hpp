// Products: making, changing, finding them, and what they cost the caller.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/catalog/image_store.hpp>
#include <statybos/catalog/price_rules.hpp>
#include <statybos/catalog/product_reader.hpp>
#include <statybos/host.hpp>

#include "settings.hpp"
#include "store/product_store.hpp"

namespace statybos::catalog {

/// A product and what the caller pays for one unit.
struct PricedProduct {
    ProductRow row;
    Money unit_price;
};

struct NewProduct {
    std::optional<std::string> slug; ///< made of the title when absent
    std::string title;
    std::string description;
    std::string category; ///< id or slug
    Condition condition = Condition::new_;
    Money original_price;
    std::optional<Money> discounted_price;
    Unit unit = Unit::pcs;
    Quantity quantity;
    std::optional<Quantity> quantity_step;
    std::optional<std::int64_t> weight_grams;
    std::vector<std::string> shipping;
    Json attributes;
    Json location;
    bool draft = false;
};

struct ProductChange {
    Maybe<std::string> title;
    Maybe<std::string> description;
    Maybe<std::string> category;
    Maybe<Condition> condition;
    Maybe<Money> original_price;
    Change<Money> discounted_price;
    Maybe<Quantity> quantity;        ///< absolute
    Maybe<Quantity> quantity_change; ///< relative, may be negative
    Maybe<Quantity> quantity_step;
    Change<std::int64_t> weight_grams;
    Maybe<std::vector<std::string>> shipping;
    Maybe<Json> attributes;
    Maybe<Json> location;
    Maybe<bool> draft;
};

struct ProductPage {
    std::vector<PricedProduct> items;
    std::optional<ProductCursor> next;
};

class ProductService : public ProductReader {
public:
    ProductService(Host host, ProductStore& products, CategoryStore& categories,
                   Use<PriceRules> prices, Use<ImageStore> images, const Settings& settings);

    /// @errors invalid validation_failed
    /// @errors forbidden not_vendor
    virtual Result<PricedProduct> create(Ctx ctx, VendorId vendor, const NewProduct& product);
    /// `check` sees the product as it is and may refuse, e.g. by If-Match.
    /// @errors not_found, forbidden not_owner, invalid validation_failed, conflict
    /// insufficient_stock
    virtual Result<PricedProduct>
    change(Ctx ctx, std::string_view key, const ProductChange& change,
           const std::function<Result<void>(const PricedProduct&)>& check);
    /// @errors not_found, forbidden not_owner
    virtual Result<void> remove(Ctx ctx, std::string_view key);

    /// Public ones, one's own, and all for operators. @errors not_found
    virtual Result<PricedProduct> get(Ctx ctx, std::string_view key);
    virtual ProductPage list(Ctx ctx, const ProductFilter& filter, Sort sort,
                             const std::optional<ProductCursor>& after, std::int32_t limit);
    ProductPage of_vendor(Ctx ctx, VendorId vendor, const std::optional<ProductCursor>& after,
                          std::int32_t limit);

    /// The caller's own product. @errors not_found, forbidden not_owner
    Result<ProductRow> own(Session& session, std::string_view key);
    /// The same, locked: what it says stays so until `tx` ends.
    Result<ProductRow> own_locked(Transaction& tx, std::string_view key);
    /// Tells how many products the vendor has on sale now.
    void tell_count(Transaction& tx, VendorId vendor);

    Result<std::vector<ProductSnapshot>> find_many(Session& session,
                                                   const std::vector<ProductId>& ids) override;

    virtual Percent vat_rate_of(const ProductRow& product) const;

private:
    std::optional<ProductRow> find(Session& session, std::string_view key);
    std::vector<PricedProduct> priced(Ctx ctx, std::vector<ProductRow> rows);
    std::string free_slug(Session& session, const NewProduct& product, ProductId id);

    Host host_;
    ProductStore& products_;
    CategoryStore& categories_;
    Use<PriceRules> prices_;
    Use<ImageStore> images_;
    const Settings& settings_;
};

} // namespace statybos::catalog
