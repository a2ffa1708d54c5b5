// Readable parts of URLs.
#pragma once

#include <string>
#include <string_view>

namespace statybos {

/// `text` as a slug: lower case, Lithuanian and common Latin letters without their marks,
/// everything else as single dashes; at most 80 characters, cut at a dash. "Plytelių namai" →
/// "plyteliu-namai". `otherwise` when nothing is left.
std::string slug_of(std::string_view text, std::string_view otherwise = "x");

} // namespace statybos
