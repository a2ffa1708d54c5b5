#include "database/rows.hpp"

#include <charconv>
#include <cstdlib>

#include <libpq-fe.h>

#include "database/row_decoder.hpp"

namespace statybos::kernel::database {

bool Row::is_null(int column) const {
    return PQgetisnull(result_, row_, column) != 0;
}

std::string_view Row::text(int column) const {
    const char* data = PQgetvalue(result_, row_, column);
    return data == nullptr
               ? std::string_view()
               : std::string_view(data,
                                  static_cast<std::size_t>(PQgetlength(result_, row_, column)));
}

std::int64_t Row::integer(int column) const {
    const std::string_view digits = text(column);
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

double Row::number(int column) const {
    return parse_double(text(column));
}

bool Row::boolean(int column) const {
    return text(column) == "t";
}

std::string Row::bytes(int column) const {
    std::string out;
    append_bytea(out, text(column));
    return out;
}

int Rows::size() const {
    return PQntuples(result_.get());
}

int Rows::columns() const {
    return PQnfields(result_.get());
}

std::uint64_t Rows::affected() const {
    const std::string_view digits = PQcmdTuples(result_.get());
    std::uint64_t count = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), count);
    return count;
}

std::string_view Rows::tag() const {
    return PQcmdStatus(result_.get());
}

void Rows::Clear::operator()(pg_result* result) const noexcept {
    PQclear(result);
}

} // namespace statybos::kernel::database
