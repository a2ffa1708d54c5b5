#include "runtime/http_metrics.hpp"

#include <array>
#include <charconv>

namespace statybos::kernel {

RegistryHttpMetrics::RegistryHttpMetrics(Metrics& registry, unsigned workers)
    : registry_(registry),
      requests_(registry
                    .declare(MetricKind::counter, "statybos_http_requests_total",
                             "Requests answered", {"operation", "status"})
                    .value()),
      seconds_(registry
                   .declare(MetricKind::histogram, "statybos_http_request_seconds",
                            "From the first byte of a request to its answer", {"operation"})
                   .value()) {
    const auto cache = registry
                           .declare(MetricKind::counter, "statybos_http_cache_total",
                                    "Looks into the response cache", {"result"})
                           .value();
    const std::array<std::string_view, 1> hit{"hit"};
    const std::array<std::string_view, 1> miss{"miss"};
    hits_ = registry.series(cache, hit);
    misses_ = registry.series(cache, miss);
    overloaded_ = registry.series(
        registry
            .declare(MetricKind::counter, "statybos_http_overloaded_total",
                     "Requests refused because queue, bulkhead, memory or connections were full")
            .value(),
        {});
    registry.watch(MetricKind::gauge, "statybos_http_in_flight", "Requests under way",
                   [this] { return static_cast<double>(in_flight_.load()); });
    registry.watch(MetricKind::gauge, "statybos_http_connections", "Open connections",
                   [this] { return static_cast<double>(connections_.load()); });
    registry.watch(MetricKind::gauge, "statybos_http_workers", "Threads that run handlers",
                   [workers] { return static_cast<double>(workers); });
    registry.watch(MetricKind::gauge, "statybos_http_workers_busy", "Workers that run a handler",
                   [this] { return static_cast<double>(working_.load()); });
    registry.watch(MetricKind::gauge, "statybos_http_workers_waiting",
                   "Requests that wait for a worker",
                   [this] { return static_cast<double>(waiting_.load()); });
}

void RegistryHttpMetrics::answered(std::string_view operation, unsigned status,
                                   std::chrono::nanoseconds duration) {
    std::array<char, 12> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), status).ptr;
    const std::array labels{
        operation, std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data()))};
    registry_.record(requests_, labels, 1);
    registry_.record(seconds_, std::span(labels).first(1),
                     std::chrono::duration<double>(duration).count());
}

} // namespace statybos::kernel
