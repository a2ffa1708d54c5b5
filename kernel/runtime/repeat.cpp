#include "runtime/repeat.hpp"

#include <thread>

#include "core/log.hpp"
#include "database/binding.hpp"
#include "database/transact.hpp"

namespace statybos::kernel {
Result<void> with_repeats(const Context& context, bool repeatable,
                          const std::function<Result<void>()>& attempt) {
    for (unsigned attempts = 1;; ++attempts) {
        Result<void> result = attempt();
        if (result || !repeatable || result.error().code() != Errc::serialization ||
            attempts == most_attempts) {
            return result;
        }
        const auto pause = database::retry_pause(static_cast<int>(attempts));
        if (Context::Clock::now() + pause >= context.deadline) {
            return result;
        }
        std::this_thread::sleep_for(pause);
    }
}

Result<void> finish_transaction(Context& context, const HostSide& plugin, Result<void> result) {
    if (context.database == nullptr || context.database->depth() == 0) {
        return result;
    }
    log(LogLevel::error, plugin.instance,
        "it left a transaction open; what it wrote there is rolled back");
    while (context.database->depth() > 0) {
        context.database->rollback();
    }
    if (!result) {
        return result;
    }
    return Error(Errc::internal, "transaction_left_open",
                 plugin.instance + " answered without ending its transaction")
        .flag(STY_ERROR_PRIVATE);
}

} // namespace statybos::kernel
