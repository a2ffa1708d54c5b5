#include "events/job_engine.hpp"

#include <utility>

#include <statybos/uuid.hpp>

#include "core/abi.hpp"
#include "core/log.hpp"

namespace statybos::kernel::jobs {
namespace {

constexpr std::size_t max_key = 200;
constexpr std::size_t max_payload = 256 << 10;
constexpr std::string_view scheduled_key = "@schedule";

Error invalid_job(std::string message) {
    return {Errc::invalid, "invalid_job", std::move(message)};
}

std::vector<JobName> names_of(const JobSet& set, bool scheduled_only) {
    std::vector<JobName> names;
    for (const Job& job : set.all()) {
        if (!scheduled_only || job.every.count() != 0) {
            names.emplace_back(job.plugin, job.name);
        }
    }
    return names;
}

} // namespace

JobEngine::JobEngine(JobSettings settings, database::Pool& pool, events::MakeContext make_context)
    : settings_(settings),
      pool_(pool),
      make_context_(std::move(make_context)),
      owner_(Uuid::make().to_string()) {}

JobEngine::~JobEngine() {
    stop();
}

void JobEngine::start() {
    lease_keeper_.emplace("jobs", 1, settings_.lease / 4, [this] {
        keep_leases();
        return false;
    });
    crew_.emplace("jobs", settings_.workers, settings_.poll, [this] { return work(); });
}

void JobEngine::stop() {
    if (crew_) {
        crew_->stop();
    }
    if (lease_keeper_) {
        lease_keeper_->stop();
    }
}

void JobEngine::wake() {
    if (crew_) {
        crew_->wake();
    }
}

void JobEngine::announce(std::shared_ptr<const JobSet> jobs) {
    {
        const std::lock_guard lock(mutex_);
        announced_ = std::move(jobs);
    }
    try {
        register_announced();
    } catch (const Failure& failure) {
        log(LogLevel::warning, "jobs", "schedules cannot be made known yet",
            {{"why", failure.error().message()}});
    }
    wake();
}

bool JobEngine::register_announced() {
    std::shared_ptr<const JobSet> set;
    {
        const std::lock_guard lock(mutex_);
        set = announced_;
    }
    if (set == nullptr) {
        return false;
    }
    std::vector<std::pair<JobName, std::chrono::milliseconds>> schedules;
    for (const Job& job : set->all()) {
        if (job.every.count() != 0) {
            schedules.emplace_back(JobName(job.plugin, job.name), job.every);
        }
    }
    if (!schedules.empty()) {
        register_schedules(pool_, schedules);
    }
    const std::lock_guard lock(mutex_);
    if (announced_ == set) {
        announced_ = nullptr;
    }
    return true;
}

Result<void> JobEngine::enqueue(Context& context, std::string_view plugin, std::string_view name,
                                std::string_view key, std::string_view payload,
                                std::int64_t run_at_us) {
    const bool known = context.jobs != nullptr && context.jobs->find(plugin, name) != nullptr;
    if (!known) {
        return invalid_job(std::string(plugin.substr(0, max_key)) + " has declared no job \"" +
                           std::string(name.substr(0, max_key)) + '"');
    }
    if (key.size() > max_key || payload.size() > max_payload || run_at_us < 0 ||
        key == scheduled_key) {
        return invalid_job("job " + std::string(name) +
                           ": the key may have 200 bytes, the payload 256 KiB, and the time must "
                           "be after 1970");
    }
    database::Binding& binding = database::Binding::of(context);
    insert_job(binding, {std::string(plugin), std::string(name)}, key, payload, run_at_us);
    if (binding.depth() == 0) {
        wake();
    } else {
        binding.on_end([this](bool committed) {
            if (committed) {
                wake();
            }
        });
    }
    return {};
}

bool JobEngine::work() {
    figures_.refresh([this] { return job_figures(pool_); });
    return register_announced() || run_one();
}

bool JobEngine::run_one() {
    const std::unique_ptr<Context> context = make_context_();
    if (context == nullptr || context->jobs == nullptr || context->jobs->all().empty()) {
        return false;
    }
    const auto now = std::chrono::steady_clock::now();
    bool look_at_schedules = false;
    {
        const std::lock_guard lock(mutex_);
        look_at_schedules = now >= next_schedule_look_;
        if (look_at_schedules) {
            next_schedule_look_ = now + settings_.poll;
        }
    }
    if (const auto scheduled = names_of(*context->jobs, true);
        look_at_schedules && !scheduled.empty()) {
        enqueue_scheduled(pool_, scheduled);
    }
    const auto claimed = claim_job(pool_, names_of(*context->jobs, false), owner_, settings_.lease);
    if (!claimed) {
        return false;
    }
    const Job* job = context->jobs->find(claimed->job.first, claimed->job.second);
    STATYBOS_ASSERT(job != nullptr);
    {
        const std::lock_guard lock(mutex_);
        running_.insert(claimed->id);
    }
    const Result<void> done = run(*context, *job, *claimed);
    {
        const std::lock_guard lock(mutex_);
        running_.erase(claimed->id);
    }
    settle(*claimed, *job, done);
    return true;
}

Result<void> JobEngine::run(Context& context, const Job& job, const ClaimedJob& claimed) {
    const std::uint32_t most = job.max_attempts != 0 ? job.max_attempts : settings_.max_attempts;
    if (claimed.attempt > most) {
        return Error(Errc::internal, "workers_lost",
                     "the workers that tried this job did not come back");
    }
    context.request_id = "job-" + std::to_string(claimed.id);
    context.deadline =
        Context::Clock::now() + (job.deadline.count() != 0 ? job.deadline : settings_.deadline);
    const LogScope scope(context.request_id);
    const bool by_schedule = claimed.key == scheduled_key;
    const JobRun run{.key = by_schedule ? std::string() : claimed.key,
                     .payload = claimed.payload,
                     .attempt = claimed.attempt};
    try {
        return job.handler(context, run);
    } catch (...) {
        return current_exception_as_error();
    }
}

void JobEngine::settle(const ClaimedJob& claimed, const Job& job, const Result<void>& done) {
    bool ours = false;
    if (done) {
        ours = finish_job(pool_, claimed, owner_);
    } else {
        const std::uint32_t most =
            job.max_attempts != 0 ? job.max_attempts : settings_.max_attempts;
        const bool last = claimed.attempt >= most;
        log(last ? LogLevel::error : LogLevel::warning, "jobs",
            last ? "a job is dead; `statybos jobs retry` tries again" : "a job failed",
            {{"plugin", job.plugin},
             {"job", job.name},
             {"id", std::to_string(claimed.id)},
             {"attempt", std::to_string(claimed.attempt)},
             {"code", done.error().slug()},
             {"why", done.error().message()}});
        ours =
            fail_job(pool_, claimed, owner_,
                     last ? std::nullopt : std::optional(settings_.back_off.after(claimed.attempt)),
                     done.error().slug() + ": " + done.error().message());
    }
    if (!ours) {
        log(LogLevel::warning, "jobs", "a job was taken over while it ran here",
            {{"plugin", job.plugin}, {"job", job.name}, {"id", std::to_string(claimed.id)}});
    }
}

void JobEngine::keep_leases() {
    std::vector<std::int64_t> ids;
    {
        const std::lock_guard lock(mutex_);
        ids.assign(running_.begin(), running_.end());
    }
    if (!ids.empty()) {
        extend_leases(pool_, ids, owner_, settings_.lease);
    }
}

} // namespace statybos::kernel::jobs
