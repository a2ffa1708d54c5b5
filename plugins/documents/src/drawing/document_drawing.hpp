// A document as a PDF file.
#pragma once

#include <string>
#include <string_view>

#include "store/content.hpp"

namespace statybos::documents {

/// The same content, language and font give the same bytes.
/// @param font  a family that the system has; see font_is_usable()
std::string draw_document(const Content& content, std::string_view language,
                          const std::string& font);

} // namespace statybos::documents
