// Files, read whole.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include <statybos/error.hpp>

namespace statybos::kernel::config {

/// The content of a regular file (not a FIFO, device or folder) of at most `limit` bytes.
///
/// @errors not_found     no such file
/// @errors unreadable    not a regular file, or no permission; the message gives the reason
/// @errors too_large     more than `limit` bytes
Result<std::string> read_file(const std::filesystem::path& file, std::size_t limit);

} // namespace statybos::kernel::config
