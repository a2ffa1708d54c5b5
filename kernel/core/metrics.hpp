// Prometheus metrics of the kernel and of plugins, over prometheus-cpp's core.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/abi/metrics.h>
#include <statybos/error.hpp>

namespace statybos::kernel {

enum class MetricKind : std::uint32_t {
    counter = STY_METRIC_COUNTER,
    gauge = STY_METRIC_GAUGE,
    histogram = STY_METRIC_HISTOGRAM, ///< of seconds, buckets from 0.5 ms to 30 s
};

/// One time series, found once and then recorded into without a look-up. Any thread.
class MetricSeries {
public:
    virtual ~MetricSeries() = default;
    /// Adds to a counter, sets a gauge, observes into a histogram. What is not finite, and what
    /// would lower a counter, is dropped.
    virtual void record(double value) noexcept = 0;
};

/// All metrics of the process. Any thread.
class Metrics {
public:
    using Id = std::uint32_t;

    /// `max_series` bounds every metric: label values beyond so many combinations are counted
    /// together under the value "other", so that no client can fill the memory.
    explicit Metrics(std::size_t max_series = 500);
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    /// Makes the metric `name`, or finds it where it was declared alike before, as by an earlier
    /// generation of a plugin.
    /// @errors invalid "invalid_metric"  the name, a label's name or the number of labels (at most
    ///                                   8) is not acceptable
    ///         conflict "metric_clash"   the name stands for another kind or for other labels
    Result<Id> declare(MetricKind kind, std::string_view name, std::string_view help,
                       std::vector<std::string> labels = {});

    /// The series of these label values; lives as long as this. Values are cut at 100 bytes and
    /// what is not printable ASCII becomes '_'. Null where `id` or the number of values is wrong.
    MetricSeries* series(Id id, std::span<const std::string_view> values);
    void record(Id id, std::span<const std::string_view> values, double value);

    /// A gauge, or a counter that only grows, which is asked at each scrape. For the kernel's own
    /// wiring: a clash is a Failure. `read` must stay callable as long as this lives.
    void watch(MetricKind kind, std::string_view name, std::string_view help,
               std::function<double()> read);

    /// Everything in Prometheus' text format 0.0.4.
    std::string text();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The table statybos.metrics/1. Every metric of a plugin has the label `plugin`, the instance's
/// name, before its own.
const sty_api_metrics& metrics_api();

} // namespace statybos::kernel
