#include "service/printer.hpp"

#include <statybos/error.hpp>

#include "drawing/canvas.hpp"
#include "drawing/document_drawing.hpp"

namespace statybos::documents {

void Printer::check() const {
    if (!font_is_usable(font_)) {
        throw Failure(Errc::unavailable, "no_font",
                      "documents: the font \"" + font_ +
                          "\" is not installed or lacks Lithuanian letters; install it (Debian: "
                          "fonts-inter has Inter), or name another in the setting font");
    }
}

std::string Printer::print(const Content& content, std::string_view language) const {
    return draw_document(content, language, font_);
}

} // namespace statybos::documents
