// A job engine whose jobs are lambdas of the test.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "events/job_engine.hpp"
#include "kernel/events/event_fixture.hpp"

namespace statybos::kernel::jobs {

using namespace std::chrono_literals;
using events::EventFixture;

class JobFixture : public EventFixture {
protected:
    ~JobFixture() override { job_engine.reset(); }

    static JobSettings quick_settings() {
        JobSettings settings;
        settings.poll = 10ms;
        settings.max_attempts = 3;
        settings.back_off = {1ms, 5ms};
        return settings;
    }

    void add(std::string name, JobHandler handler, std::chrono::milliseconds every = 0ms) {
        jobs.push_back({.plugin = "shop",
                        .name = std::move(name),
                        .every = every,
                        .handler = std::move(handler)});
    }
    static JobHandler recorder() {
        return [](Context& context, const JobRun& run) -> Result<void> {
            write_effect(context, run.key + run.payload);
            return {};
        };
    }

    events::MakeContext make_job_context() {
        return [this] {
            auto context = make_context();
            const std::lock_guard lock(set_mutex);
            context->jobs = job_set.get();
            context->generation = job_set;
            return context;
        };
    }
    void compose(const JobSettings& settings = quick_settings()) {
        {
            const std::lock_guard lock(set_mutex);
            job_set = JobSet::create(jobs).value();
        }
        job_engine.emplace(settings, pool, make_job_context());
        engines.jobs = &*job_engine;
        job_engine->announce(job_set);
    }
    void start() {
        compose();
        job_engine->start();
    }

    Result<void> enqueue(const std::string& name, const std::string& key = "",
                         const std::string& payload = "", std::int64_t run_at_us = 0) {
        const auto context = make_job_context()();
        return job_engine->enqueue(*context, "shop", name, key, payload, run_at_us);
    }
    void wait_until_done() {
        wait_until([this] { return count("kernel.job WHERE status <> 'dead'") == 0; });
    }
    std::string job_rows() {
        return std::string(sql("SELECT coalesce(string_agg(name || ' ' || key || ' ' || status"
                               " || ' ' || attempts, ',' ORDER BY id), '') FROM kernel.job")
                               .front()
                               .text(0));
    }

    std::vector<Job> jobs;
    std::shared_ptr<const JobSet> job_set;
    std::optional<JobEngine> job_engine;
};

} // namespace statybos::kernel::jobs
