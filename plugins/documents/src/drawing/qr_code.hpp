// A QR code as a square of modules.
#pragma once

#include <string_view>
#include <vector>

#include "drawing/canvas.hpp"

namespace statybos::documents {

struct QrCode {
    int side = 0;              ///< modules
    std::vector<bool> modules; ///< row by row; true is dark

    /// Bytes at error correction M. @throws Failure qr_code_too_long
    static QrCode of(std::string_view bytes);

    /// `size` millimetres wide and high; the quiet zone around it is the caller's.
    void draw(Canvas& canvas, double x, double y, double size) const;
};

} // namespace statybos::documents
