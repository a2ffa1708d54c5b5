// What other plugins may know of categories.
#pragma once

#include <string>
#include <string_view>

#include <statybos/contract.hpp>
#include <statybos/ids.hpp>
#include <statybos/record.hpp>
#include <statybos/session.hpp>

namespace statybos::catalog {

struct CategorySnapshot {
    CategoryId id;
    std::string slug;
};
STATYBOS_RECORD(CategorySnapshot, id, slug)

struct CategoryReader {
    virtual ~CategoryReader() = default;

    /// @param key  an id or a slug
    /// @errors not_found
    virtual Result<CategorySnapshot> find(Session&, std::string_view key) = 0;
};
STATYBOS_INTERFACE(CategoryReader, "statybos.catalog.category_reader", 1, find)

} // namespace statybos::catalog
