// How documents look: the drawing, with the operator's font.
#pragma once

#include <string>
#include <string_view>

#include "settings.hpp"
#include "store/content.hpp"

namespace statybos::documents {

class Printer {
public:
    explicit Printer(const Settings& settings) : font_(settings.font) {}
    virtual ~Printer() = default;

    /// Refuses to work without a font that can write Lithuanian.
    /// @throws Failure no_font
    virtual void check() const;
    /// A PDF file. @param language  "lt" or "en"
    virtual std::string print(const Content& content, std::string_view language) const;

private:
    std::string font_;
};

} // namespace statybos::documents
