// The kernel's own transactions, run again when PostgreSQL asks for it.
#pragma once

#include <chrono>
#include <string_view>
#include <thread>
#include <type_traits>
#include <utility>

#include "database/outage.hpp"
#include "database/pool.hpp"

namespace statybos::kernel::database {

struct TransactOptions {
    /// Behind BEGIN: "ISOLATION LEVEL SERIALIZABLE", …
    std::string_view begin;
    int attempts = 6;
    Pool::Clock::time_point deadline = Pool::Clock::time_point::max();
};

/// How long to wait before attempt `attempt` + 1 of a transaction that met another: 2 ms, then
/// twice as long each time up to 200 ms, with jitter.
inline std::chrono::milliseconds retry_pause(int attempt) {
    using std::chrono::milliseconds;
    return jittered_pause(milliseconds(2), static_cast<std::uint32_t>(attempt - 1),
                          milliseconds(200));
}

/// Runs `fn(Connection&)` in a transaction and commits. After a serialization failure or a deadlock
/// all of it runs again, so `fn` must do nothing outside the database that cannot be repeated.
///
/// What `fn` throws rolls back and goes through; so does the last attempt's DatabaseError.
template <class Fn>
auto transact(Pool& pool, Fn&& fn, const TransactOptions& options = {}) {
    for (int attempt = 1;; ++attempt) {
        try {
            const Lease lease = pool.begin(options.deadline, options.begin);
            if constexpr (std::is_void_v<std::invoke_result_t<Fn&, Connection&>>) {
                fn(*lease);
                lease->commit();
                return;
            } else {
                auto result = fn(*lease);
                lease->commit();
                return result;
            }
        } catch (const DatabaseError& error) {
            const auto pause = retry_pause(attempt);
            if (!error.is_serialization_failure() || attempt >= options.attempts ||
                Pool::Clock::now() + pause >= options.deadline) {
                throw;
            }
            std::this_thread::sleep_for(pause);
        }
    }
}

} // namespace statybos::kernel::database
