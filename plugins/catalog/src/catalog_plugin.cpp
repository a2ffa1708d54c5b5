#include "catalog_plugin.hpp"

namespace statybos::catalog {

CatalogPlugin::CatalogPlugin(Host host, const Parts& parts)
    : Plugin(host),
      settings_(host.settings<Settings>()),
      prices_(host.require<PriceRules>()),
      images_(host.require<ImageStore>()),
      local_image_store_(std::filesystem::path(host.data_dir()) / "media"),
      stock_(stock_store_),
      products_(
          parts.make_products(host, product_store_, category_store_, prices_, images_, settings_)),
      categories_(host, category_store_, vat_class_store_),
      vat_classes_(host, vat_class_store_),
      image_service_(parts.make_images(host, *products_, product_store_, images_, settings_)),
      views_(*products_, images_),
      product_routes_(*products_, product_store_, category_store_, views_, local_image_store_,
                      settings_),
      vendor_product_routes_(*products_, categories_, *image_service_, views_),
      vat_class_routes_(vat_classes_),
      load_demo_(host, *products_, product_store_, category_store_, *image_service_,
                 host.require<users::VendorReader>()) {
    host.provide<PriceRules>(plain_price_rules_);
    host.provide<ImageStore>(local_image_store_);
    host.provide<Stock>(stock_);
    host.provide<ProductReader>(*products_);
    host.provide<CategoryReader>(categories_);
    host.provide<Command>(load_demo_, "demo load catalog");

    product_routes_.declare(host);
    vendor_product_routes_.declare(host);
    vat_class_routes_.declare(host);

    host.on_in_transaction<users::VendorChanged>(
        "vendors", [this](Transaction& tx, const users::VendorChanged& vendor) {
            vendor_store_.put(tx, vendor);
            tx.ctx().invalidate({"vendors"});
            return Result<void>();
        });
}

} // namespace statybos::catalog
