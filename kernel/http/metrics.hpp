// What this room counts. The interface is small so that any registry can stand behind it.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace statybos::kernel::http {

/// Called on I/O threads and workers, for each request: implementations are quick and never block.
class HttpMetrics {
public:
    virtual ~HttpMetrics() = default;

    /// A request was answered. `operation` is the route's, or one of "built_in", "not_found",
    /// "method_not_allowed", "malformed", "options": a closed set, safe as a label.
    virtual void answered(std::string_view operation, unsigned status,
                          std::chrono::nanoseconds duration) = 0;
    /// `change` is +1 when a request begins and -1 when it ends.
    virtual void in_flight(int change) = 0;
    virtual void connections(int change) = 0;
    /// A request that waits for a worker, a worker that runs one: +1 and -1 likewise.
    virtual void waiting(int change) = 0;
    virtual void working(int change) = 0;
    virtual void cache_hit() = 0;
    virtual void cache_miss() = 0;
    /// A request was refused because of the queue, the bulkhead, memory or the connection limit.
    virtual void overloaded() = 0;
};

/// Counts in this process; the default, and what tests read.
class CountingMetrics : public HttpMetrics {
public:
    void answered(std::string_view operation, unsigned status,
                  std::chrono::nanoseconds duration) override;
    void in_flight(int change) override { in_flight_ += change; }
    void connections(int change) override { connections_ += change; }
    void waiting(int change) override { waiting_ += change; }
    void working(int change) override { working_ += change; }
    void cache_hit() override { ++cache_hits_; }
    void cache_miss() override { ++cache_misses_; }
    void overloaded() override { ++overloaded_; }

    std::uint64_t requests(std::string_view operation, unsigned status) const;
    std::int64_t in_flight() const { return in_flight_; }
    std::int64_t connections() const { return connections_; }
    std::int64_t waiting() const { return waiting_; }
    std::int64_t working() const { return working_; }
    std::uint64_t cache_hits() const { return cache_hits_; }
    std::uint64_t cache_misses() const { return cache_misses_; }
    std::uint64_t refused() const { return overloaded_; }

    /// Everything in Prometheus text format.
    std::string text() const;

private:
    static constexpr std::array<double, 10> bounds{0.001, 0.0025, 0.005, 0.01, 0.025,
                                                   0.05,  0.1,    0.25,  1,    5}; // seconds
    struct Series {
        std::array<std::uint64_t, bounds.size() + 1> buckets{};
        double seconds = 0;
        std::map<unsigned, std::uint64_t> by_status;
    };
    struct Stripe {
        mutable std::mutex mutex;
        std::map<std::string, Series, std::less<>> series;
    };
    static constexpr std::size_t stripe_count = 8;

    std::map<std::string, Series> collected() const;

    std::array<Stripe, stripe_count> stripes_; // one per thread, roughly
    std::atomic<std::int64_t> in_flight_{0};
    std::atomic<std::int64_t> connections_{0};
    std::atomic<std::int64_t> waiting_{0};
    std::atomic<std::int64_t> working_{0};
    std::atomic<std::uint64_t> cache_hits_{0};
    std::atomic<std::uint64_t> cache_misses_{0};
    std::atomic<std::uint64_t> overloaded_{0};
};

} // namespace statybos::kernel::http
