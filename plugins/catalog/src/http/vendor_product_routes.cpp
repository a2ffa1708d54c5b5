#include "http/vendor_product_routes.hpp"

namespace statybos::catalog {
namespace {

Result<VendorId> vendor_of(const Ctx& ctx) {
    if (const auto vendor = ctx.vendor()) {
        return *vendor;
    }
    return Error(Errc::forbidden, "not_vendor",
                 "apply as a vendor first, then refresh your session");
}

template <class T>
Json json_of(const T& value) {
    return Json::trusted(write_json(value));
}

ProductChange change_of(const ProductPatch& body) {
    ProductChange change;
    change.title = body.title;
    change.description = body.description;
    change.category = body.category;
    change.condition = body.condition;
    change.original_price = body.original_price;
    change.discounted_price = body.discounted_price;
    change.quantity = body.quantity;
    change.quantity_change = body.quantity_change;
    change.quantity_step = body.quantity_step;
    if (body.location) {
        change.location = json_of(*body.location);
    }
    change.shipping = body.shipping;
    if (body.weight_kg.present()) {
        change.weight_grams = body.weight_kg.cleared()
                                  ? Change<std::int64_t>::clear()
                                  : Change<std::int64_t>(body.weight_kg.value().thousandths);
    }
    if (body.attributes) {
        change.attributes = json_of(*body.attributes);
    }
    if (body.status) {
        change.draft = *body.status == Publication::draft;
    }
    return change;
}

} // namespace

void VendorProductRoutes::declare(Host& host) {
    Router router(host, *this, "catalog");
    router.post("/api/products", &VendorProductRoutes::create)
        .roles({"vendor"})
        .status(201)
        .summary("Put a product on sale");
    router.patch("/api/products/{id}", &VendorProductRoutes::change)
        .roles({"vendor", "admin"})
        .summary("Change one's product; an absolute quantity needs If-Match");
    router.remove("/api/products/{id}", &VendorProductRoutes::remove)
        .roles({"vendor", "admin"})
        .summary("Take one's product off the shop");
    router.get("/api/vendors/products", &VendorProductRoutes::list_own)
        .roles({"vendor"})
        .summary("One's own products, drafts included");
    router.post("/api/products/{id}/images", &VendorProductRoutes::add_image)
        .roles({"vendor", "admin"})
        .status(201)
        .multipart()
        .max_body(11 * 1024 * 1024)
        .summary("Add a picture: field file, JPEG, PNG or WebP");
    router.patch("/api/products/{id}/images/{image_id}", &VendorProductRoutes::change_image)
        .roles({"vendor", "admin"})
        .summary("Change a picture's text or its place among the others");
    router.remove("/api/products/{id}/images/{image_id}", &VendorProductRoutes::remove_image)
        .roles({"vendor", "admin"})
        .summary("Take a picture away");
    router.post("/api/admin/categories", &VendorProductRoutes::create_category)
        .roles({"admin"})
        .status(201)
        .summary("Add a category");
}

Result<ProductView> VendorProductRoutes::create(Ctx& ctx, const ProductBody& body) {
    const auto vendor = vendor_of(ctx);
    if (!vendor) {
        return vendor.error();
    }
    NewProduct product;
    product.title = body.title;
    product.description = body.description;
    product.category = body.category;
    product.condition = body.condition;
    product.original_price = body.original_price;
    product.discounted_price = body.discounted_price;
    product.unit = body.unit;
    product.quantity = body.quantity;
    product.quantity_step = body.quantity_step;
    if (body.weight_kg) {
        product.weight_grams = body.weight_kg->thousandths;
    }
    product.shipping = body.shipping;
    product.attributes = json_of(body.attributes.value_or(std::map<std::string, Json>()));
    product.location = json_of(body.location);
    product.draft = body.status == Publication::draft;
    auto made = products_.create(ctx, *vendor, product);
    return made ? Result<ProductView>(views_.product(ctx, *made))
                : Result<ProductView>(made.error());
}

Result<Answer<ProductView>> VendorProductRoutes::change(Ctx& ctx, const ProductPath& path,
                                                        const ProductPatch& body,
                                                        const Request& request) {
    const bool must_match = body.quantity || !request.header("If-Match").empty();
    auto changed = products_.change(
        ctx, path.id, change_of(body), [&](const PricedProduct& current) -> Result<void> {
            if (!must_match) {
                return {};
            }
            return require_match(request, etag_of(write_json(views_.product(ctx, current))));
        });
    if (!changed) {
        return changed.error();
    }
    ProductView view = views_.product(ctx, *changed);
    std::string etag = etag_of(write_json(view));
    return Answer<ProductView>(std::move(view)).header("ETag", std::move(etag));
}

Result<void> VendorProductRoutes::remove(Ctx& ctx, const ProductPath& path) {
    return products_.remove(ctx, path.id);
}

Result<ProductList> VendorProductRoutes::list_own(Ctx& ctx, const OwnListQuery& query) {
    const auto vendor = vendor_of(ctx);
    if (!vendor) {
        return vendor.error();
    }
    auto after = Views::cursor_of(query.cursor);
    if (!after) {
        return after.error();
    }
    return views_.list<ProductList>(ctx, products_.of_vendor(ctx, *vendor, *after, query.limit));
}

Result<ImageView> VendorProductRoutes::add_image(Ctx& ctx, const ProductPath& path,
                                                 const Request& request) {
    const auto file = request.part("file");
    if (!file) {
        return Error(Errc::invalid, "validation_failed", "the input is not acceptable")
            .field("/file", "required", "send the picture as the field file");
    }
    std::vector<NamedValue> fields;
    if (const auto alt = request.part("alt")) {
        fields.emplace_back("alt", alt->body);
    }
    const auto form = read_parameters<ImageForm>(fields);
    if (!form) {
        return form.error();
    }
    Session session(ctx);
    auto product = products_.own(session, path.id);
    if (!product) {
        return product.error();
    }
    auto image = images_.add(ctx, *product, file->body, form->alt.value_or(product->title));
    return image ? Result<ImageView>(views_.image(ctx, *image)) : Result<ImageView>(image.error());
}

Result<ImageView> VendorProductRoutes::change_image(Ctx& ctx, const ImagePath& path,
                                                    const ImagePatch& body) {
    auto image = images_.change(ctx, path.id, path.image_id, {body.alt, body.position});
    return image ? Result<ImageView>(views_.image(ctx, *image)) : Result<ImageView>(image.error());
}

Result<void> VendorProductRoutes::remove_image(Ctx& ctx, const ImagePath& path) {
    return images_.remove(ctx, path.id, path.image_id);
}

Result<CategoryView> VendorProductRoutes::create_category(Ctx& ctx, const CategoryBody& body) {
    NewCategory category;
    category.slug = body.slug;
    category.name_lt = body.name_lt;
    category.name_en = body.name_en;
    category.parent = body.parent;
    category.vat_class = body.vat_class;
    category.position = body.position.value_or(0);
    auto made = categories_.create(ctx, category);
    if (!made) {
        return made.error();
    }
    CategoryRow root = std::move(*made);
    root.parent_id.reset();
    return views_.tree(ctx, {root}).items.front();
}

} // namespace statybos::catalog
