#include "http/views.hpp"

#include <charconv>
#include <functional>

namespace statybos::catalog {
namespace {

std::string name_of(std::string_view language, const std::string& lt, const std::string& en) {
    return language == "lt" ? lt : en;
}

} // namespace

ImageView Views::image(Ctx& ctx, const ImageRow& image) const {
    auto store = images_(ctx);
    return {image.id, store->url(ctx, image.key).value(),
            store->url(ctx, image.thumbnail_key).value(), image.alt, image.position};
}

ProductView Views::product(Ctx& ctx, const PricedProduct& product) const {
    const ProductRow& row = product.row;
    ProductView view;
    view.id = row.id;
    view.slug = row.slug;
    view.title = row.title;
    view.description = row.description;
    view.category = {row.category_id, row.category_slug,
                     name_of(ctx.language(), row.category_name_lt, row.category_name_en)};
    view.condition = row.condition;
    view.original_price = {row.original_price, product.unit_price.currency};
    if (product.unit_price != view.original_price) {
        view.discounted_price = product.unit_price;
    }
    view.vat_rate = products_.vat_rate_of(row);
    view.unit = row.unit;
    view.quantity = row.quantity();
    view.quantity_step = row.quantity_step;
    view.location = row.location;
    view.status = row.status;
    for (const ImageRow& one : row.images) {
        view.images.push_back(image(ctx, one));
    }
    view.shipping = row.shipping;
    if (row.weight_grams) {
        view.weight_kg = Quantity{*row.weight_grams};
    }
    view.attributes = row.attributes;
    view.vendor = {row.vendor_id,
                   row.vendor_slug,
                   row.vendor_name,
                   row.vendor_status,
                   {row.rating_average, row.rating_count}};
    view.created_at = row.created_at;
    view.updated_at = row.updated_at;
    return view;
}

CategoryTree Views::tree(Ctx& ctx, const std::vector<CategoryRow>& rows) const {
    const std::function<std::vector<CategoryView>(std::optional<CategoryId>)> below =
        [&](std::optional<CategoryId> parent) {
            std::vector<CategoryView> level;
            for (const CategoryRow& row : rows) {
                if (row.parent_id != parent) {
                    continue;
                }
                CategoryView view;
                view.id = row.id;
                view.slug = row.slug;
                view.name = name_of(ctx.language(), row.name_lt, row.name_en);
                view.vat_rate = row.vat_rate;
                view.product_count = row.product_count;
                for (const CategoryView& child : below(row.id)) {
                    view.product_count += child.product_count;
                    view.children.push_back(Json::trusted(write_json(child)));
                }
                level.push_back(std::move(view));
            }
            return level;
        };
    return {below(std::nullopt), std::nullopt};
}

std::string Views::cursor_text(const ProductCursor& cursor) {
    return std::to_string(cursor.key) + '.' + cursor.id.to_string();
}

Result<std::optional<ProductCursor>> Views::cursor_of(const std::optional<std::string>& text) {
    if (!text) {
        return std::optional<ProductCursor>();
    }
    const std::size_t dot = std::min(text->find('.'), text->size());
    ProductCursor cursor;
    const auto [end, failed] = std::from_chars(text->data(), text->data() + dot, cursor.key);
    const auto id =
        ProductId::parse(std::string_view(*text).substr(std::min(dot + 1, text->size())));
    if (failed != std::errc() || end != text->data() + dot || !id) {
        return Error(Errc::invalid, "validation_failed", "the input is not acceptable")
            .field("?cursor", "bad_format", "use next_cursor of the page before");
    }
    cursor.id = *id;
    return std::optional<ProductCursor>(cursor);
}

} // namespace statybos::catalog
