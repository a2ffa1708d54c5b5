#include "drawing/qr_code.hpp"

#include <qrencode.h>

#include <memory>

#include <statybos/error.hpp>

namespace statybos::documents {

QrCode QrCode::of(std::string_view bytes) {
    struct Free {
        void operator()(QRcode* code) const { QRcode_free(code); }
    };
    const std::unique_ptr<QRcode, Free> encoded(
        QRcode_encodeData(static_cast<int>(bytes.size()),
                          reinterpret_cast<const unsigned char*>(bytes.data()), 0, QR_ECLEVEL_M));
    if (!encoded) {
        throw Failure(Errc::internal, "qr_code_too_long",
                      "a QR code cannot hold " + std::to_string(bytes.size()) + " bytes");
    }
    QrCode code;
    code.side = encoded->width;
    for (int i = 0; i < code.side * code.side; ++i) {
        code.modules.push_back((encoded->data[i] & 1U) != 0);
    }
    return code;
}

void QrCode::draw(Canvas& canvas, double x, double y, double size) const {
    const double module = size / side;
    for (int row = 0; row < side; ++row) {
        // One box for each run: boxes side by side would show hairlines between them.
        for (int column = 0, end = 0; column < side; column = end + 1) {
            end = column;
            while (end < side && modules[static_cast<std::size_t>(row) * side + end]) {
                ++end;
            }
            if (end > column) {
                canvas.box(x + column * module, y + row * module, (end - column) * module, module,
                           Ink::black);
            }
        }
    }
}

} // namespace statybos::documents
