// How often one client may ask. Memory is fixed, whatever number of clients there are.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "http/settings.hpp"

namespace statybos::kernel::http {

/// Token buckets in the form of GCRA: a bucket is one instant, the one at which it is full again.
/// When a set of buckets is taken, the fullest makes room: whoever it belonged to loses nothing
/// worth keeping.
class RateLimiter {
public:
    using Clock = std::chrono::steady_clock;

    explicit RateLimiter(const std::map<std::string, RateClass, std::less<>>& classes);

    /// The class of that name, else "default", else none (null): no limit.
    const RateClass* find(std::string_view name) const;

    /// Takes one token of `who` in `rate`. Zero: granted; else how long to wait for one.
    std::chrono::nanoseconds take(const RateClass& rate, std::string_view who,
                                  Clock::time_point now = Clock::now());

private:
    static constexpr std::size_t ways = 4;
    static constexpr std::size_t sets = 4096;
    static constexpr std::size_t locks = 64;

    struct Bucket {
        std::uint64_t key = 0;
        std::int64_t full_at = 0; // nanoseconds of Clock
    };

    std::map<std::string, RateClass, std::less<>> classes_;
    std::uint64_t seed_;
    std::vector<std::array<Bucket, ways>> buckets_;
    std::array<std::mutex, locks> mutexes_;
};

/// What counts as one client: an IPv4 address, or the /64 of an IPv6 one, since a host has many.
std::string rate_key(std::string_view address);

} // namespace statybos::kernel::http
