#include "events/job_set.hpp"

namespace statybos::kernel::jobs {
namespace {

constexpr std::size_t max_name = 200;
constexpr std::chrono::milliseconds shortest_schedule{100};

std::string key_of(std::string_view plugin, std::string_view name) {
    return std::string(plugin) + '/' + std::string(name);
}

Error unusable_job(const Job& job, std::string_view why) {
    return {Errc::invalid, "invalid_job",
            "job \"" + job.name.substr(0, max_name) + "\" of " + job.plugin.substr(0, max_name) +
                ": " + std::string(why)};
}

} // namespace

Result<std::shared_ptr<const JobSet>> JobSet::create(std::vector<Job> jobs) {
    auto set = std::make_shared<JobSet>();
    set->jobs_ = std::move(jobs);
    for (const Job& job : set->jobs_) {
        if (job.plugin.empty() || job.name.empty() || job.plugin.size() > max_name ||
            job.name.size() > max_name) {
            return unusable_job(job, "plugin and name must have 1 to 200 characters");
        }
        if (!job.handler) {
            return unusable_job(job, "it has no handler");
        }
        if (job.every.count() != 0 && job.every < shortest_schedule) {
            return unusable_job(job, "a schedule must be 100 ms or longer");
        }
        if (!set->by_name_.emplace(key_of(job.plugin, job.name), &job).second) {
            return unusable_job(job, "another job has the same name");
        }
    }
    return std::shared_ptr<const JobSet>(std::move(set));
}

const Job* JobSet::find(std::string_view plugin, std::string_view name) const {
    const auto found = by_name_.find(key_of(plugin, name));
    return found == by_name_.end() ? nullptr : found->second;
}

} // namespace statybos::kernel::jobs
