// The shapes of this plugin's answers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "service/product_service.hpp"
#include "store/category_store.hpp"

namespace statybos::catalog {

struct CategoryLink {
    CategoryId id;
    std::string slug;
    std::string name;
};
STATYBOS_RECORD(CategoryLink, id, slug, name)

struct ProductRating {
    double average = 0;
    std::int32_t count = 0;
};
STATYBOS_RECORD(ProductRating, average, count)

struct VendorLink {
    VendorId id;
    std::string slug;
    std::string display_name;
    std::string verification_status;
    ProductRating rating;
};
STATYBOS_RECORD(VendorLink, id, slug, display_name, verification_status, rating)

struct ImageView {
    Uuid id;
    std::string url;
    std::string thumbnail_url;
    std::string alt;
    std::int32_t position = 0;
};
STATYBOS_RECORD(ImageView, id, url, thumbnail_url, alt, position)

struct ProductView {
    ProductId id;
    std::string slug;
    std::string title;
    std::string description;
    CategoryLink category;
    Condition condition = Condition::new_;
    Money original_price;
    std::optional<Money> discounted_price; ///< what the caller pays, when less than the original
    Percent vat_rate;
    Unit unit = Unit::pcs;
    Quantity quantity;
    Quantity quantity_step;
    Json location;
    ProductStatus status = ProductStatus::draft;
    std::vector<ImageView> images;
    std::vector<std::string> shipping;
    std::optional<Quantity> weight_kg;
    Json attributes;
    VendorLink vendor;
    Instant created_at;
    Instant updated_at;
};
STATYBOS_RECORD(ProductView, id, slug, title, description, category, condition, original_price,
                discounted_price, vat_rate, unit, quantity, quantity_step, location, status, images,
                shipping, weight_kg, attributes, vendor, created_at, updated_at)

struct ProductList {
    std::vector<ProductView> items;
    std::optional<std::string> next_cursor;
};
STATYBOS_RECORD(ProductList, items, next_cursor)

struct FacetValue {
    std::string value;
    std::string label;
    std::int64_t count = 0;
};
STATYBOS_RECORD(FacetValue, value, label, count)

struct SearchAnswer {
    std::vector<ProductView> items;
    std::optional<std::string> next_cursor;
    std::int64_t total = 0;
    std::map<std::string, std::vector<FacetValue>> facets;
};
STATYBOS_RECORD(SearchAnswer, items, next_cursor, total, facets)

struct CategoryView {
    CategoryId id;
    std::string slug;
    std::string name;
    Percent vat_rate;
    std::int64_t product_count = 0; ///< descendants' included
    std::vector<Json> children;     ///< of the same shape
};
STATYBOS_RECORD(CategoryView, id, slug, name, vat_rate, product_count, children)

struct CategoryTree {
    std::vector<CategoryView> items;
    std::optional<std::string> next_cursor;
};
STATYBOS_RECORD(CategoryTree, items, next_cursor)

/// Renders products for one caller.
class Views {
public:
    Views(const ProductService& products, Use<ImageStore> images)
        : products_(products), images_(images) {}

    ProductView product(Ctx& ctx, const PricedProduct& product) const;
    ImageView image(Ctx& ctx, const ImageRow& image) const;
    CategoryTree tree(Ctx& ctx, const std::vector<CategoryRow>& rows) const;

    template <class List>
    List list(Ctx& ctx, const ProductPage& page) const {
        List list;
        list.items.reserve(page.items.size());
        for (const PricedProduct& one : page.items) {
            list.items.push_back(product(ctx, one));
        }
        if (page.next) {
            list.next_cursor = cursor_text(*page.next);
        }
        return list;
    }

    static std::string cursor_text(const ProductCursor& cursor);
    /// @errors invalid validation_failed  not a cursor of ours
    static Result<std::optional<ProductCursor>> cursor_of(const std::optional<std::string>& text);

private:
    const ProductService& products_;
    Use<ImageStore> images_;
};

} // namespace statybos::catalog
