// Who calls, and where a page begins.
#pragma once

#include <optional>
#include <string>

#include <statybos/context.hpp>
#include <statybos/error.hpp>

namespace statybos::shipping {

/// @errors forbidden not_vendor
inline Result<VendorId> vendor_of(const Ctx& ctx) {
    if (const auto vendor = ctx.vendor()) {
        return *vendor;
    }
    return Error(Errc::forbidden, "not_vendor",
                 "apply as a vendor first, then refresh your session");
}

/// The id of the last row before. @errors invalid validation_failed  not a cursor of ours
template <class Id>
Result<std::optional<Id>> id_of_cursor(const std::optional<std::string>& cursor) {
    const auto id = cursor ? Id::parse(*cursor) : std::nullopt;
    if (cursor && !id) {
        return Error(Errc::invalid, "validation_failed", "the input is not acceptable")
            .field("?cursor", "bad_format", "use next_cursor of the page before");
    }
    return id;
}

} // namespace statybos::shipping
