#include "service/category_service.hpp"

#include <statybos/secrets.hpp>

namespace statybos::catalog {

Result<CategoryRow> CategoryService::create(Ctx ctx, const NewCategory& category) {
    return transact(ctx, [&](Transaction& tx) -> Result<CategoryRow> {
        CategoryRow row;
        row.id = new_id<CategoryId>(host_);
        row.slug = category.slug;
        row.name_lt = category.name_lt;
        row.name_en = category.name_en;
        row.vat_class = category.vat_class.value_or(std::string(default_vat_class));
        row.position = category.position;
        if (category.parent) {
            const auto parent = categories_.find(tx, *category.parent);
            if (!parent) {
                return Error(Errc::invalid, "validation_failed", "the input is not acceptable")
                    .field("/parent", "not_in_list", "there is no such category");
            }
            row.parent_id = parent->id;
        }
        if (!vat_classes_.knows(tx, row.vat_class)) {
            return Error(Errc::invalid, "validation_failed", "the input is not acceptable")
                .field("/vat_class", "not_in_list", "there is no such VAT class");
        }
        if (categories_.find(tx, category.slug)) {
            return Error(Errc::conflict, "slug_taken", "another category has this slug");
        }
        categories_.insert(tx, row);
        ctx.invalidate({"categories"});
        return categories_.find(tx, row.slug).value();
    });
}

Result<CategorySnapshot> CategoryService::find(Session& session, std::string_view key) {
    auto category = categories_.find(session, key);
    if (!category) {
        return Error(Errc::not_found, "not_found", "there is no such category");
    }
    return CategorySnapshot{category->id, std::move(category->slug)};
}

} // namespace statybos::catalog
