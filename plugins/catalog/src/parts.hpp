// The classes of this module that a source fork may replace: decisions that no contract covers.
#pragma once

#include <memory>

#include "service/image_service.hpp"
#include "service/product_service.hpp"

namespace statybos::catalog {

/// A fork overrides a maker and returns a class derived from the one that stands here.
struct Parts {
    virtual ~Parts() = default;

    /// What a product must be like, who sees it, how its VAT is found.
    virtual std::unique_ptr<ProductService>
    make_products(Host host, ProductStore& products, CategoryStore& categories,
                  Use<PriceRules> prices, Use<ImageStore> images, const Settings& settings) const {
        return std::make_unique<ProductService>(host, products, categories, prices, images,
                                                settings);
    }

    /// What becomes of an uploaded picture.
    virtual std::unique_ptr<ImageService> make_images(Host host, ProductService& products,
                                                      ProductStore& store, Use<ImageStore> images,
                                                      const Settings& settings) const {
        return std::make_unique<ImageService>(host, products, store, images, settings);
    }
};

} // namespace statybos::catalog
