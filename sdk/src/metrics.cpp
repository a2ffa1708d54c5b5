#include <statybos/metrics.hpp>

#include <vector>

namespace statybos {
namespace {

std::vector<sty_str> raw_labels(std::initializer_list<std::string_view> texts) {
    std::vector<sty_str> raw;
    raw.reserve(texts.size());
    for (std::string_view text : texts) {
        raw.push_back(to_abi(text));
    }
    return raw;
}

} // namespace

Metric Metric::declare(Host& host, std::uint32_t kind, std::string_view name, std::string_view help,
                       std::initializer_list<std::string_view> labels) {
    const auto raw = raw_labels(labels);
    std::uint32_t id = 0;
    detail::ErrorSlot error;
    error.check(detail::tables.metrics->declare(host.raw(), kind, to_abi(name), to_abi(help),
                                                {raw.data(), raw.size()}, &id, &error));
    return Metric(host.raw(), id);
}

Metric Metric::counter(Host& host, std::string_view name, std::string_view help,
                       std::initializer_list<std::string_view> labels) {
    return declare(host, STY_METRIC_COUNTER, name, help, labels);
}

Metric Metric::gauge(Host& host, std::string_view name, std::string_view help,
                     std::initializer_list<std::string_view> labels) {
    return declare(host, STY_METRIC_GAUGE, name, help, labels);
}

Metric Metric::histogram(Host& host, std::string_view name, std::string_view help,
                         std::initializer_list<std::string_view> labels) {
    return declare(host, STY_METRIC_HISTOGRAM, name, help, labels);
}

void Metric::record(double value, std::initializer_list<std::string_view> labels) const {
    const auto raw = raw_labels(labels);
    detail::tables.metrics->record(host_, id_, {raw.data(), raw.size()}, value);
}

} // namespace statybos
