// Checksums of texts.
#pragma once

#include <string>
#include <string_view>

namespace statybos::kernel::database {

/// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view text);

} // namespace statybos::kernel::database
