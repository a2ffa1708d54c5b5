// What declares in the tables of other rooms: listeners, jobs, metrics.
#include <statybos/strings.hpp>

#include "plugins/call.hpp"
#include "plugins/host_tables.hpp"
#include "plugins/instance.hpp"

namespace statybos::kernel::plugins {
namespace {

std::string named(const char* kind, sty_str name) {
    return kind + std::string(view(name));
}

sty_rc subscribe(const sty_host* host, const sty_subscription* subscription,
                 sty_error* error) noexcept {
    return guarded(error, [&] {
        return Instance::of(host).declare(
            "a listener", [&](Declarations& all) { return all.add_subscription(*subscription); });
    });
}

sty_rc declare_job(const sty_host* host, const sty_job* job, sty_error* error) noexcept {
    return guarded(error, [&] {
        return Instance::of(host).declare("a job",
                                          [&](Declarations& all) { return all.add_job(*job); });
    });
}

const sty_api_metrics* base_metrics = nullptr;

sty_rc declare_metric(const sty_host* host, std::uint32_t kind, sty_str name, sty_str help,
                      sty_span labels, std::uint32_t* metric, sty_error* error) noexcept {
    AbiError refused;
    const sty_rc rc = guarded(refused.get(), [&] {
        return Instance::of(host).declare(named("metric ", name),
                                          [](Declarations&) { return Result<>(); });
    });
    return rc == STY_OK ? base_metrics->declare(host, kind, name, help, labels, metric, error)
                        : raise(error, refused.take(rc));
}

} // namespace

const sty_api_events& declaring_events_api(const sty_api_events& base) {
    static sty_api_events table;
    table = base;
    table.subscribe = &subscribe;
    return table;
}

const sty_api_jobs& declaring_jobs_api(const sty_api_jobs& base) {
    static sty_api_jobs table;
    table = base;
    table.declare = &declare_job;
    return table;
}

const sty_api_metrics& declaring_metrics_api(const sty_api_metrics& base) {
    static sty_api_metrics table;
    base_metrics = &base;
    table = base;
    table.declare = &declare_metric;
    return table;
}

} // namespace statybos::kernel::plugins
