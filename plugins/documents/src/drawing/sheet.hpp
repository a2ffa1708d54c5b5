// The pages of one document from top to bottom: margins, page breaks, what repeats on each page.
#pragma once

#include <string>
#include <vector>

#include "drawing/canvas.hpp"

namespace statybos::documents {

/// What every page says besides its content.
struct PageTexts {
    std::string head; ///< of the second page and those after it
    std::string foot; ///< left, on every page
    std::string page; ///< right, with "%1" of "%2"
    int total_pages = 0;
};

class Sheet {
public:
    static constexpr double left = 17;
    static constexpr double right = Canvas::page_width - 17;
    static constexpr double width = right - left;
    static constexpr double top = 17;
    static constexpr double bottom = Canvas::page_height - 24;

    Sheet(Canvas& canvas, PageTexts texts) : canvas_(canvas), texts_(std::move(texts)) {}

    Canvas& canvas() { return canvas_; }
    double y() const { return y_; }
    void down(double by) { y_ += by; }
    void move_to(double y) { y_ = y; }

    /// Whether so much fits above the bottom margin.
    bool has_room(double height) const { return y_ + height <= bottom; }
    /// Goes on at the top of a new page, unless so much still fits on this one. True: it did.
    bool need(double height);
    /// Writes the last page's foot.
    void close() { write_foot(); }

private:
    void write_foot();

    Canvas& canvas_;
    PageTexts texts_;
    double y_ = top;
};

struct Column {
    std::string title;
    double width = 0;
    Align align = Align::left;
};

/// Text of a cell, with what is said below it in small.
struct Cell {
    std::string text;
    std::string note = {};
};

/// Rows below a head that repeats on every page; a row is never torn apart.
class Table {
public:
    Table(Sheet& sheet, std::vector<Column> columns)
        : sheet_(sheet), columns_(std::move(columns)) {}

    void row(const std::vector<Cell>& cells);
    /// A line of its own across all columns.
    void heading(const std::string& text);

private:
    void head();
    void make_room(double height);
    double height_of(const std::vector<Cell>& cells);

    Sheet& sheet_;
    std::vector<Column> columns_;
    bool started_ = false;
};

} // namespace statybos::documents
