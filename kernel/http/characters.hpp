// Small questions about characters, asked by every parser of this room.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace statybos::kernel::http {

/// ASCII comparison without regard to case, as header names and media types compare.
bool same_text(std::string_view left, std::string_view right) noexcept;

/// `text` without spaces and tabs at both ends.
std::string_view trimmed(std::string_view text) noexcept;

/// A non-empty RFC 9110 token.
bool is_token(std::string_view text) noexcept;

/// A header value that may go on the wire: no control characters but tab.
bool is_field_value(std::string_view text) noexcept;

/// Well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates).
bool is_utf8(std::string_view text) noexcept;

/// The value of one hexadecimal digit, or -1.
int hex_digit(char c) noexcept;

/// `text` with `%XX` decoded, or nothing when an escape is broken. `plus_is_space` for queries.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space);

/// Appends `bytes` as lower-case hexadecimal.
void append_hex(std::string& out, const unsigned char* bytes, std::size_t size);

} // namespace statybos::kernel::http
