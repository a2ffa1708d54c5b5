// Rows of catalog.category.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/ids.hpp>
#include <statybos/percent.hpp>
#include <statybos/record.hpp>
#include <statybos/transaction.hpp>

namespace statybos::catalog {

struct CategoryRow {
    CategoryId id;
    std::optional<CategoryId> parent_id;
    std::string slug;
    std::string name_lt;
    std::string name_en;
    std::string vat_class; ///< code
    Percent vat_rate;      ///< of that class
    std::int32_t position = 0;
    std::int64_t product_count = 0; ///< public products, without descendants'
};
STATYBOS_RECORD(CategoryRow, id, parent_id, slug, name_lt, name_en, vat_class, vat_rate, position,
                product_count)

class CategoryStore {
public:
    /// @throws Failure unique_violation (category_slug_key)
    void insert(Transaction& tx, const CategoryRow& category);
    /// @param key  an id or a slug
    std::optional<CategoryRow> find(Session& session, std::string_view key);
    /// The whole tree, parents before children, in the order of `position`.
    std::vector<CategoryRow> all(Session& session);
    /// The category with this id or slug and all below it; empty for an unknown one.
    std::vector<CategoryId> with_descendants(Session& session, std::string_view key);
};

} // namespace statybos::catalog
