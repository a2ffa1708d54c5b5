// The table statybos.metrics/1.
#include <statybos/strings.hpp>

#include "core/abi.hpp"
#include "core/host.hpp"
#include "core/metrics.hpp"

namespace statybos::kernel {
namespace {

constexpr std::uint64_t max_labels_of_call = 64; // of a call; the registry's own bound is lower

Metrics* metrics_of(const sty_host* host) {
    const Engines* engines = HostSide::of(host).engines;
    return engines == nullptr ? nullptr : engines->metrics;
}

std::vector<std::string_view> with_plugin(std::string_view first, sty_span labels) {
    std::vector<std::string_view> all{first};
    const auto* values = static_cast<const sty_str*>(labels.data);
    for (std::uint64_t i = 0; i < labels.size && i < max_labels_of_call; ++i) {
        all.push_back(view(values[i]));
    }
    return all;
}

sty_rc declare(const sty_host* host, std::uint32_t kind, sty_str name, sty_str help,
               sty_span labels, std::uint32_t* metric, sty_error* error) {
    return guarded(error, [&]() -> Result<void> {
        Metrics* metrics = metrics_of(host);
        if (metrics == nullptr) {
            return Error(Errc::unavailable, "metrics_unavailable", "this kernel keeps no metrics");
        }
        const auto label_names = with_plugin("plugin", labels);
        auto id = metrics->declare(static_cast<MetricKind>(kind), view(name), view(help),
                                   {label_names.begin(), label_names.end()});
        if (!id) {
            return id.error();
        }
        *metric = *id;
        return {};
    });
}

void record(const sty_host* host, std::uint32_t metric, sty_span labels, double value) {
    // A measurement that finds no memory is lost rather than the request it measures.
    guarded(nullptr, [&]() -> Result<void> {
        if (Metrics* metrics = metrics_of(host)) {
            metrics->record(metric, with_plugin(HostSide::of(host).instance, labels), value);
        }
        return {};
    });
}

} // namespace

const sty_api_metrics& metrics_api() {
    static const sty_api_metrics table{
        .size = sizeof(sty_api_metrics),
        .reserved = 0,
        .declare = declare,
        .record = record,
    };
    return table;
}

} // namespace statybos::kernel
