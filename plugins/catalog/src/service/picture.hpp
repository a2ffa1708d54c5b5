// Pictures: recognised by their content, bounded, drawn anew.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <statybos/error.hpp>

namespace statybos::catalog {

enum class PictureFormat : std::uint8_t { jpeg, png, webp };

struct PictureSize {
    PictureFormat format = PictureFormat::jpeg;
    std::int64_t width = 0;
    std::int64_t height = 0;
};

/// What the first bytes say; nothing for what is no JPEG, PNG or WebP.
std::optional<PictureSize> picture_size(std::string_view bytes);

struct DrawnPicture {
    std::string full;      ///< JPEG, no side over 1,600 pixels
    std::string thumbnail; ///< JPEG, no side over 400 pixels
};

/// Decodes and encodes anew, so that nothing but the picture is left: no EXIF, no trailing bytes.
/// @errors unsupported_media unsupported_picture  no JPEG, PNG or WebP, or a broken one
/// @errors too_large picture_too_large            more than `max_pixels`
Result<DrawnPicture> draw_anew(std::string_view bytes, std::int64_t max_pixels);

} // namespace statybos::catalog
