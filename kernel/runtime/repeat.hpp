// Around a plugin's handler: what the database asks to do again, and what was left undone.
#pragma once

#include <functional>

#include <statybos/error.hpp>

#include "core/context.hpp"
#include "core/host.hpp"

namespace statybos::kernel {

/// Attempts at most, the first included.
constexpr unsigned most_attempts = 5;

/// Runs `attempt`; where it ends with a serialization failure or deadlock and `repeatable`, again
/// after a short, growing, random pause, while the context's deadline allows.
Result<void> with_repeats(const Context& context, bool repeatable,
                          const std::function<Result<void>()>& attempt);

/// Rolls back a transaction that `plugin` left open. Where it said that all went well, that is an
/// error: what it wrote is not there.
/// @errors internal "transaction_left_open"
Result<void> finish_transaction(Context& context, const HostSide& plugin, Result<void> result);

} // namespace statybos::kernel
