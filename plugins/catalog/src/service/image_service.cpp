#include "service/image_service.hpp"

#include <statybos/secrets.hpp>

#include "service/picture.hpp"

namespace statybos::catalog {

Result<ImageRow> ImageService::add(Ctx ctx, const ProductRow& product, std::string_view bytes,
                                   std::string_view alt) {
    if (bytes.size() > static_cast<std::size_t>(settings_.image_max_bytes)) {
        return Error(Errc::too_large, "picture_too_large",
                     "the picture has more than " + std::to_string(settings_.image_max_bytes) +
                         " bytes");
    }
    if (product.images.size() >= static_cast<std::size_t>(settings_.images_per_product)) {
        return Error(Errc::conflict, "too_many_images",
                     "a product has at most " + std::to_string(settings_.images_per_product) +
                         " pictures");
    }
    auto drawn = draw_anew(bytes, settings_.image_max_pixels);
    if (!drawn) {
        return drawn.error();
    }
    ImageRow image;
    image.id = new_uuid(host_);
    const std::string base = "products/" + product.id.to_string() + '/' + image.id.to_string();
    image.key = base + ".jpg";
    image.thumbnail_key = base + "-small.jpg";
    image.alt = alt;
    image.position = product.images.empty() ? 0 : product.images.back().position + 1;
    for (const auto& [key, picture] :
         {std::pair<std::string_view, std::string_view>(image.key, drawn->full),
          {image.thumbnail_key, drawn->thumbnail}}) {
        if (auto kept = images_(ctx)->put(ctx, key, "image/jpeg", picture); !kept) {
            return kept.error();
        }
    }
    transact(ctx, [&](Transaction& tx) {
        products_.add_image(tx, product.id, image);
        tx.ctx().invalidate({"product:" + product.id.to_string(), "products"});
    });
    return image;
}

} // namespace statybos::catalog
