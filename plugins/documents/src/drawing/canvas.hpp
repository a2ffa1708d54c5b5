// Pages of a PDF file to draw on. Lengths are millimetres from the page's upper left corner.
//
// The same calls give the same bytes: nothing of the machine, the clock or the run gets into the
// file. Fonts come from the system by name.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace statybos::documents {

enum class Align { left, centre, right };
enum class Ink { black, grey, pale, accent };

struct TextStyle {
    double points = 9;
    bool strong = false;
    Ink ink = Ink::black;
    Align align = Align::left;
};

struct FileInfo {
    std::string title;
    std::string author;
    std::string created_on; ///< 2026-11-28
    std::string font;       ///< a family's name
    std::string language;
};

class Canvas {
public:
    static constexpr double page_width = 210;
    static constexpr double page_height = 297;

    explicit Canvas(const FileInfo& info);
    ~Canvas();
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    /// How high the text is when its lines are broken at `width`.
    double measure(std::string_view text, double width, const TextStyle& style);
    /// Draws it and returns that height.
    double text(double x, double y, double width, std::string_view text, const TextStyle& style);
    void line(double x, double y, double to_x, double to_y, double thickness, Ink ink);
    void box(double x, double y, double width, double height, Ink ink);

    void next_page();
    int pages() const { return pages_; }

    /// The file; nothing can be drawn any more. @throws Failure out_of_memory and the like
    std::string finish();

private:
    struct Handles;
    std::unique_ptr<Handles> handles_;
    int pages_ = 1;
};

/// Whether the system has this font family, and whether it can write Lithuanian.
bool font_is_usable(const std::string& family);

} // namespace statybos::documents
