#include "service/csv_rules.hpp"

#include <algorithm>

namespace statybos::shipping {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string trimmed_cell(std::string_view text) {
    const std::size_t from = text.find_first_not_of(" \t");
    const std::size_t to = text.find_last_not_of(" \t");
    return from == std::string_view::npos ? std::string()
                                          : std::string(text.substr(from, to - from + 1));
}

char separator_of(std::string_view text) {
    const std::string_view head = text.substr(0, text.find('\n'));
    return std::count(head.begin(), head.end(), ';') > std::count(head.begin(), head.end(), ',')
               ? ';'
               : ',';
}

// Takes the rest of a quoted cell and the quote that ends it; false when there is none.
bool take_quoted(std::string_view& line, std::string& cell) {
    while (!line.empty()) {
        const char c = line.front();
        line.remove_prefix(1);
        if (c != '"') {
            cell += c;
        } else if (line.starts_with('"')) {
            cell += c;
            line.remove_prefix(1);
        } else {
            return true;
        }
    }
    return false;
}

} // namespace

CsvReader::CsvReader(std::string_view text) : rest_(text), separator_(',') {
    if (rest_.starts_with(byte_order_mark)) {
        rest_.remove_prefix(byte_order_mark.size());
    }
    separator_ = separator_of(rest_);
}

// Without its end; the next one comes next.
std::string_view CsvReader::take_line() {
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    ++line_;
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    return line;
}

void CsvReader::read_cells(std::string_view line, CsvRecord& record) const {
    for (bool more = true; more;) {
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        std::string cell;
        const bool quoted = line.starts_with('"');
        if (quoted) {
            line.remove_prefix(1);
            if (!take_quoted(line, cell)) {
                record.fault = "a quote is not closed";
                break;
            }
        }
        const std::size_t end = std::min(line.find(separator_), line.size());
        const std::string plain = trimmed_cell(line.substr(0, end));
        if (quoted ? !plain.empty() : plain.find('"') != std::string::npos) {
            record.fault = "quotes go around a whole cell";
            break;
        }
        record.cells.push_back(quoted ? cell : plain);
        if (record.cells.back().size() > longest_cell || record.cells.size() > most_cells) {
            record.fault = "more or longer cells than such a list can have";
            break;
        }
        more = end < line.size();
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    if (!record.fault.empty()) {
        record.cells.clear();
    }
}

bool CsvReader::next(CsvRecord& record) {
    while (!rest_.empty()) {
        record = {line_, {}, {}};
        const std::string_view line = take_line();
        if (line.find_first_not_of(" \t") == std::string_view::npos) {
            continue;
        }
        read_cells(line, record);
        return true;
    }
    return false;
}

} // namespace statybos::shipping
