// A fork of the catalog: what was once on sale stays findable, because buyers come back to it with
// their guarantee, so only an operator removes a product.
#include "catalog_plugin.hpp"

namespace {

using namespace statybos;
using namespace statybos::catalog;

class LastingProducts final : public ProductService {
public:
    using ProductService::ProductService;

    Result<void> remove(Ctx ctx, std::string_view key) override {
        if (!ctx.has_role("admin")) {
            return Error(Errc::forbidden, "products_stay",
                         "Only the marketplace removes products.");
        }
        return ProductService::remove(ctx, key);
    }
};

struct LastingParts final : Parts {
    std::unique_ptr<ProductService> make_products(Host host, ProductStore& products,
                                                  CategoryStore& categories, Use<PriceRules> prices,
                                                  Use<ImageStore> images,
                                                  const Settings& settings) const override {
        return std::make_unique<LastingProducts>(host, products, categories, prices, images,
                                                 settings);
    }
};

class ForkedCatalog final : public CatalogPlugin {
public:
    explicit ForkedCatalog(Host host) : CatalogPlugin(host, LastingParts()) {}
};

} // namespace

STATYBOS_PLUGIN(ForkedCatalog, "acme.catalog", "1.0.0")
