// Comma-separated values (RFC 4180), from somebody whom nobody trusts.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace statybos::shipping {

struct CsvRecord {
    std::size_t line = 0; ///< from 1
    std::vector<std::string> cells;
    std::string fault; ///< what is wrong with it, or empty
};

/// Reads line by line. Cells are separated by `,` or `;`, whichever the first line has more of, and
/// may be in quotes, where a doubled one stands for itself; blanks around them go. Lines end with
/// LF or CRLF; a byte order mark at the beginning and empty lines are skipped. Unlike the RFC's, a
/// cell ends with its line, so that a quote somebody forgot spoils one line and not the rest of the
/// file.
class CsvReader {
public:
    static constexpr std::size_t most_cells = 50;
    static constexpr std::size_t longest_cell = 500; ///< bytes

    explicit CsvReader(std::string_view text);

    /// The next record into `record`; false at the end. One with a fault has no cells.
    bool next(CsvRecord& record);

private:
    std::string_view take_line();
    void read_cells(std::string_view line, CsvRecord& record) const;

    std::string_view rest_;
    char separator_;
    std::size_t line_ = 1;
};

} // namespace statybos::shipping
