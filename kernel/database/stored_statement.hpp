// A statement that is sent later than it was said.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "database/connection.hpp"

namespace statybos::kernel::database {

/// Keeps its own copy of the text and the parameters.
class StoredStatement {
public:
    /// @param own  the kernel's own; it alone may begin and end transactions and savepoints
    StoredStatement(std::string_view sql, Values values, bool own);

    Statement statement() const { return {sql_, values_}; }
    bool is_own() const { return own_; }

private:
    std::string sql_;
    std::vector<sty_value> values_;
    std::unique_ptr<char[]> bytes_; // what texts in values_ point to
    bool own_;
};

} // namespace statybos::kernel::database
