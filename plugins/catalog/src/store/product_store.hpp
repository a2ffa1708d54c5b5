// Rows of catalog.product, with what a listing shows of their category, vendor and pictures.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/catalog/product_reader.hpp>
#include <statybos/instant.hpp>
#include <statybos/transaction.hpp>

#include "store/category_store.hpp"

namespace statybos::catalog {

enum class Condition : std::uint8_t { new_, used, surplus, refurbished };
STATYBOS_ENUM(Condition, new_, used, surplus, refurbished)

struct ImageRow {
    Uuid id;
    std::string key;
    std::string thumbnail_key;
    std::string alt;
    std::int32_t position = 0;
};
STATYBOS_RECORD(ImageRow, id, key, thumbnail_key, alt, position)

struct ProductRow {
    ProductId id;
    std::string slug;
    std::string title;
    std::string description;
    Condition condition = Condition::new_;
    std::string currency;
    std::int64_t original_price = 0; ///< minor units
    std::optional<std::int64_t> discounted_price;
    Unit unit = Unit::pcs;
    Quantity quantity_step;
    Quantity on_hand;
    Quantity reserved;
    ProductStatus status = ProductStatus::draft;
    std::optional<std::int64_t> weight_grams;
    std::vector<std::string> shipping;
    Json attributes;
    Json location;
    Instant created_at;
    Instant updated_at;
    CategoryId category_id;
    std::string category_slug;
    std::string category_name_lt;
    std::string category_name_en;
    Percent vat_rate; ///< of the category's class
    VendorId vendor_id;
    std::string vendor_slug;
    std::string vendor_name;
    std::string vendor_status;
    bool vendor_vat_payer = false;
    double rating_average = 0;
    std::int32_t rating_count = 0;
    std::vector<ImageRow> images;

    Quantity quantity() const { return on_hand - reserved; }
    bool on_sale() const {
        return status == ProductStatus::available && vendor_status == "verified";
    }
    /// Shown to everybody: on sale, or sold and still reachable by its link.
    bool is_public() const { return status != ProductStatus::draft && vendor_status == "verified"; }
};
STATYBOS_RECORD(ProductRow, id, slug, title, description, condition, currency, original_price,
                discounted_price, unit, quantity_step, on_hand, reserved, status, weight_grams,
                shipping, attributes, location, created_at, updated_at, category_id, category_slug,
                category_name_lt, category_name_en, vat_rate, vendor_id, vendor_slug, vendor_name,
                vendor_status, vendor_vat_payer, rating_average, rating_count, images)

enum class Sort : std::uint8_t { newest, relevance, price_asc, price_desc };
STATYBOS_ENUM(Sort, newest, relevance, price_asc, price_desc)

/// What a listing is narrowed to; an absent member does not narrow.
struct ProductFilter {
    std::optional<std::string> words; ///< a tsquery, made by search_rules
    std::optional<std::vector<CategoryId>> categories;
    std::vector<Condition> conditions;
    std::optional<std::int64_t> min_price;
    std::optional<std::int64_t> max_price;
    std::optional<std::string> vendor; ///< id or slug
    std::optional<std::string> shipping;
    std::optional<double> lat;
    std::optional<double> lon;
    std::optional<double> radius_km;
    std::optional<std::string> attributes; ///< a JSON object that the product's must contain
};

/// Where the page before ended.
struct ProductCursor {
    std::int64_t key = 0; ///< the price, or the rank in millionths
    ProductId id;
};

struct FacetCount {
    std::string value;
    std::int64_t count = 0;
};
STATYBOS_RECORD(FacetCount, value, count)

struct Ranked {
    ProductRow product;
    std::int64_t rank = 0;
};
STATYBOS_RECORD(Ranked, product, rank)

/// With its place in the tree.
struct PlacedProduct {
    ProductRow product;
    std::vector<std::string> categories; ///< slugs from the top down
};
STATYBOS_RECORD(PlacedProduct, product, categories)

/// Found under the given name and not archived.
class ProductStore {
public:
    /// @throws Failure unique_violation (product_slug_key)
    void insert(Transaction& tx, const ProductRow& product);
    void update(Transaction& tx, const ProductRow& product);
    /// Adds to on_hand; false when less than what is promised would be left.
    bool change_on_hand(Transaction& tx, ProductId id, Quantity change);
    void archive(Transaction& tx, ProductId id);

    /// Makes whoever else changes the product wait until `tx` ends: what is read behind this holds.
    void lock(Transaction& tx, ProductId id);

    std::optional<ProductRow> find(Session& session, ProductId id);
    std::optional<ProductRow> find_by_slug(Session& session, std::string_view slug);
    std::vector<PlacedProduct> find_many(Session& session, const std::vector<ProductId>& ids);
    /// A page of what is on sale; one statement whatever the page size.
    std::vector<Ranked> list(Session& session, const ProductFilter& filter, Sort sort,
                             const std::optional<ProductCursor>& after, std::int32_t limit);
    /// Also drafts, newest first.
    std::vector<ProductRow> of_vendor(Session& session, VendorId vendor,
                                      std::optional<ProductId> after, std::int32_t limit);
    std::int64_t count(Session& session, const ProductFilter& filter);
    /// @param column  "condition", "shipping" or "category"
    std::vector<FacetCount> facet(Session& session, const ProductFilter& filter,
                                  std::string_view column);
    std::int64_t count_on_sale(Session& session, VendorId vendor);

    void add_image(Transaction& tx, ProductId product, const ImageRow& image);
    void describe_image(Transaction& tx, const Uuid& image, std::string_view alt);
    /// Puts a picture at `position`; the others keep their order around it.
    void move_image(Transaction& tx, ProductId product, const Uuid& image, std::int32_t position);
    void remove_image(Transaction& tx, const Uuid& image);
};

} // namespace statybos::catalog
