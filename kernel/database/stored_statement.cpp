#include "database/stored_statement.hpp"

#include <algorithm>

#include <statybos/strings.hpp>

namespace statybos::kernel::database {
namespace {

bool has_bytes(const sty_value& value) {
    return value.kind == STY_TEXT || value.kind == STY_BYTES;
}

} // namespace

StoredStatement::StoredStatement(std::string_view sql, Values values, bool own)
    : sql_(sql), values_(values.begin(), values.end()), own_(own) {
    std::size_t size = 0;
    for (const sty_value& value : values) {
        size += has_bytes(value) ? value.as.text.size : 0;
    }
    bytes_ = std::make_unique<char[]>(size);
    char* end = bytes_.get();
    for (sty_value& value : values_) {
        if (has_bytes(value)) {
            const std::string_view text = view(value.as.text);
            value.as.text = to_abi(std::string_view(end, text.size()));
            end = std::copy(text.begin(), text.end(), end);
        }
    }
}

} // namespace statybos::kernel::database
