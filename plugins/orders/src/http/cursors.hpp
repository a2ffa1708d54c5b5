// Where the page before ended, as clients hold it.
#pragma once

#include <optional>
#include <string>

#include <statybos/error.hpp>
#include <statybos/ids.hpp>
#include <statybos/secrets.hpp>

namespace statybos::orders {

/// @errors invalid validation_failed  not a cursor of ours
template <IdType Id>
Result<std::optional<Id>> id_of_cursor(const std::optional<std::string>& cursor) {
    if (!cursor) {
        return std::optional<Id>();
    }
    const auto text = from_base64url(*cursor);
    const auto id = text ? Id::parse(*text) : std::nullopt;
    if (!id) {
        return Error(Errc::invalid, "validation_failed", "the input is not acceptable")
            .field("?cursor", "bad_format", "use next_cursor of the page before");
    }
    return std::optional<Id>(*id);
}

} // namespace statybos::orders
