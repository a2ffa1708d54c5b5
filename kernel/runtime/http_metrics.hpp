// What the HTTP room counts, in the registry behind /metrics.
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/metrics.hpp"
#include "http/metrics.hpp"

namespace statybos::kernel {

/// statybos_http_requests_total{operation,status}, statybos_http_request_seconds{operation},
/// statybos_http_in_flight, statybos_http_connections, statybos_http_workers and its parts _busy
/// and _waiting, statybos_http_cache_total{result}, statybos_http_overloaded_total.
class RegistryHttpMetrics final : public http::HttpMetrics {
public:
    /// Must be made once for a registry, which outlives it.
    /// @param workers  how many threads run handlers
    RegistryHttpMetrics(Metrics& registry, unsigned workers);

    void answered(std::string_view operation, unsigned status,
                  std::chrono::nanoseconds duration) override;
    void in_flight(int change) override { in_flight_ += change; }
    void connections(int change) override { connections_ += change; }
    void waiting(int change) override { waiting_ += change; }
    void working(int change) override { working_ += change; }
    void cache_hit() override { hits_->record(1); }
    void cache_miss() override { misses_->record(1); }
    void overloaded() override { overloaded_->record(1); }

private:
    Metrics& registry_;
    Metrics::Id requests_;
    Metrics::Id seconds_;
    MetricSeries* hits_;
    MetricSeries* misses_;
    MetricSeries* overloaded_;
    std::atomic<std::int64_t> in_flight_{0};
    std::atomic<std::int64_t> connections_{0};
    std::atomic<std::int64_t> waiting_{0};
    std::atomic<std::int64_t> working_{0};
};

} // namespace statybos::kernel
