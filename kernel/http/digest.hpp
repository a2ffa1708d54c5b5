// SHA-256, for entity tags and for the scopes and bodies of idempotency keys.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace statybos::kernel::http {

using Digest = std::array<unsigned char, 32>;

Digest sha256(std::string_view data);

/// 64 hexadecimal digits.
std::string sha256_hex(std::string_view data);

/// A strong entity tag of these bytes, quotes included.
std::string strong_etag(std::string_view body);

/// Whether an If-None-Match (weak comparison, RFC 9110 §13.1.2) names `etag`. "*" names any.
bool etag_matches(std::string_view if_none_match, std::string_view etag) noexcept;

} // namespace statybos::kernel::http
