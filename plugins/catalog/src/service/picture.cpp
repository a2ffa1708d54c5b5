#include "service/picture.hpp"

#include <algorithm>
#include <memory>

#include <gd.h>

namespace statybos::catalog {
namespace {

std::int64_t byte_at(std::string_view bytes, std::size_t at) {
    return at < bytes.size() ? static_cast<std::uint8_t>(bytes[at]) : 0;
}

std::int64_t big_endian(std::string_view bytes, std::size_t at, int count) {
    std::int64_t value = 0;
    for (int i = 0; i < count; ++i) {
        value = value << 8 | byte_at(bytes, at + static_cast<std::size_t>(i));
    }
    return value;
}

std::int64_t little_endian(std::string_view bytes, std::size_t at, int count) {
    std::int64_t value = 0;
    for (int i = count - 1; i >= 0; --i) {
        value = value << 8 | byte_at(bytes, at + static_cast<std::size_t>(i));
    }
    return value;
}

std::optional<PictureSize> png_size(std::string_view bytes) {
    if (!bytes.starts_with("\x89PNG\r\n\x1a\n") || bytes.size() < 24) {
        return std::nullopt;
    }
    return PictureSize{PictureFormat::png, big_endian(bytes, 16, 4), big_endian(bytes, 20, 4)};
}

// Walks the segments to the frame header (ITU T.81, B.1.1.4).
std::optional<PictureSize> jpeg_size(std::string_view bytes) {
    if (!bytes.starts_with("\xFF\xD8\xFF")) {
        return std::nullopt;
    }
    for (std::size_t at = 2; at + 9 < bytes.size();) {
        if (byte_at(bytes, at) != 0xFF) {
            return std::nullopt;
        }
        const std::int64_t marker = byte_at(bytes, at + 1);
        if (marker == 0xFF) {
            ++at;
            continue;
        }
        const bool frame =
            marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (frame) {
            return PictureSize{PictureFormat::jpeg, big_endian(bytes, at + 7, 2),
                               big_endian(bytes, at + 5, 2)};
        }
        at += 2 + static_cast<std::size_t>(std::max<std::int64_t>(2, big_endian(bytes, at + 2, 2)));
    }
    return std::nullopt;
}

std::optional<PictureSize> webp_size(std::string_view bytes) {
    if (bytes.size() < 30 || !bytes.starts_with("RIFF") || bytes.substr(8, 4) != "WEBP") {
        return std::nullopt;
    }
    const std::string_view chunk = bytes.substr(12, 4);
    if (chunk == "VP8X") {
        return PictureSize{PictureFormat::webp, little_endian(bytes, 24, 3) + 1,
                           little_endian(bytes, 27, 3) + 1};
    }
    if (chunk == "VP8 ") {
        return PictureSize{PictureFormat::webp, little_endian(bytes, 26, 2) & 0x3FFF,
                           little_endian(bytes, 28, 2) & 0x3FFF};
    }
    if (chunk == "VP8L") {
        const std::int64_t bits = little_endian(bytes, 21, 4);
        return PictureSize{PictureFormat::webp, (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1};
    }
    return std::nullopt;
}

struct Destroyer {
    void operator()(gdImage* image) const { gdImageDestroy(image); }
};
using Image = std::unique_ptr<gdImage, Destroyer>;

Image decode(std::string_view bytes, PictureFormat format) {
    const int size = static_cast<int>(bytes.size());
    void* data = const_cast<char*>(bytes.data()); // gd does not write, its signature forgets to say
    switch (format) {
    case PictureFormat::jpeg:
        return Image(gdImageCreateFromJpegPtr(size, data));
    case PictureFormat::png:
        return Image(gdImageCreateFromPngPtr(size, data));
    case PictureFormat::webp:
        return Image(gdImageCreateFromWebpPtr(size, data));
    }
    return nullptr;
}

std::string encode(const gdImage& source, int longest_side) {
    constexpr int quality = 85;
    const int side = std::max(gdImageSX(&source), gdImageSY(&source));
    const double scale = side > longest_side ? static_cast<double>(longest_side) / side : 1.0;
    const int width = std::max(1, static_cast<int>(gdImageSX(&source) * scale));
    const int height = std::max(1, static_cast<int>(gdImageSY(&source) * scale));
    const Image drawn(gdImageCreateTrueColor(width, height));
    if (!drawn) {
        throw std::bad_alloc();
    }
    // JPEG knows no transparency: what is transparent becomes white.
    gdImageFilledRectangle(drawn.get(), 0, 0, width, height, gdTrueColor(255, 255, 255));
    auto* const from = const_cast<gdImage*>(&source);
    if (scale < 1) {
        gdImageCopyResampled(drawn.get(), from, 0, 0, 0, 0, width, height, gdImageSX(from),
                             gdImageSY(from));
    } else { // the same picture in a tenth of the time
        gdImageCopy(drawn.get(), from, 0, 0, 0, 0, width, height);
    }
    int size = 0;
    void* bytes = gdImageJpegPtr(drawn.get(), &size, quality);
    if (bytes == nullptr) {
        throw std::bad_alloc();
    }
    std::string jpeg(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
    gdFree(bytes);
    return jpeg;
}

} // namespace

std::optional<PictureSize> picture_size(std::string_view bytes) {
    if (auto size = png_size(bytes)) {
        return size;
    }
    if (auto size = jpeg_size(bytes)) {
        return size;
    }
    return webp_size(bytes);
}

Result<DrawnPicture> draw_anew(std::string_view bytes, std::int64_t max_pixels) {
    constexpr int full_side = 1600;
    constexpr int thumbnail_side = 400;
    const auto size = picture_size(bytes);
    if (!size || size->width <= 0 || size->height <= 0) {
        return Error(Errc::unsupported_media, "unsupported_picture",
                     "a picture is a JPEG, PNG or WebP file");
    }
    if (size->width > 65'500 || size->height > 65'500 || size->width * size->height > max_pixels) {
        return Error(Errc::too_large, "picture_too_large",
                     "the picture has more than " + std::to_string(max_pixels) + " pixels");
    }
    const Image image = decode(bytes, size->format);
    if (!image) {
        return Error(Errc::unsupported_media, "unsupported_picture", "the picture is broken");
    }
    return DrawnPicture{encode(*image, full_side), encode(*image, thumbnail_side)};
}

} // namespace statybos::catalog
