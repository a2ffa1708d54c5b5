// The plugin on one screen: settings in, services made, routes declared, events heard.
#pragma once

#include <statybos/plugin.hpp>

#include "http/product_routes.hpp"
#include "http/vat_class_routes.hpp"
#include "http/vendor_product_routes.hpp"
#include "http/views.hpp"
#include "parts.hpp"
#include "service/category_service.hpp"
#include "service/load_demo.hpp"
#include "service/local_image_store.hpp"
#include "service/plain_price_rules.hpp"
#include "service/stock_service.hpp"
#include "settings.hpp"
#include "store/vendor_store.hpp"

namespace statybos::catalog {

class CatalogPlugin : public Plugin {
public:
    explicit CatalogPlugin(Host host, const Parts& parts = Parts());

private:
    Settings settings_;
    CategoryStore category_store_;
    ProductStore product_store_;
    StockStore stock_store_;
    VatClassStore vat_class_store_;
    VendorStore vendor_store_;
    // Its own contracts too are called as others may have decorated them.
    Use<PriceRules> prices_;
    Use<ImageStore> images_;
    PlainPriceRules plain_price_rules_;
    LocalImageStore local_image_store_;
    StockService stock_;
    std::unique_ptr<ProductService> products_;
    CategoryService categories_;
    VatClasses vat_classes_;
    std::unique_ptr<ImageService> image_service_;
    Views views_;
    ProductRoutes product_routes_;
    VendorProductRoutes vendor_product_routes_;
    VatClassRoutes vat_class_routes_;
    LoadDemo load_demo_;
};

} // namespace statybos::catalog
