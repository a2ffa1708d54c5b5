// Enqueueing jobs, and the threads that do them.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include <statybos/abi/jobs.h>

#include "database/pool.hpp"
#include "events/back_off.hpp"
#include "events/crew.hpp"
#include "events/event.hpp"
#include "events/figures.hpp"
#include "events/job_set.hpp"
#include "events/job_store.hpp"

namespace statybos::kernel::jobs {

struct JobSettings {
    std::size_t workers = 2;
    std::chrono::milliseconds poll{1'000};   ///< how often a worker looks unasked
    std::chrono::milliseconds lease{30'000}; ///< after so long without a sign a job is taken over
    std::chrono::milliseconds deadline{5 * 60'000}; ///< of one run, where the job says nothing
    std::uint32_t max_attempts = 10;                ///< where the job says nothing
    events::BackOff back_off{};
};

/// One for the process. `make_context` pins the current generation; its `jobs` say what can be done
/// here: jobs of a disabled plugin stay as they are.
class JobEngine {
public:
    JobEngine(JobSettings settings, database::Pool& pool, events::MakeContext make_context);
    ~JobEngine();

    void start();
    /// Finishes the runs in hand.
    void stop();

    /// To be called with the jobs of each new generation. Where the database is away, a worker
    /// makes the schedules known later.
    void announce(std::shared_ptr<const JobSet> jobs);

    /// In the context's open transaction, if any.
    /// @errors invalid "invalid_job"  the name, the key (at most 200 bytes) or the payload (at most
    ///                                256 KiB) is not acceptable, or the plugin has no such job
    Result<void> enqueue(Context& context, std::string_view plugin, std::string_view name,
                         std::string_view key, std::string_view payload, std::int64_t run_at_us);

    void wake();

    /// At most ten seconds old while the engine runs and the database is there.
    JobFigures figures() const { return figures_.get(); }

private:
    bool work();
    bool register_announced();
    bool run_one();
    Result<void> run(Context& context, const Job& job, const ClaimedJob& claimed);
    void settle(const ClaimedJob& claimed, const Job& job, const Result<void>& done);
    void keep_leases();

    const JobSettings settings_;
    database::Pool& pool_;
    const events::MakeContext make_context_;
    const std::string owner_; // no other process has it, nor this one after a restart
    std::mutex mutex_;
    std::shared_ptr<const JobSet> announced_; // until the database knows their schedules
    std::set<std::int64_t> running_;
    std::chrono::steady_clock::time_point next_schedule_look_{};
    events::FreshFigures<JobFigures> figures_;
    std::optional<events::Crew> crew_;
    std::optional<events::Crew> lease_keeper_;
};

/// The table statybos.jobs/1. `declare` refuses: it is open while a plugin is created, and the room
/// that creates plugins puts its own function there.
const sty_api_jobs& jobs_api();

} // namespace statybos::kernel::jobs
