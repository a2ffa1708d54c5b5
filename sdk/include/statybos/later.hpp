// Statements whose outcome nobody waits for.
#pragma once

#include <array>
#include <string_view>

#include <statybos/parameter.hpp>
#include <statybos/tables.hpp>
#include <statybos/transaction.hpp>

namespace statybos {

/// Sends the statement with the transaction's next one, or with its commit, and so saves a round
/// trip to the database. What is wrong with it, a violated constraint for one, is thrown by those.
template <class... Args>
void execute_later(Transaction& tx, std::string_view sql, const Args&... args) {
    const std::array<Parameter, sizeof...(Args)> parameters{to_parameter(args)...};
    std::array<sty_value, sizeof...(Args) + 1> values{};
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        values[i] = parameters[i].value();
    }
    detail::ErrorSlot error;
    error.check(detail::tables.db->execute(tx.ctx().raw(), to_abi(sql), values.data(),
                                           sizeof...(Args), nullptr, &error));
}

} // namespace statybos
