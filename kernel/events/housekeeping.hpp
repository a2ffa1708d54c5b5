// What the rooms of events and jobs need done and shown by the runtime.
#pragma once

#include <vector>

#include "core/metrics.hpp"
#include "events/event_engine.hpp"
#include "events/job_engine.hpp"
#include "events/job_set.hpp"

namespace statybos::kernel::events {

/// The kernel's own jobs, to stand in every JobSet beside those of the plugins:
/// "kernel/clean_events" deletes old events each hour. `engine` must outlive them.
std::vector<jobs::Job> housekeeping_jobs(EventEngine& engine);

/// Shows the lag of outbox and jobs at /metrics, at most ten seconds old. A scrape asks no
/// database. Both engines must live as long as `metrics`.
void watch_lag(Metrics& metrics, const EventEngine& events, const jobs::JobEngine& jobs);

} // namespace statybos::kernel::events
