#include "http/metrics.hpp"

#include <cstdio>
#include <functional>
#include <thread>

namespace statybos::kernel::http {
namespace {

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.9g", value);
    return text;
}

void append_single(std::string& out, const char* name, const char* kind, const char* help,
                   const std::string& value) {
    out += std::string("# HELP ") + name + " " + help + "\n# TYPE " + name + " " + kind + "\n" +
           name + " " + value + "\n";
}

} // namespace

void CountingMetrics::answered(std::string_view operation, unsigned status,
                               std::chrono::nanoseconds duration) {
    const double seconds = std::chrono::duration<double>(duration).count();
    std::size_t bucket = 0;
    while (bucket < bounds.size() && seconds > bounds[bucket]) {
        ++bucket;
    }
    thread_local const std::size_t stripe_index =
        std::hash<std::thread::id>()(std::this_thread::get_id()) % stripe_count;
    Stripe& stripe = stripes_[stripe_index];
    std::lock_guard lock(stripe.mutex);
    auto found = stripe.series.find(operation);
    if (found == stripe.series.end()) {
        found = stripe.series.emplace(operation, Series()).first;
    }
    Series& series = found->second;
    ++series.buckets[bucket];
    series.seconds += seconds;
    ++series.by_status[status];
}

std::map<std::string, CountingMetrics::Series> CountingMetrics::collected() const {
    std::map<std::string, Series> all;
    for (const Stripe& stripe : stripes_) {
        std::lock_guard lock(stripe.mutex);
        for (const auto& [operation, part] : stripe.series) {
            Series& sum = all[operation];
            sum.seconds += part.seconds;
            for (std::size_t i = 0; i < part.buckets.size(); ++i) {
                sum.buckets[i] += part.buckets[i];
            }
            for (const auto& [status, count] : part.by_status) {
                sum.by_status[status] += count;
            }
        }
    }
    return all;
}

std::uint64_t CountingMetrics::requests(std::string_view operation, unsigned status) const {
    const auto all = collected();
    const auto found = all.find(std::string(operation));
    if (found == all.end()) {
        return 0;
    }
    const auto count = found->second.by_status.find(status);
    return count == found->second.by_status.end() ? 0 : count->second;
}

std::string CountingMetrics::text() const {
    const auto all = collected();
    std::string out = "# HELP statybos_http_requests_total Requests answered.\n"
                      "# TYPE statybos_http_requests_total counter\n";
    for (const auto& [operation, series] : all) {
        for (const auto& [status, count] : series.by_status) {
            out += "statybos_http_requests_total{route=\"" + operation + "\",status=\"" +
                   std::to_string(status) + "\"} " + std::to_string(count) + "\n";
        }
    }
    out += "# HELP statybos_http_request_seconds From the request's head to its answer.\n"
           "# TYPE statybos_http_request_seconds histogram\n";
    for (const auto& [operation, series] : all) {
        const std::string label = "{route=\"" + operation + "\"";
        std::uint64_t count = 0;
        for (std::size_t i = 0; i < series.buckets.size(); ++i) {
            count += series.buckets[i];
            const std::string bound = i < bounds.size() ? number(bounds[i]) : "+Inf";
            out += "statybos_http_request_seconds_bucket" + label + ",le=\"" + bound + "\"} " +
                   std::to_string(count) + "\n";
        }
        out += "statybos_http_request_seconds_sum" + label + "} " + number(series.seconds) + "\n";
        out += "statybos_http_request_seconds_count" + label + "} " + std::to_string(count) + "\n";
    }
    append_single(out, "statybos_http_in_flight", "gauge", "Requests being answered.",
                  std::to_string(in_flight()));
    append_single(out, "statybos_http_connections", "gauge", "Open connections.",
                  std::to_string(connections()));
    append_single(out, "statybos_http_cache_hits_total", "counter", "Answers from the cache.",
                  std::to_string(cache_hits()));
    append_single(out, "statybos_http_cache_misses_total", "counter",
                  "Cacheable requests that the cache could not answer.",
                  std::to_string(cache_misses()));
    append_single(out, "statybos_http_overloaded_total", "counter",
                  "Requests refused for want of workers, memory or connections.",
                  std::to_string(refused()));
    return out;
}

} // namespace statybos::kernel::http
