// application/x-www-form-urlencoded text: the query of a target.
#pragma once

#include <string_view>
#include <vector>

#include <statybos/error.hpp>

#include "http/request.hpp"

namespace statybos::kernel::http {

constexpr std::size_t max_query_parameters = 200;

/// The parameters in the order sent, decoded. Empty pairs are skipped; a name without '=' has an
/// empty value.
///
/// @errors malformed_query  a broken escape, bytes that are not UTF-8, a NUL, too many parameters
Result<void> parse_query(std::string_view text, std::vector<QueryParameter>& out);

/// `text` with its pairs sorted by name (pairs of one name keep their order) and empty ones gone:
/// equal for requests that ask for the same thing. Appended to `out`.
void append_canonical_query(std::string& out, std::string_view text);

} // namespace statybos::kernel::http
