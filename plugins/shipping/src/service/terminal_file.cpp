#include "service/terminal_file.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <unordered_set>

#include <statybos/limits.hpp>

#include "service/csv_rules.hpp"
#include "service/opening_rules.hpp"

namespace statybos::shipping {
namespace {

enum Column : std::size_t { code, name, street, city, postal_code, country, lat, lon, hours };
constexpr std::array<std::string_view, 9> column_names{
    "code", "name", "street", "city", "postal_code", "country", "lat", "lon", "opening_hours"};
constexpr std::array<std::size_t, 6> longest{40, 200, 200, 100, 20, 2}; // of the first six
constexpr std::size_t absent = SIZE_MAX;

using Places = std::array<std::size_t, column_names.size()>; // of the columns in the file

bool is_plain_text(const std::string& text) {
    return is_utf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
               return (static_cast<unsigned char>(c) < 0x20) || c == 0x7F;
           });
}

std::size_t code_points(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

/// What is wrong with a file; more than the limit is only counted.
class Faults {
public:
    void add(std::size_t line, std::string_view column, std::string slug, std::string message) {
        if (++count_ <= most_reported_faults) {
            std::string pointer = "/lines/" + std::to_string(line);
            pointer += column.empty() ? "" : "/" + std::string(column);
            error_.add_field({std::move(pointer), std::move(slug), std::move(message)});
        }
    }
    std::size_t count() const { return count_; }
    Error take() {
        if (count_ > most_reported_faults) {
            error_.add_field({"", "more_errors",
                              std::to_string(count_ - most_reported_faults) + " more errors"});
        }
        return std::move(error_);
    }

private:
    Error error_{Errc::invalid, "validation_failed", "the list of terminals is not acceptable"};
    std::size_t count_ = 0;
};

Places read_head(const CsvRecord& head, Faults& faults) {
    Places places;
    places.fill(absent);
    for (std::size_t i = 0; i < head.cells.size(); ++i) {
        const auto* known = std::find(column_names.begin(), column_names.end(), head.cells[i]);
        if (known == column_names.end()) {
            faults.add(head.line, {}, "unknown_column",
                       "there is no such column: column " + std::to_string(i + 1));
            continue;
        }
        std::size_t& place = places[static_cast<std::size_t>(known - column_names.begin())];
        if (place != absent) {
            faults.add(head.line, *known, "repeated", "this column is there twice");
        }
        place = i;
    }
    for (std::size_t i = code; i <= country; ++i) {
        if (places[i] == absent && head.fault.empty()) {
            faults.add(head.line, column_names[i], "required", "this column is not there");
        }
    }
    return places;
}

/// One line of a file.
class Line {
public:
    Line(const CsvRecord& record, const Places& places, Faults& faults)
        : record_(record), places_(places), faults_(faults) {}

    std::string text(Column column) {
        const std::string& cell = record_.cells[places_[column]];
        if (cell.empty()) {
            fault(column, "required", "this cell is empty");
        } else if (!is_plain_text(cell)) {
            fault(column, "bad_format", "control characters, or no UTF-8");
        } else if (code_points(cell) > longest[column]) {
            fault(column, "too_long", "at most " + std::to_string(longest[column]) + " characters");
        }
        return cell;
    }

    std::optional<double> degrees(Column column, double most) {
        const std::string cell = places_[column] == absent ? "" : record_.cells[places_[column]];
        if (cell.empty()) {
            return std::nullopt;
        }
        double value = 0;
        const auto [end, failed] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
        if (failed != std::errc() || end != cell.data() + cell.size() || !std::isfinite(value) ||
            std::abs(value) > most) {
            fault(column, "bad_format", "degrees are written as 54.6872");
            return std::nullopt;
        }
        return value;
    }

    std::vector<OpeningHours> opening_hours() {
        if (places_[hours] == absent) {
            return {};
        }
        auto parsed = parse_opening_hours(record_.cells[places_[hours]]);
        if (!parsed) {
            fault(hours, "bad_format",
                  "hours are written as 24/7, or as Mo-Fr 08:00-18:00; Sa 09:00-15:00");
        }
        return parsed ? std::move(*parsed) : std::vector<OpeningHours>();
    }

    void fault(Column column, std::string slug, std::string message) {
        faults_.add(record_.line, column_names[column], std::move(slug), std::move(message));
    }

private:
    const CsvRecord& record_;
    const Places& places_;
    Faults& faults_;
};

TerminalRow read_terminal(Line line, const std::string& carrier) {
    TerminalRow terminal;
    terminal.carrier = carrier;
    terminal.code = line.text(code);
    terminal.name = line.text(name);
    terminal.street = line.text(street);
    terminal.city = line.text(city);
    terminal.postal_code = line.text(postal_code);
    terminal.country = line.text(country);
    if (!terminal.country.empty() && !country_format.accepts(terminal.country)) {
        line.fault(country, "bad_format", "a country has two capitals (ISO 3166-1)");
    }
    terminal.lat = line.degrees(lat, 90);
    terminal.lon = line.degrees(lon, 180);
    if (terminal.lat.has_value() != terminal.lon.has_value()) {
        line.fault(terminal.lat ? lon : lat, "required", "lat and lon go together");
    }
    terminal.opening_hours = line.opening_hours();
    return terminal;
}

} // namespace

Result<std::vector<TerminalRow>> read_terminal_file(std::string_view text,
                                                    const std::string& carrier) {
    if (text.size() > longest_terminal_file) {
        return Error(Errc::too_large, "list_too_large",
                     "a list of terminals has at most 4 MiB; split it by carrier");
    }
    CsvReader reader(text);
    CsvRecord record;
    Faults faults;
    const bool has_head = reader.next(record);
    if (!has_head || !record.fault.empty()) {
        faults.add(1, {}, "bad_format", has_head ? record.fault : "the file is empty");
        return faults.take();
    }
    const Places places = read_head(record, faults);
    if (faults.count() > 0) {
        return faults.take();
    }
    const std::size_t width = record.cells.size();
    std::vector<TerminalRow> terminals;
    std::unordered_set<std::string> codes;
    while (reader.next(record)) {
        if (terminals.size() == most_terminals) {
            return Error(Errc::too_large, "list_too_large",
                         "a list has at most " + std::to_string(most_terminals) + " terminals");
        }
        if (!record.fault.empty() || record.cells.size() != width) {
            faults.add(record.line, {}, "bad_format",
                       record.fault.empty() ? "expected " + std::to_string(width) + " cells, not " +
                                                  std::to_string(record.cells.size())
                                            : record.fault);
            continue;
        }
        Line line(record, places, faults);
        terminals.push_back(read_terminal(line, carrier));
        if (!codes.insert(terminals.back().code).second) {
            line.fault(code, "repeated", "this code is there twice");
        }
    }
    if (terminals.empty() && faults.count() == 0) {
        faults.add(1, {}, "empty", "the list has no terminals");
    }
    return faults.count() == 0 ? Result<std::vector<TerminalRow>>(std::move(terminals))
                               : Result<std::vector<TerminalRow>>(faults.take());
}

} // namespace statybos::shipping
