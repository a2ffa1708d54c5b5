#include "database/result_error.hpp"

#include <algorithm>
#include <charconv>

#include <libpq-fe.h>

namespace statybos::kernel::database {
namespace {

/// The line in which PostgreSQL found the error (it counts characters, from 1), with its number.
std::string faulty_line(std::string_view sql, std::string_view position) {
    std::size_t characters = 0;
    std::from_chars(position.data(), position.data() + position.size(), characters);
    std::size_t at = 0;
    for (; at < sql.size() && characters > 0; ++at) {
        const bool starts_character = (static_cast<unsigned char>(sql[at]) & 0xC0) != 0x80;
        characters -= starts_character ? 1 : 0;
    }
    const std::string_view before = sql.substr(0, at);
    const std::size_t start = before.rfind('\n') + 1; // npos + 1 is 0
    const auto number = std::count(before.begin(), before.begin() + static_cast<long>(start), '\n');
    return "line " + std::to_string(number + 1) + ": " +
           std::string(sql.substr(start, sql.find('\n', start) - start));
}

} // namespace

std::string_view error_field(const pg_result* result, int code) {
    const char* text = PQresultErrorField(result, code);
    return text == nullptr ? std::string_view() : std::string_view(text);
}

bool is_stale_plan(const pg_result* result) {
    const std::string_view sqlstate = error_field(result, PG_DIAG_SQLSTATE);
    return sqlstate == "26000" ||
           (sqlstate == "0A000" &&
            error_field(result, PG_DIAG_SOURCE_FUNCTION) == "RevalidateCachedQuery");
}

bool is_copy(const pg_result* result) {
    const ExecStatusType status = PQresultStatus(result);
    return status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH;
}

std::string without_line_end(std::string_view text) {
    while (!text.empty() && text.back() == '\n') {
        text.remove_suffix(1);
    }
    return std::string(text);
}

std::string describe_error(const pg_result* result, std::string_view sql) {
    std::string message(error_field(result, PG_DIAG_MESSAGE_PRIMARY));
    if (message.empty()) {
        message = without_line_end(PQresultErrorMessage(result));
    }
    const std::string_view position = error_field(result, PG_DIAG_STATEMENT_POSITION);
    if (!position.empty() && sql.find('\n') != std::string_view::npos) {
        return message + " [" + faulty_line(sql, position) + "]";
    }
    constexpr std::size_t shown = 300;
    message += " [in: ";
    message += sql.substr(0, shown);
    message += sql.size() > shown ? "…]" : "]";
    return message;
}

} // namespace statybos::kernel::database
