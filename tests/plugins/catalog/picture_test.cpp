#include "service/picture.hpp"

#include <functional>
#include <memory>

#include <gd.h>
#include <gtest/gtest.h>

namespace statybos::catalog {
namespace {

/// A picture of one colour, as gd writes it.
std::string picture_of(int width, int height, PictureFormat format) {
    const std::unique_ptr<gdImage, void (*)(gdImage*)> image(gdImageCreateTrueColor(width, height),
                                                             gdImageDestroy);
    gdImageFilledRectangle(image.get(), 0, 0, width, height, gdTrueColor(200, 80, 40));
    int size = 0;
    void* bytes = format == PictureFormat::png    ? gdImagePngPtr(image.get(), &size)
                  : format == PictureFormat::jpeg ? gdImageJpegPtr(image.get(), &size, 90)
                                                  : gdImageWebpPtr(image.get(), &size);
    std::string written(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
    gdFree(bytes);
    return written;
}

constexpr std::int64_t plenty = 40'000'000;
constexpr PictureFormat formats[] = {PictureFormat::jpeg, PictureFormat::png, PictureFormat::webp};

TEST(PictureTest, TellsFormatAndSizeWithoutDecoding) {
    for (const PictureFormat format : formats) {
        const auto size = picture_size(picture_of(37, 21, format));
        ASSERT_TRUE(size.has_value()) << static_cast<int>(format);
        EXPECT_EQ(size->format, format);
        EXPECT_EQ(size->width, 37);
        EXPECT_EQ(size->height, 21);
    }
}

TEST(PictureTest, DrawsWithinItsSidesAndNeverLarger) {
    for (const PictureFormat format : formats) {
        const auto drawn = draw_anew(picture_of(2'000, 500, format), plenty);
        ASSERT_TRUE(drawn.has_value()) << static_cast<int>(format);
        const auto full = picture_size(drawn->full);
        const auto thumbnail = picture_size(drawn->thumbnail);
        EXPECT_EQ(full->format, PictureFormat::jpeg);
        EXPECT_EQ(full->width, 1'600);
        EXPECT_EQ(full->height, 400);
        EXPECT_EQ(thumbnail->width, 400);
        EXPECT_EQ(thumbnail->height, 100);
    }
    const auto small = draw_anew(picture_of(10, 10, PictureFormat::png), plenty);
    EXPECT_EQ(picture_size(small->full)->width, 10);
}

TEST(PictureTest, KeepsNothingThatIsNoPicture) {
    const std::string hidden =
        picture_of(10, 10, PictureFormat::jpeg) + "<script>alert(1)</script>";
    const auto drawn = draw_anew(hidden, plenty);
    ASSERT_TRUE(drawn.has_value());
    EXPECT_EQ(drawn->full.find("<script>"), std::string::npos);
}

TEST(PictureTest, RefusesMorePixelsThanAllowedBeforeItDecodesThem) {
    const std::string picture = picture_of(100, 100, PictureFormat::png);
    EXPECT_TRUE(draw_anew(picture, 10'000).has_value());
    EXPECT_EQ(draw_anew(picture, 9'999).error().slug(), "picture_too_large");
    // A head of 65,500 × 65,500 pixels, and nothing behind it.
    std::string bomb = picture.substr(0, 33);
    bomb.replace(16, 8, std::string("\0\0\xFF\xDC\0\0\xFF\xDC", 8));
    EXPECT_EQ(draw_anew(bomb, plenty).error().slug(), "picture_too_large");
}

TEST(PictureTest, RefusesWhatIsNoPicture) {
    for (const std::string text : {"", "GIF89a", "\xFF\xD8\xFF", "RIFF....WEBP", "<svg/>"}) {
        EXPECT_EQ(draw_anew(text, plenty).error().slug(), "unsupported_picture") << text;
    }
}

// Whatever is cut off: an answer, and no byte read beyond the end.
TEST(PictureTest, SurvivesEveryTruncation) {
    for (const PictureFormat format : formats) {
        const std::string whole = picture_of(8, 8, format);
        for (std::size_t length = 0; length < whole.size(); ++length) {
            const std::unique_ptr<char[]> exact(new char[length]);
            std::copy_n(whole.data(), length, exact.get());
            picture_size({exact.get(), length});
        }
    }
}

} // namespace
} // namespace statybos::catalog
