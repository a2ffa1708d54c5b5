// From PostgreSQL's text form to the kinds of statybos.db/1.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/abi/base.h>

#include "database/rows.hpp"

namespace statybos::kernel::database {

/// "Infinity" and "NaN" included; 0 for what is no number.
double parse_double(std::string_view text);

/// Appends the bytes behind bytea's hex form ("\x6162").
void append_bytea(std::string& out, std::string_view hex);

/// Reads the rows of one answer, one at a time.
class RowDecoder {
public:
    explicit RowDecoder(const Rows& rows);

    /// The row's columns; valid until the next call.
    std::span<const sty_value> decode(int row);

private:
    void decode_column(int row, int column);

    const Rows& rows_;
    std::vector<std::uint32_t> kinds_;
    std::vector<sty_value> values_;
    std::string bytes_;
};

} // namespace statybos::kernel::database
