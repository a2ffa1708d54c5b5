// How long what failed waits for its next attempt.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <random>

namespace statybos::kernel::events {

struct BackOff {
    std::chrono::milliseconds first{1'000};
    std::chrono::milliseconds longest{3'600'000};

    /// After the `attempt`th (1, 2, …): between half and all of first × 2^(attempt-1), at most
    /// `longest`, so that what failed together does not come back together.
    std::chrono::milliseconds after(std::uint32_t attempt) const {
        const std::uint32_t doublings = std::min<std::uint32_t>(attempt == 0 ? 0 : attempt - 1, 30);
        const std::int64_t most =
            std::min<std::int64_t>(longest.count(), first.count() << doublings);
        thread_local std::minstd_rand random{std::random_device{}()};
        return std::chrono::milliseconds(
            std::uniform_int_distribution<std::int64_t>(most / 2, most)(random));
    }
};

} // namespace statybos::kernel::events
