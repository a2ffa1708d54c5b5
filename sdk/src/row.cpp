#include <statybos/row.hpp>

#include <charconv>

#include <statybos/decimal.hpp>
#include <statybos/strings.hpp>

namespace statybos::detail {
namespace {

std::string_view kind_name(std::uint32_t kind) {
    constexpr std::string_view names[] = {"NULL", "integer", "double", "text", "boolean", "bytea"};
    return kind < std::size(names) ? names[kind] : "unknown";
}

// "14.5000" of a numeric column with more decimals than the type has.
std::string_view without_excess(std::string_view text, std::size_t decimals) {
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos) {
        return text;
    }
    while (text.size() > point + 1 + decimals && text.back() == '0') {
        text.remove_suffix(1);
    }
    return text.back() == '.' ? text.substr(0, point) : text;
}

bool whole_number(std::string_view text, std::int64_t& value) {
    text = without_excess(text, 0);
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    return fault == std::errc() && end == text.data() + text.size();
}

// One level of PostgreSQL's array text form.
class ArrayScanner {
public:
    explicit ArrayScanner(std::string_view text) : rest_(text) {}

    bool scan(std::vector<std::string>& elements) {
        if (!eat('{')) {
            return false;
        }
        if (eat('}')) {
            return rest_.empty();
        }
        do {
            if (!element(elements.emplace_back())) {
                return false;
            }
        } while (eat(','));
        return eat('}') && rest_.empty();
    }

private:
    bool eat(char c) {
        if (rest_.empty() || rest_.front() != c) {
            return false;
        }
        rest_.remove_prefix(1);
        return true;
    }

    bool element(std::string& out) {
        if (!eat('"')) {
            const std::size_t end = rest_.find_first_of(",{}\"");
            out = rest_.substr(0, end);
            rest_.remove_prefix(out.size());
            return !out.empty() && out != "NULL";
        }
        while (!rest_.empty() && rest_.front() != '"') {
            if (eat('\\') && rest_.empty()) {
                return false;
            }
            out += rest_.front();
            rest_.remove_prefix(1);
        }
        return eat('"');
    }

    std::string_view rest_;
};

} // namespace

void RowReader::expect(std::size_t count) const {
    if (columns_.size() != count) {
        throw Failure(Errc::internal, "row_mismatch",
                      "A row for " + std::string(record_) + " has " +
                          std::to_string(columns_.size()) + " columns instead of " +
                          std::to_string(count) + ".");
    }
}

void RowReader::mismatch(std::string_view wanted) const {
    const std::size_t at = next_ == 0 ? 0 : next_ - 1;
    std::string place(record_);
    if (!field_.empty()) {
        place += '.';
        place += field_;
    }
    throw Failure(Errc::internal, "row_mismatch",
                  "Column " + std::to_string(at + 1) + " for " + place + " is " +
                      std::string(kind_name(at < columns_.size() ? columns_[at].kind
                                                                 : std::uint32_t{STY_NULL})) +
                      ", which is not " + std::string(wanted) + ".");
}

bool RowReader::all_null(std::size_t count) const noexcept {
    for (std::size_t i = next_; i < next_ + count; ++i) {
        if (i < columns_.size() && columns_[i].kind != STY_NULL) {
            return false;
        }
    }
    return true;
}

const sty_value& RowReader::take(std::string_view wanted) {
    if (next_ >= columns_.size()) {
        ++next_;
        mismatch(wanted);
    }
    return columns_[next_++];
}

bool RowReader::boolean() {
    const sty_value& column = take("a boolean");
    if (column.kind != STY_BOOL) {
        mismatch("a boolean");
    }
    return column.as.integer != 0;
}

std::int64_t RowReader::integer(std::int64_t low, std::int64_t high) {
    const sty_value& column = take("an integer");
    std::int64_t value = 0;
    if (column.kind == STY_INT64) {
        value = column.as.integer;
    } else if (column.kind != STY_TEXT || !whole_number(view(column.as.text), value)) {
        mismatch("an integer"); // sum(bigint) is numeric and comes as text
    }
    if (value < low || value > high) {
        mismatch("within the range of the field's type");
    }
    return value;
}

double RowReader::number() {
    const sty_value& column = take("a number");
    if (column.kind == STY_DOUBLE) {
        return column.as.number;
    }
    if (column.kind == STY_INT64) {
        return static_cast<double>(column.as.integer);
    }
    const std::optional<double> value =
        column.kind == STY_TEXT ? parse_double(view(column.as.text)) : std::nullopt;
    if (!value) {
        mismatch("a number");
    }
    return *value;
}

std::string_view RowReader::text() {
    const sty_value& column = take("text");
    if (column.kind != STY_TEXT && column.kind != STY_BYTES) {
        mismatch("text");
    }
    return view(column.as.text);
}

Money RowReader::money() {
    const std::int64_t minor =
        integer(std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max());
    const std::optional<Currency> currency = Currency::parse(text());
    if (!currency) {
        mismatch("a currency");
    }
    return {minor, *currency};
}

Quantity RowReader::quantity() {
    const sty_value& column = take("a numeric");
    if (column.kind == STY_INT64) {
        return Quantity::of(column.as.integer);
    }
    const std::optional<Quantity> value =
        column.kind == STY_TEXT ? Quantity::parse_signed(without_excess(view(column.as.text), 3))
                                : std::nullopt;
    if (!value) {
        mismatch("a numeric with three decimals");
    }
    return *value;
}

Percent RowReader::percent() {
    const sty_value& column = take("a numeric");
    if (column.kind == STY_INT64 && column.as.integer >= 0 && column.as.integer <= Percent::bound) {
        return {static_cast<std::int32_t>(column.as.integer)};
    }
    const std::optional<Percent> value =
        column.kind == STY_TEXT ? Percent::parse(without_excess(view(column.as.text), 2))
                                : std::nullopt;
    if (!value) {
        mismatch("a numeric percent with two decimals, or basis points as an integer");
    }
    return *value;
}

Uuid RowReader::uuid() {
    const std::optional<Uuid> value = Uuid::parse(text());
    if (!value) {
        mismatch("a uuid");
    }
    return *value;
}

Instant RowReader::instant() {
    const std::optional<Instant> value = Instant::parse(text());
    if (!value) {
        mismatch("a timestamptz");
    }
    return *value;
}

std::vector<std::string> RowReader::array() {
    std::vector<std::string> elements;
    if (!ArrayScanner(text()).scan(elements)) {
        mismatch("an array of one dimension without NULLs");
    }
    return elements;
}

bool RowReader::next_is_json_list() const noexcept {
    return next_ < columns_.size() && columns_[next_].kind == STY_TEXT &&
           view(columns_[next_].as.text).substr(0, 1) == "[";
}

} // namespace statybos::detail
