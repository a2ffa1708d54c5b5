// /api/products for buyers: lists, search, one product, the categories.
#pragma once

#include <statybos/router.hpp>

#include "http/views.hpp"
#include "service/local_image_store.hpp"

namespace statybos::catalog {

enum class ShippingKind : std::uint8_t { pickup, delivery };
STATYBOS_ENUM(ShippingKind, pickup, delivery)

struct ProductQuery {
    std::optional<std::string> q;
    std::optional<std::string> category;
    std::vector<Condition> condition;
    std::optional<std::string> min_price; ///< "12.50" in the shop's currency
    std::optional<std::string> max_price;
    std::optional<std::string> vendor;
    std::optional<ShippingKind> shipping;
    std::vector<double> near; ///< latitude and longitude, or nothing
    std::optional<double> radius_km;
    std::map<std::string, std::string> attr; ///< attr.<name>=<value>
    std::optional<Sort> sort;
    std::int32_t limit = 20;
    std::optional<std::string> cursor;
};
STATYBOS_PARAMETERS(ProductQuery, q, category, condition, min_price, max_price, vendor, shipping,
                    near, radius_km, attr, sort, limit, cursor)
STATYBOS_LIMITS(ProductQuery, length(&ProductQuery::q, 0, 200),
                length(&ProductQuery::category, 1, 100), items(&ProductQuery::condition, 0, 4),
                length(&ProductQuery::vendor, 1, 100), items(&ProductQuery::near, 0, 2),
                range(&ProductQuery::radius_km, 0.1, 2000.0), items(&ProductQuery::attr, 0, 10),
                length(&ProductQuery::attr, 0, 200), range(&ProductQuery::limit, 1, 100),
                defaulted(&ProductQuery::limit))

struct VendorProductsQuery {
    std::string id; ///< of the vendor, or slug
    std::int32_t limit = 20;
    std::optional<std::string> cursor;
};
STATYBOS_PARAMETERS(VendorProductsQuery, id, limit, cursor)
STATYBOS_LIMITS(VendorProductsQuery, length(&VendorProductsQuery::id, 1, 120),
                range(&VendorProductsQuery::limit, 1, 100), defaulted(&VendorProductsQuery::limit))

struct ProductPath {
    std::string id; ///< or slug
};
STATYBOS_PARAMETERS(ProductPath, id)
STATYBOS_LIMITS(ProductPath, length(&ProductPath::id, 1, 120))

struct MediaPath {
    std::string key;
};
STATYBOS_PARAMETERS(MediaPath, key)

class ProductRoutes {
public:
    ProductRoutes(ProductService& products, ProductStore& product_store, CategoryStore& categories,
                  const Views& views, const LocalImageStore& images, const Settings& settings)
        : products_(products),
          product_store_(product_store),
          categories_(categories),
          views_(views),
          images_(images),
          settings_(settings) {}
    void declare(Host& host);

private:
    Result<ProductList> list(Ctx& ctx, const ProductQuery& query);
    Result<SearchAnswer> search(Ctx& ctx, const ProductQuery& query);
    Result<Answer<ProductView>> show(Ctx& ctx, const ProductPath& path);
    Result<CategoryTree> list_categories(Ctx& ctx);
    Result<RawAnswer> show_media(Ctx& ctx, const MediaPath& path);
    Result<ProductList> of_vendor(Ctx& ctx, const VendorProductsQuery& query);

    Result<ProductFilter> filter_of(Session& session, const ProductQuery& query) const;
    Result<ProductPage> page_of(Ctx& ctx, const ProductFilter& filter, const ProductQuery& query);
    std::vector<FacetValue> facet(Session& session, ProductFilter filter, const std::string& name);

    ProductService& products_;
    ProductStore& product_store_;
    CategoryStore& categories_;
    const Views& views_;
    const LocalImageStore& images_;
    const Settings& settings_;
};

} // namespace statybos::catalog
