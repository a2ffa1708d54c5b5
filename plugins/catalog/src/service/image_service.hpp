// The pictures of products.
#pragma once

#include <string>
#include <string_view>

#include <statybos/catalog/image_store.hpp>
#include <statybos/host.hpp>

#include "service/product_service.hpp"
#include "settings.hpp"
#include "store/product_store.hpp"

namespace statybos::catalog {

class ImageService {
public:
    ImageService(Host host, ProductStore& products, Use<ImageStore> images,
                 const Settings& settings)
        : host_(host), products_(products), images_(images), settings_(settings) {}

    /// Adds a picture behind the others of `product`.
    /// @errors unsupported_media, too_large  see draw_anew
    /// @errors conflict too_many_images
    Result<ImageRow> add(Ctx ctx, const ProductRow& product, std::string_view bytes,
                         std::string_view alt);

private:
    Host host_;
    ProductStore& products_;
    Use<ImageStore> images_;
    const Settings& settings_;
};

} // namespace statybos::catalog
