#include "events/housekeeping.hpp"
#include "kernel/events/job_fixture.hpp"

namespace statybos::kernel::jobs {
namespace {

class JobScheduleTest : public JobFixture {};

TEST_F(JobScheduleTest, RunsOnItsScheduleOnOneNode) {
    std::atomic<int> runs{0};
    add(
        "tick",
        [&](Context&, const JobRun& run) -> Result<void> {
            EXPECT_EQ(run.key, "");
            ++runs;
            return {};
        },
        1h);
    compose();
    JobEngine other(quick_settings(), pool, make_job_context());
    other.announce(job_set);
    job_engine->start();
    other.start();
    wait_until([&] { return runs == 1; });
    wait_until_done();
    // Both nodes look again and find nothing due.
    EXPECT_EQ(enqueue_scheduled(pool, {{"shop", "tick"}}), 0u);

    sql("UPDATE kernel.schedule SET next_run_at = now() - interval '3 hours'");
    wait_until([&] {
        return count("kernel.schedule WHERE next_run_at > now() + interval '50 minutes'") == 1;
    });
    wait_until_done();
    EXPECT_EQ(count("kernel.schedule"), 1);
}

TEST_F(JobScheduleTest, AScheduleMadeShorterDoesNotWaitForItsOldInterval) {
    register_schedules(pool, {{{"shop", "tick"}, 24h}});
    EXPECT_EQ(enqueue_scheduled(pool, {{"shop", "tick"}}), 1u);
    EXPECT_EQ(enqueue_scheduled(pool, {{"shop", "tick"}}), 0u);
    register_schedules(pool, {{{"shop", "tick"}, 1min}});
    EXPECT_EQ(count("kernel.schedule WHERE next_run_at < now() + interval '2 minutes'"), 1);
}

TEST_F(JobScheduleTest, LeavesJobsOfADisabledPluginAlone) {
    add("send", recorder());
    compose();
    ASSERT_TRUE(enqueue("send", "1"));
    {
        const std::lock_guard lock(set_mutex);
        job_set = JobSet::create({{.plugin = "other", .name = "x", .handler = recorder()}}).value();
    }
    job_engine->start();
    EXPECT_EQ(enqueue("send", "2").error().slug(), "invalid_job");
    EXPECT_EQ(job_rows(), "send 1 waiting 0");
    {
        const std::lock_guard lock(set_mutex);
        job_set = JobSet::create(jobs).value();
    }
    wait_until_done();
    EXPECT_EQ(effects(), "1");
}

TEST_F(JobScheduleTest, CleansEventsByAKernelJobAndShowsTheLag) {
    EventFixture::compose();
    ASSERT_TRUE(publish("old", "{}", "orders.unheard.v1"));
    sql("UPDATE kernel.outbox SET at = now() - interval '8 days'");
    sql("INSERT INTO kernel.job (plugin, name, status) VALUES ('shop', 'gone', 'dead')");
    jobs = events::housekeeping_jobs(*engine);
    compose();
    Metrics metrics;
    events::watch_lag(metrics, *engine, *job_engine);
    EXPECT_NE(metrics.text().find("statybos_jobs_dead 0\n"), std::string::npos);
    job_engine->start();
    wait_until([&] { return count("kernel.outbox") == 0; });
    // The engine reads its figures in a thread of its own.
    wait_until([&] { return metrics.text().find("statybos_jobs_dead 1\n") != std::string::npos; });
    EXPECT_NE(metrics.text().find("statybos_outbox_lag_seconds 0\n"), std::string::npos);
}

} // namespace
} // namespace statybos::kernel::jobs
