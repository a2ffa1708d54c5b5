// The SQL of kernel.job and kernel.schedule.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "database/binding.hpp"
#include "database/pool.hpp"

namespace statybos::kernel::jobs {

using JobName = std::pair<std::string, std::string>; ///< plugin, name

/// In the open transaction, if any; nothing happens where one with the same key waits already.
/// `run_at_us` 0: at once.
void insert_job(database::Binding& binding, const JobName& job, std::string_view key,
                std::string_view payload, std::int64_t run_at_us);

/// A job in the hands of one worker. `attempt` and `owner` prove that it still is.
struct ClaimedJob {
    std::int64_t id = 0;
    JobName job;
    std::string key;
    std::string payload;
    std::uint32_t attempt = 0;
    bool taken_over = false; ///< from a worker whose lease had run out
};

/// Takes one of `jobs` that is due, or whose worker is gone, for `lease`.
std::optional<ClaimedJob> claim_job(database::Pool& pool, const std::vector<JobName>& jobs,
                                    const std::string& owner, std::chrono::milliseconds lease);

/// All of the owner's jobs among `ids` are its own for `lease` more.
void extend_leases(database::Pool& pool, const std::vector<std::int64_t>& ids,
                   const std::string& owner, std::chrono::milliseconds lease);

/// The job is done and gone. False: it was taken over meanwhile.
bool finish_job(database::Pool& pool, const ClaimedJob& job, const std::string& owner);

/// Waits for its next attempt after `pause`, or is dead when that is empty. When another with its
/// key waits already, that one does the work and this one goes. False: it was taken over.
bool fail_job(database::Pool& pool, const ClaimedJob& job, const std::string& owner,
              std::optional<std::chrono::milliseconds> pause, const std::string& error);

/// Makes schedules known; one that is new runs at once.
void register_schedules(
    database::Pool& pool,
    const std::vector<std::pair<JobName, std::chrono::milliseconds>>& schedules);

/// Enqueues the runs of `jobs` that have come due; how many.
std::uint64_t enqueue_scheduled(database::Pool& pool, const std::vector<JobName>& jobs);

/// What `statybos jobs list` shows.
struct ListedJob {
    std::int64_t id = 0;
    JobName job;
    std::string key;
    std::string status; ///< "waiting", "running", "dead"
    std::uint32_t attempts = 0;
    std::string run_at; ///< RFC 3339, UTC
    std::string last_error;
};
/// The dead first, then by when they run. `status` empty: all.
std::vector<ListedJob> list_jobs(database::Pool& pool, std::string_view status = {},
                                 std::uint32_t limit = 100);

/// A dead job runs again, with all attempts anew; false: no dead job has that id. One whose key
/// waits already is dropped in its favour.
bool retry_job(database::Pool& pool, std::int64_t id);
/// The same for all dead jobs; how many.
std::uint64_t retry_all_jobs(database::Pool& pool);

/// A moment's figures, for metrics.
struct JobFigures {
    std::int64_t waiting = 0; ///< due or not
    std::int64_t running = 0;
    std::int64_t dead = 0;
    double late_seconds = 0; ///< of the job that has been due for longest
};
JobFigures job_figures(database::Pool& pool);

} // namespace statybos::kernel::jobs
