// Is it text?
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace statybos::kernel::config {

/// The line, from one, of the first byte that is no part of well-formed UTF-8 or is a control
/// character other than tab, line feed and carriage return; nothing when all is text.
std::optional<std::uint32_t> first_line_that_is_not_text(std::string_view text);

/// Unicode characters in well-formed UTF-8.
std::size_t count_characters(std::string_view text);

} // namespace statybos::kernel::config
