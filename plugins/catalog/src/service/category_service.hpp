// Categories: adding to the tree, and what others may know of it.
#pragma once

#include <optional>
#include <string>

#include <statybos/catalog/category_reader.hpp>
#include <statybos/host.hpp>

#include "store/category_store.hpp"
#include "store/vat_class_store.hpp"

namespace statybos::catalog {

struct NewCategory {
    std::string slug;
    std::string name_lt;
    std::string name_en;
    std::optional<std::string> parent;    ///< id or slug
    std::optional<std::string> vat_class; ///< code; absent: the default one
    std::int32_t position = 0;
};

class CategoryService final : public CategoryReader {
public:
    CategoryService(Host host, CategoryStore& categories, VatClassStore& vat_classes)
        : host_(host), categories_(categories), vat_classes_(vat_classes) {}

    /// @errors invalid validation_failed  the parent or the VAT class is unknown
    /// @errors conflict slug_taken
    Result<CategoryRow> create(Ctx ctx, const NewCategory& category);

    Result<CategorySnapshot> find(Session& session, std::string_view key) override;

private:
    Host host_;
    CategoryStore& categories_;
    VatClassStore& vat_classes_;
};

} // namespace statybos::catalog
