// The Cookie header (RFC 6265 §4.2), read without copying.
#pragma once

#include <string_view>

namespace statybos::kernel::http {

/// The value of the first cookie of that name in one Cookie header, quotes removed. Its data() is
/// null when there is none. Names compare exactly.
std::string_view find_cookie(std::string_view header, std::string_view name) noexcept;

} // namespace statybos::kernel::http
