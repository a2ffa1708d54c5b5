#include "service/image_service.hpp"

#include <statybos/secrets.hpp>

namespace statybos::catalog {
namespace {

Error no_such_image() {
    return Error(Errc::not_found, "not_found", "there is no such picture");
}

const ImageRow* image_of(const ProductRow& product, const Uuid& id) {
    for (const ImageRow& image : product.images) {
        if (image.id == id) {
            return &image;
        }
    }
    return nullptr;
}

void image_changed(Transaction& tx, ProductId product) {
    tx.ctx().invalidate({"product:" + product.to_string(), "products"});
}

} // namespace

Result<void> ImageService::keep(Ctx ctx, const ImageRow& image, const DrawnPicture& drawn) {
    for (const auto& [key, picture] :
         {std::pair<std::string_view, std::string_view>(image.key, drawn.full),
          {image.thumbnail_key, drawn.thumbnail}}) {
        if (auto kept = images_(ctx)->put(ctx, key, "image/jpeg", picture); !kept) {
            return kept;
        }
    }
    return {};
}

// A file that stays behind is seen by nobody, so this never fails its caller.
void ImageService::forget(Ctx ctx, const ImageRow& image) {
    for (const std::string& key : {image.key, image.thumbnail_key}) {
        if (auto removed = images_(ctx)->remove(ctx, key); !removed) {
            host_.log_warning("a picture could not be removed from its store",
                              {{"key", key}, {"reason", removed.error().message()}});
        }
    }
}

Result<ImageRow> ImageService::add(Ctx ctx, const ProductRow& product, std::string_view bytes,
                                   std::string_view alt) {
    if (bytes.size() > static_cast<std::size_t>(settings_.image_max_bytes)) {
        return Error(Errc::too_large, "picture_too_large",
                     "the picture has more than " + std::to_string(settings_.image_max_bytes) +
                         " bytes");
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
    if (auto kept = keep(ctx, image, *drawn); !kept) {
        forget(ctx, image);
        return kept.error();
    }
    auto added = transact(ctx, [&](Transaction& tx) -> Result<void> {
        store_.lock(tx, product.id);
        const auto now = store_.find(tx, product.id);
        if (!now) {
            return Error(Errc::not_found, "not_found", "there is no such product");
        }
        if (now->images.size() >= static_cast<std::size_t>(settings_.images_per_product)) {
            return Error(Errc::conflict, "too_many_images",
                         "a product has at most " + std::to_string(settings_.images_per_product) +
                             " pictures");
        }
        image.position = now->images.empty() ? 0 : now->images.back().position + 1;
        store_.add_image(tx, product.id, image);
        image_changed(tx, product.id);
        return {};
    });
    if (!added) {
        forget(ctx, image);
        return added.error();
    }
    return image;
}

Result<ImageRow> ImageService::change(Ctx ctx, std::string_view product, const Uuid& image,
                                      const ImageChange& change) {
    return transact(ctx, [&](Transaction& tx) -> Result<ImageRow> {
        const auto owned = products_.own_locked(tx, product);
        if (!owned) {
            return owned.error();
        }
        if (image_of(*owned, image) == nullptr) {
            return no_such_image();
        }
        if (change.alt) {
            store_.describe_image(tx, image, *change.alt);
        }
        if (change.position) {
            store_.move_image(tx, owned->id, image, *change.position);
        }
        image_changed(tx, owned->id);
        const auto now = store_.find(tx, owned->id);
        return *image_of(now.value(), image);
    });
}

Result<void> ImageService::remove(Ctx ctx, std::string_view product, const Uuid& image) {
    auto removed = transact(ctx, [&](Transaction& tx) -> Result<ImageRow> {
        const auto owned = products_.own_locked(tx, product);
        if (!owned) {
            return owned.error();
        }
        const ImageRow* found = image_of(*owned, image);
        if (found == nullptr) {
            return no_such_image();
        }
        store_.remove_image(tx, image);
        image_changed(tx, owned->id);
        return *found;
    });
    if (!removed) {
        return removed.error();
    }
    forget(ctx, *removed);
    return {};
}

} // namespace statybos::catalog
