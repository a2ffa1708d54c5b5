#include "events/housekeeping.hpp"

namespace statybos::kernel::events {

std::vector<jobs::Job> housekeeping_jobs(EventEngine& engine) {
    return {{.plugin = "kernel",
             .name = "clean_events",
             .every = std::chrono::hours(1),
             .handler = [&engine](Context&, const jobs::JobRun&) -> Result<void> {
                 engine.clean();
                 return {};
             }}};
}

void watch_lag(Metrics& metrics, const EventEngine& events, const jobs::JobEngine& jobs) {
    const auto gauge = [&](std::string_view name, std::string_view help,
                           std::function<double()> read) {
        metrics.watch(MetricKind::gauge, name, help, std::move(read));
    };
    gauge("statybos_outbox_waiting", "Deliveries that wait",
          [&events] { return static_cast<double>(events.figures().waiting); });
    gauge("statybos_outbox_dead", "Deliveries given up; see `statybos events`",
          [&events] { return static_cast<double>(events.figures().dead); });
    gauge("statybos_outbox_lag_seconds", "Age of the oldest event that waits for a delivery",
          [&events] { return events.figures().oldest_seconds; });
    metrics.watch(MetricKind::counter, "statybos_live_dropped_total",
                  "Live events dropped because their listeners were too slow",
                  [&events] { return static_cast<double>(events.live_dropped()); });
    gauge("statybos_jobs_waiting", "Jobs that wait, due or not",
          [&jobs] { return static_cast<double>(jobs.figures().waiting); });
    gauge("statybos_jobs_running", "Jobs under way on all nodes",
          [&jobs] { return static_cast<double>(jobs.figures().running); });
    gauge("statybos_jobs_dead", "Jobs given up; see `statybos jobs`",
          [&jobs] { return static_cast<double>(jobs.figures().dead); });
    gauge("statybos_jobs_late_seconds", "How long the job has been due that waits for longest",
          [&jobs] { return jobs.figures().late_seconds; });
}

} // namespace statybos::kernel::events
