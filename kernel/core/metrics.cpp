#include "core/metrics.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <mutex>
#include <shared_mutex>
#include <sstream>
#include <unordered_map>

#include <prometheus/check_names.h>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace statybos::kernel {
namespace {

constexpr std::size_t max_labels = 8;
constexpr std::size_t max_value = 100;
constexpr std::string_view other = "other";
constexpr std::string_view plugin_label = "plugin";

const prometheus::Histogram::BucketBoundaries& seconds_buckets() {
    static const prometheus::Histogram::BucketBoundaries bounds{
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30};
    return bounds;
}

class CounterSeries final : public MetricSeries {
public:
    explicit CounterSeries(prometheus::Counter& counter) : counter_(counter) {}
    void record(double value) noexcept override {
        if (std::isfinite(value) && value > 0) {
            counter_.Increment(value);
        }
    }

private:
    prometheus::Counter& counter_;
};

class GaugeSeries final : public MetricSeries {
public:
    explicit GaugeSeries(prometheus::Gauge& gauge) : gauge_(gauge) {}
    void record(double value) noexcept override {
        if (std::isfinite(value)) {
            gauge_.Set(value);
        }
    }

private:
    prometheus::Gauge& gauge_;
};

class HistogramSeries final : public MetricSeries {
public:
    explicit HistogramSeries(prometheus::Histogram& histogram) : histogram_(histogram) {}
    void record(double value) noexcept override {
        if (std::isfinite(value)) {
            histogram_.Observe(value);
        }
    }

private:
    prometheus::Histogram& histogram_;
};

std::string printable(std::string_view value) {
    std::string text(value.substr(0, max_value));
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c < 0x20 || c > 0x7E; }, '_');
    return text;
}

struct Metric {
    MetricKind kind{};
    std::string name;
    std::vector<std::string> labels;
    prometheus::Family<prometheus::Counter>* counters = nullptr;
    prometheus::Family<prometheus::Gauge>* gauges = nullptr;
    prometheus::Family<prometheus::Histogram>* histograms = nullptr;
    std::shared_mutex mutex;
    std::unordered_map<std::string, std::unique_ptr<MetricSeries>> series;

    std::unique_ptr<MetricSeries> make(const prometheus::Labels& values) {
        switch (kind) {
        case MetricKind::counter:
            return std::make_unique<CounterSeries>(counters->Add(values));
        case MetricKind::gauge:
            return std::make_unique<GaugeSeries>(gauges->Add(values));
        case MetricKind::histogram:
            return std::make_unique<HistogramSeries>(histograms->Add(values, seconds_buckets()));
        }
        return nullptr;
    }
};

std::string key_of(const std::vector<std::string>& values) {
    std::string key;
    for (const std::string& value : values) {
        key += value;
        key += '\n'; // never part of a printable value
    }
    return key;
}

bool is_kind(MetricKind kind) {
    return kind == MetricKind::counter || kind == MetricKind::gauge ||
           kind == MetricKind::histogram;
}

Error invalid_metric(std::string_view name, std::string_view why) {
    return {Errc::invalid, "invalid_metric",
            "metric \"" + std::string(name.substr(0, max_value)) + "\": " + std::string(why)};
}

Result<void> check(MetricKind kind, std::string_view name, const std::vector<std::string>& labels) {
    if (!is_kind(kind)) {
        return invalid_metric(name, "must be a counter, a gauge or a histogram");
    }
    if (name.size() > max_value || !prometheus::CheckMetricName(std::string(name))) {
        return invalid_metric(name, "the name must match [a-zA-Z_:][a-zA-Z0-9_:]*");
    }
    if (labels.size() > max_labels) {
        return invalid_metric(name, "at most 8 labels");
    }
    for (auto label = labels.begin(); label != labels.end(); ++label) {
        if (*label == "le" || *label == "quantile" || !prometheus::CheckLabelName(*label) ||
            std::find(labels.begin(), label, *label) != label) {
            return invalid_metric(name, "label \"" + *label + "\" is reserved, doubled or no name");
        }
    }
    return {};
}

} // namespace

struct Metrics::State {
    struct Watched {
        MetricKind kind;
        MetricSeries* series;
        std::function<double()> read;
        double last = 0;
    };

    explicit State(std::size_t limit) : max_series(limit) {}

    Metric* find(Id id) {
        const std::shared_lock lock(mutex);
        return id < metrics.size() ? &metrics[id] : nullptr;
    }

    const std::size_t max_series;
    prometheus::Registry registry{prometheus::Registry::InsertBehavior::Throw};
    std::shared_mutex mutex;
    std::deque<Metric> metrics;
    std::mutex watch_mutex;
    std::deque<Watched> watched;
};

Metrics::Metrics(std::size_t max_series) : state_(std::make_unique<State>(max_series)) {}
Metrics::~Metrics() = default;

Result<Metrics::Id> Metrics::declare(MetricKind kind, std::string_view name, std::string_view help,
                                     std::vector<std::string> labels) {
    if (auto good = check(kind, name, labels); !good) {
        return good.error();
    }
    const std::unique_lock lock(state_->mutex);
    for (Id id = 0; id < state_->metrics.size(); ++id) {
        const Metric& known = state_->metrics[id];
        if (known.name == name) {
            if (known.kind == kind && known.labels == labels) {
                return id;
            }
            return Error(Errc::conflict, "metric_clash",
                         "metric \"" + known.name +
                             "\" is already declared as another kind or with other labels");
        }
    }
    Metric& metric = state_->metrics.emplace_back();
    metric.kind = kind;
    metric.name = name;
    metric.labels = std::move(labels);
    const auto build = [&](auto builder) {
        return &builder.Name(metric.name).Help(std::string(help)).Register(state_->registry);
    };
    switch (kind) {
    case MetricKind::counter:
        metric.counters = build(prometheus::BuildCounter());
        break;
    case MetricKind::gauge:
        metric.gauges = build(prometheus::BuildGauge());
        break;
    case MetricKind::histogram:
        metric.histograms = build(prometheus::BuildHistogram());
        break;
    }
    return static_cast<Id>(state_->metrics.size() - 1);
}

MetricSeries* Metrics::series(Id id, std::span<const std::string_view> given) {
    Metric* metric = state_->find(id);
    if (metric == nullptr || given.size() != metric->labels.size()) {
        return nullptr;
    }
    std::vector<std::string> values;
    std::transform(given.begin(), given.end(), std::back_inserter(values), printable);
    std::string key = key_of(values);
    {
        const std::shared_lock lock(metric->mutex);
        if (const auto known = metric->series.find(key); known != metric->series.end()) {
            return known->second.get();
        }
    }
    const std::unique_lock lock(metric->mutex);
    if (metric->series.size() >= state_->max_series && !metric->series.contains(key)) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (metric->labels[i] != plugin_label) {
                values[i] = other;
            }
        }
        key = key_of(values);
    }
    std::unique_ptr<MetricSeries>& slot = metric->series[key];
    if (slot == nullptr) {
        prometheus::Labels pairs;
        for (std::size_t i = 0; i < values.size(); ++i) {
            pairs.emplace(metric->labels[i], values[i]);
        }
        slot = metric->make(pairs);
    }
    return slot.get();
}

void Metrics::record(Id id, std::span<const std::string_view> values, double value) {
    if (MetricSeries* found = series(id, values)) {
        found->record(value);
    }
}

void Metrics::watch(MetricKind kind, std::string_view name, std::string_view help,
                    std::function<double()> read) {
    STATYBOS_ASSERT(kind != MetricKind::histogram);
    MetricSeries* found = series(declare(kind, name, help).value(), {});
    const std::lock_guard lock(state_->watch_mutex);
    state_->watched.push_back({kind, found, std::move(read)});
}

std::string Metrics::text() {
    {
        const std::lock_guard lock(state_->watch_mutex);
        for (State::Watched& watched : state_->watched) {
            const double now = watched.read();
            watched.series->record(watched.kind == MetricKind::counter ? now - watched.last : now);
            watched.last = now;
        }
    }
    std::ostringstream out;
    prometheus::TextSerializer().Serialize(out, state_->registry.Collect());
    return out.str();
}

} // namespace statybos::kernel
