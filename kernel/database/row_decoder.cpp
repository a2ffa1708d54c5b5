#include "database/row_decoder.hpp"

#include <charconv>
#include <limits>

#include <libpq-fe.h>

#include <statybos/strings.hpp>

namespace statybos::kernel::database {
namespace {

// The OIDs of built-in types never change (catalog/pg_type.dat).
std::uint32_t kind_of(Oid type) {
    switch (type) {
    case 16: // bool
        return STY_BOOL;
    case 20: // int8
    case 21: // int2
    case 23: // int4
    case 26: // oid
        return STY_INT64;
    case 700: // float4
    case 701: // float8
        return STY_DOUBLE;
    case 17: // bytea
        return STY_BYTES;
    default:
        return STY_TEXT;
    }
}

int hex_digit(char digit) {
    if (digit >= '0' && digit <= '9') {
        return digit - '0';
    }
    return (digit | 0x20) - 'a' + 10;
}

std::size_t bytea_size(std::string_view hex) {
    return hex.size() < 2 ? 0 : (hex.size() - 2) / 2;
}

} // namespace

double parse_double(std::string_view text) {
    if (text == "Infinity" || text == "-Infinity") {
        const double infinity = std::numeric_limits<double>::infinity();
        return text.front() == '-' ? -infinity : infinity;
    }
    if (text == "NaN") {
        return std::numeric_limits<double>::quiet_NaN();
    }
    double number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

void append_bytea(std::string& out, std::string_view hex) {
    for (std::size_t i = 2; i + 1 < hex.size(); i += 2) {
        out += static_cast<char>(hex_digit(hex[i]) << 4 | hex_digit(hex[i + 1]));
    }
}

RowDecoder::RowDecoder(const Rows& rows) : rows_(rows) {
    const int columns = rows.columns();
    values_.resize(static_cast<std::size_t>(columns));
    kinds_.reserve(static_cast<std::size_t>(columns));
    for (int column = 0; column < columns; ++column) {
        kinds_.push_back(kind_of(PQftype(rows.raw(), column)));
    }
}

std::span<const sty_value> RowDecoder::decode(int row) {
    std::size_t needed = 0;
    for (std::size_t column = 0; column < kinds_.size(); ++column) {
        if (kinds_[column] == STY_BYTES) {
            needed += bytea_size(rows_[row].text(static_cast<int>(column)));
        }
    }
    // Reserved at once: the values point into it.
    bytes_.clear();
    bytes_.reserve(needed);
    for (std::size_t column = 0; column < kinds_.size(); ++column) {
        decode_column(row, static_cast<int>(column));
    }
    return values_;
}

void RowDecoder::decode_column(int row, int column) {
    const Row source = rows_[row];
    const auto index = static_cast<std::size_t>(column);
    sty_value& value = values_[index];
    if (source.is_null(column)) {
        value = sty_value{};
        return;
    }
    value.kind = kinds_[index];
    switch (value.kind) {
    case STY_INT64:
        value.as.integer = source.integer(column);
        break;
    case STY_BOOL:
        value.as.integer = source.boolean(column) ? 1 : 0;
        break;
    case STY_DOUBLE:
        value.as.number = source.number(column);
        break;
    case STY_BYTES: {
        const std::size_t start = bytes_.size();
        append_bytea(bytes_, source.text(column));
        value.as.text = to_abi(std::string_view(bytes_).substr(start));
        break;
    }
    default:
        value.as.text = to_abi(source.text(column));
    }
}

} // namespace statybos::kernel::database
