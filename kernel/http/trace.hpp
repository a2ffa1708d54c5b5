// Names of a request in logs and traces: X-Request-Id and W3C traceparent.
#pragma once

#include <string>
#include <string_view>

namespace statybos::kernel::http {

/// 1..128 characters of letters, digits, '.', '_', '-', ':': what a client may choose as an id.
bool is_request_id(std::string_view text) noexcept;

/// Writes 32 hexadecimal digits nobody else has; good for names, not for secrets.
void make_request_id(std::string& out);

/// A traceparent of version 00 whose ids are not all zero.
bool is_traceparent(std::string_view text) noexcept;

/// A span below `parent`, or the first of a new, unsampled trace when `parent` is not valid.
std::string child_traceparent(std::string_view parent);

} // namespace statybos::kernel::http
