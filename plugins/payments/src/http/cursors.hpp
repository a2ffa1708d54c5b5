// Pages: a cursor is the id of the last row before.
#pragma once

#include <optional>
#include <string>

#include <statybos/error.hpp>

namespace statybos::payments {

/// @errors invalid validation_failed  not a cursor of ours
template <class Id>
Result<std::optional<Id>> id_of_cursor(const std::optional<std::string>& cursor) {
    if (!cursor) {
        return std::optional<Id>();
    }
    const auto id = Id::parse(*cursor);
    if (!id) {
        return Error(Errc::invalid, "validation_failed", "the input is not acceptable")
            .field("?cursor", "bad_format", "use next_cursor of the page before");
    }
    return std::optional<Id>(*id);
}

} // namespace statybos::payments
