// The pictures of products.
#pragma once

#include <string>
#include <string_view>

#include <statybos/catalog/image_store.hpp>
#include <statybos/host.hpp>

#include "service/picture.hpp"
#include "service/product_service.hpp"
#include "settings.hpp"
#include "store/product_store.hpp"

namespace statybos::catalog {

struct ImageChange {
    Maybe<std::string> alt;
    Maybe<std::int32_t> position; ///< the others make room; beyond the last is the last
};

class ImageService {
public:
    ImageService(Host host, ProductService& products, ProductStore& store, Use<ImageStore> images,
                 const Settings& settings)
        : host_(host), products_(products), store_(store), images_(images), settings_(settings) {}
    virtual ~ImageService() = default;

    /// Adds a picture behind the others of `product`.
    /// @errors unsupported_media, too_large  see draw_anew
    /// @errors conflict too_many_images
    virtual Result<ImageRow> add(Ctx ctx, const ProductRow& product, std::string_view bytes,
                                 std::string_view alt);
    /// @errors not_found, forbidden not_owner
    virtual Result<ImageRow> change(Ctx ctx, std::string_view product, const Uuid& image,
                                    const ImageChange& change);
    /// @errors not_found, forbidden not_owner
    virtual Result<void> remove(Ctx ctx, std::string_view product, const Uuid& image);

private:
    Result<void> keep(Ctx ctx, const ImageRow& image, const DrawnPicture& drawn);
    void forget(Ctx ctx, const ImageRow& image);

    Host host_;
    ProductService& products_;
    ProductStore& store_;
    Use<ImageStore> images_;
    const Settings& settings_;
};

} // namespace statybos::catalog
