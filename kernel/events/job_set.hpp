// The jobs that one generation can do.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <statybos/error.hpp>

#include "core/context.hpp"

namespace statybos::kernel::jobs {

/// One run of a job.
struct JobRun {
    std::string key;     ///< empty for a run by schedule
    std::string payload; ///< empty for a run by schedule
    std::uint32_t attempt = 1;
};

/// Does a job's work, outside any transaction; at least once. The runtime guards the plugin behind
/// it; what it throws counts as an error.
using JobHandler = std::function<Result<void>(Context&, const JobRun&)>;

struct Job {
    std::string plugin;                    ///< the instance's name, or "kernel"
    std::string name;                      ///< unique within the plugin
    std::uint32_t max_attempts = 0;        ///< 0: the engine's default
    std::chrono::milliseconds every{0};    ///< 0: only when enqueued
    std::chrono::milliseconds deadline{0}; ///< 0: the engine's default
    JobHandler handler{};
};

/// Never changes once made; any thread may read.
class JobSet {
public:
    /// @errors invalid "invalid_job"  an empty or too long name, no handler, a name that two have,
    /// or
    ///                                a schedule shorter than 100 ms
    static Result<std::shared_ptr<const JobSet>> create(std::vector<Job> jobs);

    const Job* find(std::string_view plugin, std::string_view name) const;
    const std::vector<Job>& all() const { return jobs_; }

private:
    std::vector<Job> jobs_;
    std::unordered_map<std::string, const Job*> by_name_; // "plugin/name"
};

} // namespace statybos::kernel::jobs
