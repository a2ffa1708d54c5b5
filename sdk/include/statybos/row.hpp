// From the columns of a result to records.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include <statybos/abi/base.h>
#include <statybos/json_reader.hpp>
#include <statybos/parameter.hpp>

namespace statybos {
namespace detail {

/// Columns from left to right, with the place that an error names.
class RowReader {
public:
    RowReader(std::span<const sty_value> columns, std::string_view record) noexcept
        : columns_(columns), record_(record) {}

    /// @throws Failure row_mismatch  the statement gives another number of columns than the type
    /// has
    void expect(std::size_t count) const;
    void enter(std::string_view field) noexcept { field_ = field; }
    /// A reader of `column` that stands at the same place in errors.
    RowReader over(const sty_value& column) const noexcept {
        RowReader reader(std::span(&column, 1), record_);
        reader.field_ = field_;
        return reader;
    }
    /// Whether the next `count` columns are all NULL.
    bool all_null(std::size_t count) const noexcept;
    void skip(std::size_t count) noexcept { next_ += count; }

    // Each takes the next column. @throws Failure row_mismatch  it is NULL or of another type
    bool boolean();
    std::int64_t integer(std::int64_t low, std::int64_t high);
    double number();
    std::string_view text();
    Money money();
    Quantity quantity();
    Percent percent();
    Uuid uuid();
    Instant instant();
    /// Elements of a PostgreSQL array's text form `{a,"b c"}`; NULL elements are refused.
    std::vector<std::string> array();
    bool next_is_json_list() const noexcept;

    [[noreturn]] void mismatch(std::string_view wanted) const;

private:
    const sty_value& take(std::string_view wanted);

    std::span<const sty_value> columns_;
    std::size_t next_ = 0;
    std::string_view record_;
    std::string_view field_;
};

template <class X>
constexpr std::size_t column_count() {
    if constexpr (std::is_same_v<X, Money>) {
        return 2;
    } else if constexpr (is_optional<X> || is_maybe<X>) {
        return column_count<typename X::value_type>();
    } else if constexpr (Record<X>) {
        return with_fields<X>([](auto... field) {
            return (std::size_t{0} + ... + column_count<typename decltype(field)::type>());
        });
    } else {
        return 1;
    }
}

template <class X>
X read_columns(RowReader& row);

/// An element of an array, through the reader of single columns.
template <class X>
X read_array_element(RowReader& row, const std::string& text) {
    if constexpr (std::is_same_v<X, std::string>) {
        return text;
    } else {
        sty_value column{};
        column.kind = STY_TEXT;
        column.as.text = {text.data(), text.size()};
        RowReader element = row.over(column);
        return read_columns<X>(element);
    }
}

template <class X>
X read_stored_column(RowReader& row) {
    auto value = read_stored_json<X>(row.text());
    if (!value) {
        row.mismatch("JSON of the field's type");
    }
    return std::move(*value);
}

template <class X>
X read_list_columns(RowReader& row) {
    using Element = typename X::value_type;
    constexpr bool from_json_only =
        !std::is_same_v<Element, std::string> && !Integer<Element> && !RecordEnum<Element> &&
        !IdType<Element> && !std::is_same_v<Element, Uuid> && !std::is_same_v<Element, Quantity>;
    if constexpr (from_json_only) {
        return read_stored_column<X>(row);
    } else {
        if (row.next_is_json_list()) {
            return read_stored_column<X>(row);
        }
        X list;
        for (const std::string& text : row.array()) {
            list.push_back(read_array_element<Element>(row, text));
        }
        return list;
    }
}

template <Record X>
X read_record_columns(RowReader& row) {
    X record{};
    for_each_field<X>([&](auto field) {
        row.enter(field.name);
        record.*field.pointer = read_columns<typename decltype(field)::type>(row);
    });
    return record;
}

template <class X>
X read_columns(RowReader& row) {
    if constexpr (is_optional<X> || is_maybe<X>) {
        constexpr std::size_t count = column_count<typename X::value_type>();
        if (row.all_null(count)) {
            row.skip(count);
            return X{};
        }
        return X(read_columns<typename X::value_type>(row));
    } else if constexpr (std::is_same_v<X, bool>) {
        return row.boolean();
    } else if constexpr (Integer<X>) {
        static_assert(std::is_signed_v<X> || sizeof(X) < 8, "a database has no uint64");
        return static_cast<X>(
            row.integer(std::numeric_limits<X>::min(),
                        static_cast<std::int64_t>(std::numeric_limits<X>::max())));
    } else if constexpr (std::is_same_v<X, double>) {
        return row.number();
    } else if constexpr (std::is_same_v<X, std::string>) {
        return std::string(row.text());
    } else if constexpr (RecordEnum<X>) {
        const std::optional<X> value = enum_from<X>(row.text());
        if (!value) {
            row.mismatch("a known enumerator");
        }
        return *value;
    } else if constexpr (std::is_same_v<X, Money>) {
        return row.money();
    } else if constexpr (std::is_same_v<X, Quantity>) {
        return row.quantity();
    } else if constexpr (std::is_same_v<X, Percent>) {
        return row.percent();
    } else if constexpr (std::is_same_v<X, Uuid>) {
        return row.uuid();
    } else if constexpr (IdType<X>) {
        return X::from(row.uuid());
    } else if constexpr (std::is_same_v<X, Instant>) {
        return row.instant();
    } else if constexpr (std::is_same_v<X, Json>) {
        return Json::trusted(std::string(row.text()));
    } else if constexpr (is_vector<X>) {
        return read_list_columns<X>(row);
    } else if constexpr (is_map<X>) {
        return read_stored_column<X>(row);
    } else if constexpr (Record<X>) {
        return read_record_columns<X>(row);
    } else {
        static_assert(always_false<X>, "this type cannot be read from a row");
    }
}

template <class T>
struct RowShape {
    static constexpr std::size_t columns = column_count<T>();
    static T read(RowReader& row) { return read_columns<T>(row); }
    static constexpr std::string_view name() {
        if constexpr (Record<T>) {
            return record_name<T>();
        } else {
            return "value";
        }
    }
};

template <class... X>
struct RowShape<std::tuple<X...>> {
    static constexpr std::size_t columns = (std::size_t{0} + ... + column_count<X>());
    // In braces, so that the columns are taken from left to right.
    static std::tuple<X...> read(RowReader& row) { return {read_columns<X>(row)...}; }
    static constexpr std::string_view name() { return "tuple"; }
};

} // namespace detail

/// How many columns a statement has to give for a `T`.
template <class T>
inline constexpr std::size_t row_width = detail::RowShape<T>::columns;

/// Reads a row by position into a record, a single value or a std::tuple of those. Money takes two
/// columns (minor units, currency), a nested record those of its fields, everything else one. An
/// optional of several columns is empty when all of them are NULL. Maps, and vectors of records,
/// are read from JSON; vectors of text, ids, integers and enumerations from arrays too.
///
/// @throws Failure row_mismatch  naming record and field; the statement and the type disagree
template <class T>
T read_row(std::span<const sty_value> columns) {
    detail::RowReader row(columns, detail::RowShape<T>::name());
    row.expect(row_width<T>);
    return detail::RowShape<T>::read(row);
}

} // namespace statybos
