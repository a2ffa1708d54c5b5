// One scalar's text as a value of a schema type.
#pragma once

#include <string>
#include <string_view>

#include "config/schema.hpp"

namespace statybos::kernel::config {

/// Reads `text` as `type`, which is neither object nor array. Files are not opened and paths not
/// resolved here.
///
/// @errors invalid_value  the message says how such a value is written
Result<Value> read_scalar(Type type, std::string_view text);

/// -1, 0, 1 for two values of one numeric type; amounts of two currencies do not compare: nothing.
std::optional<int> compare(const Value& a, const Value& b);

/// `text` in quotes with control characters escaped, cut after 60 bytes; for messages.
std::string in_quotes(std::string_view text);

} // namespace statybos::kernel::config
