#include "drawing/sheet.hpp"

#include <algorithm>

#include "drawing/words.hpp"

namespace statybos::documents {
namespace {

constexpr TextStyle small_print{.points = 7, .ink = Ink::grey};
constexpr TextStyle row_text{.points = 8.5};
constexpr TextStyle row_note{.points = 7, .ink = Ink::grey};
constexpr TextStyle head_text{.points = 7, .ink = Ink::grey};
constexpr double gap = 2; ///< between columns
constexpr double padding = 1.5;

TextStyle aligned(TextStyle style, Align align) {
    style.align = align;
    return style;
}

} // namespace

bool Sheet::need(double height) {
    if (has_room(height)) {
        return false;
    }
    write_foot();
    canvas_.next_page();
    y_ = top;
    canvas_.text(left, y_, width, texts_.head, small_print);
    y_ += 7;
    return true;
}

void Sheet::write_foot() {
    constexpr double y = Canvas::page_height - 16;
    constexpr double room_of_page = 40;
    canvas_.line(left, y - 2, right, y - 2, 0.15, Ink::pale);
    canvas_.text(left, y, width - room_of_page, texts_.foot, small_print);
    canvas_.text(
        right - room_of_page, y, room_of_page,
        filled(texts_.page, std::to_string(canvas_.pages()), std::to_string(texts_.total_pages)),
        aligned(small_print, Align::right));
}

void Table::head() {
    Canvas& canvas = sheet_.canvas();
    double height = 0;
    for (const Column& column : columns_) {
        height = std::max(height, canvas.measure(column.title, column.width - gap, head_text));
    }
    double x = Sheet::left;
    for (const Column& column : columns_) {
        const double own = canvas.measure(column.title, column.width - gap, head_text);
        canvas.text(x, sheet_.y() + height - own, column.width - gap, column.title,
                    aligned(head_text, column.align));
        x += column.width;
    }
    sheet_.down(height + 1.2);
    canvas.line(Sheet::left, sheet_.y(), Sheet::right, sheet_.y(), 0.35, Ink::black);
}

void Table::make_room(double height) {
    constexpr double height_of_head = 10;
    if (sheet_.need(height + (started_ ? 0 : height_of_head)) || !started_) {
        head();
        started_ = true;
    }
}

double Table::height_of(const std::vector<Cell>& cells) {
    double height = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const double width = columns_[i].width - gap;
        double own = sheet_.canvas().measure(cells[i].text, width, row_text);
        if (!cells[i].note.empty()) {
            own += sheet_.canvas().measure(cells[i].note, width, row_note);
        }
        height = std::max(height, own);
    }
    return height + 2 * padding;
}

void Table::row(const std::vector<Cell>& cells) {
    const double height = height_of(cells);
    make_room(height);
    double x = Sheet::left;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const double width = columns_[i].width - gap;
        const double y = sheet_.y() + padding;
        const double own =
            sheet_.canvas().text(x, y, width, cells[i].text, aligned(row_text, columns_[i].align));
        if (!cells[i].note.empty()) {
            sheet_.canvas().text(x, y + own, width, cells[i].note,
                                 aligned(row_note, columns_[i].align));
        }
        x += columns_[i].width;
    }
    sheet_.down(height);
    sheet_.canvas().line(Sheet::left, sheet_.y(), Sheet::right, sheet_.y(), 0.15, Ink::pale);
}

void Table::heading(const std::string& text) {
    constexpr TextStyle style{.points = 8.5, .strong = true};
    constexpr double height = 7;
    constexpr double least_row = 8; // never the last line of a page
    make_room(height + least_row);
    sheet_.canvas().text(Sheet::left, sheet_.y() + 2, Sheet::width, text, style);
    sheet_.down(height);
}

} // namespace statybos::documents
