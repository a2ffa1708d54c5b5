// The target of a request, split and judged before anything looks at it.
#pragma once

#include <string_view>

#include <statybos/error.hpp>

namespace statybos::kernel::http {

constexpr std::size_t max_path_segments = 32;

struct Target {
    std::string_view path;  // raw
    std::string_view query; // raw, without '?'
};

/// Splits an origin-form ("/a?b") or absolute-form ("http://host/a?b") target. "*" is its own path.
///
/// @errors malformed_path  a path that no route may ever see: not absolute, a broken escape, a
///                         control character, a backslash, an encoded slash or backslash, "." or
///                         ".." (encoded or not), not UTF-8, more than 32 segments
Result<Target> parse_target(std::string_view target);

} // namespace statybos::kernel::http
