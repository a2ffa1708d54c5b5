// JSON text, appended to a string.
#pragma once

#include <string>
#include <string_view>

namespace statybos {

/// Appends `text` as a JSON string: quoted, escaped; bytes that are not UTF-8 become U+FFFD.
void append_json_string(std::string& out, std::string_view text);

} // namespace statybos
