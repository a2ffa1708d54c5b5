// A list of parcel terminals as a carrier hands it out: CSV, with a line of column names.
#pragma once

#include <string_view>
#include <vector>

#include <statybos/error.hpp>

#include "store/terminal_store.hpp"

namespace statybos::shipping {

inline constexpr std::size_t longest_terminal_file = 4 * 1024 * 1024; ///< bytes
inline constexpr std::size_t most_terminals = 20'000;
inline constexpr std::size_t most_reported_faults = 200;

/// Columns, in any order: `code`, `name`, `street`, `city`, `postal_code`, `country`; they may have
/// `lat` and `lon` beside them, and `opening_hours` (opening_rules.hpp). Codes are unique.
///
/// @errors too_large list_too_large     more bytes or lines than above
/// @errors invalid validation_failed    everything that is wrong, line by line up to the limit
///                                      above; pointers are "/lines/<number>/<column>"
Result<std::vector<TerminalRow>> read_terminal_file(std::string_view text,
                                                    const std::string& carrier);

} // namespace statybos::shipping
