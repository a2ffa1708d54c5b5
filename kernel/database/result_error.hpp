// Reading what PostgreSQL says about a statement that it refused.
#pragma once

#include <string>
#include <string_view>

struct pg_result;

namespace statybos::kernel::database {

/// A field of the error by its PG_DIAG code; empty when it is not there.
std::string_view error_field(const pg_result* result, int code);

/// The prepared statement is gone, or no longer fits the tables that it reads.
bool is_stale_plan(const pg_result* result);

/// PostgreSQL's sentence and the statement it is about, or the faulty line of one that has several.
/// Parameters stay out of it.
std::string describe_error(const pg_result* result, std::string_view sql);

/// COPY, which the rest of the protocol cannot follow.
bool is_copy(const pg_result* result);

std::string without_line_end(std::string_view text);

} // namespace statybos::kernel::database
