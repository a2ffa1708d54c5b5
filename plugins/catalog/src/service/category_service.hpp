// Categories: adding to the tree.
#pragma once

#include <optional>
#include <string>

#include <statybos/host.hpp>

#include "store/category_store.hpp"

namespace statybos::catalog {

struct NewCategory {
    std::string slug;
    std::string name_lt;
    std::string name_en;
    std::optional<std::string> parent; ///< id or slug
    VatClass vat_class = VatClass::standard;
    std::int32_t position = 0;
};

class CategoryService {
public:
    CategoryService(Host host, CategoryStore& categories) : host_(host), categories_(categories) {}

    /// @errors invalid validation_failed  the parent is unknown
    /// @errors conflict slug_taken
    Result<CategoryRow> create(Ctx ctx, const NewCategory& category);

private:
    Host host_;
    CategoryStore& categories_;
};

} // namespace statybos::catalog
