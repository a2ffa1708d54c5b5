// Which known name a mistyped one was meant to be.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace statybos::kernel::config {

/// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`; letters'
/// case does not count. Stops counting above `limit` and returns `limit + 1`.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// The closest of `known`, or empty when none is near enough to be meant: one slip for up to four
/// letters, then one more for every three. The first of equals wins.
std::string_view nearest(std::string_view word, std::span<const std::string_view> known);

/// `, did you mean "limit"?`, or empty.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> known);

} // namespace statybos::kernel::config
