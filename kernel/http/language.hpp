// Accept-Language (RFC 9110 §12.5.4), reduced to the languages that the shop speaks.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace statybos::kernel::http {

/// The element of `offered` that the header prefers, by its primary subtag and quality; the first
/// one when the header is empty, malformed or names none of them.
///
/// @param offered  Not empty; lower-case primary subtags such as "lt".
std::string_view choose_language(std::string_view header, std::span<const std::string> offered);

} // namespace statybos::kernel::http
