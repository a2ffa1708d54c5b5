// Content-Type values and multipart/form-data bodies (RFC 7578), bounded.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <statybos/error.hpp>

#include "http/request.hpp"

namespace statybos::kernel::http {

constexpr std::size_t max_parts = 64;
constexpr std::size_t max_part_header_bytes = 8 * 1024;

/// "text/html" of "text/html; charset=utf-8".
std::string_view media_type(std::string_view content_type) noexcept;

/// The value of a parameter of a header such as Content-Type or Content-Disposition, unquoted;
/// empty when there is none. Commas end nothing: these headers hold one value.
std::string header_parameter(std::string_view header, std::string_view name);

/// Splits `body` by the boundary of `content_type`. Parts borrow from `body`. What stands before
/// the first and after the last boundary is ignored.
///
/// @errors malformed_multipart  no or a bad boundary; no end; a part without a name, with a broken
///                              or an oversized head; text fields' names that are not UTF-8
/// @errors too_many_parts       more than 64
Result<void> parse_multipart(std::string_view content_type, std::string_view body,
                             std::vector<Part>& out);

} // namespace statybos::kernel::http
