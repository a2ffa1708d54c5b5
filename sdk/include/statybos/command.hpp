// Commands of the `statybos` executable that plugins add, e.g. "user create-admin".
#pragma once

#include <string>
#include <vector>

#include <statybos/contract.hpp>
#include <statybos/record.hpp>

namespace statybos {

struct CommandCall {
    std::vector<std::string> arguments; ///< after the command's own words
};
STATYBOS_RECORD(CommandCall, arguments)

/// Provided under the command's words as name: "demo load".
struct Command {
    virtual ~Command() = default;

    /// Runs on the operator's terminal, in a started marketplace that serves no HTTP.
    ///
    /// @returns  what to print on success
    /// @errors   any: its message is printed and the exit code is 1
    virtual Result<std::string> run(Ctx&, const CommandCall& call) = 0;
};
STATYBOS_INTERFACE(Command, "statybos.kernel.command", 1, run)

} // namespace statybos
