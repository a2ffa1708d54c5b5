#include "http/rate_limiter.hpp"

#include <algorithm>
#include <functional>
#include <random>

#include <arpa/inet.h>

namespace statybos::kernel::http {
namespace {

std::uint64_t mixed(std::uint64_t x) noexcept {
    x ^= x >> 33;
    x *= 0xff51afd7ed558ccdULL;
    x ^= x >> 33;
    x *= 0xc4ceb9fe1a85ec53ULL;
    x ^= x >> 33;
    return x;
}

} // namespace

RateLimiter::RateLimiter(const std::map<std::string, RateClass, std::less<>>& classes)
    : classes_(classes), buckets_(sets) {
    std::random_device device;
    seed_ = (std::uint64_t{device()} << 32) | device();
}

const RateClass* RateLimiter::find(std::string_view name) const {
    auto found = name.empty() ? classes_.end() : classes_.find(name);
    if (found == classes_.end()) {
        found = classes_.find("default");
    }
    return found == classes_.end() ? nullptr : &found->second;
}

std::chrono::nanoseconds RateLimiter::take(const RateClass& rate, std::string_view who,
                                           Clock::time_point now) {
    using Nanoseconds = std::chrono::duration<double, std::nano>;
    const double interval = Nanoseconds(rate.per).count() / std::max(rate.requests, 1e-9);
    const double burst = rate.burst > 0 ? rate.burst : rate.requests;
    const auto tolerance = static_cast<std::int64_t>(interval * std::max(burst - 1, 0.0));
    const auto step = static_cast<std::int64_t>(interval);
    const std::int64_t at = now.time_since_epoch().count();

    const std::uint64_t key =
        mixed(std::hash<std::string_view>()(who) ^ seed_ ^ reinterpret_cast<std::uintptr_t>(&rate));
    const std::size_t set = key % sets;
    std::lock_guard lock(mutexes_[set % locks]);
    Bucket* bucket = &buckets_[set][0];
    for (Bucket& other : buckets_[set]) {
        if (other.key == key) {
            bucket = &other;
            break;
        }
        if (other.full_at < bucket->full_at) {
            bucket = &other;
        }
    }
    const std::int64_t full_at = std::max(bucket->key == key ? bucket->full_at : at, at);
    if (full_at - at > tolerance) {
        return std::chrono::nanoseconds(full_at - at - tolerance);
    }
    *bucket = {key, full_at + step};
    return std::chrono::nanoseconds(0);
}

std::string rate_key(std::string_view address) {
    const std::string text(address);
    in6_addr six{};
    if (inet_pton(AF_INET6, text.c_str(), &six) != 1) {
        return text;
    }
    if (IN6_IS_ADDR_V4MAPPED(&six)) {
        return text;
    }
    return std::string(reinterpret_cast<const char*>(six.s6_addr), 8);
}

} // namespace statybos::kernel::http
