#include <statybos/strings.hpp>

#include "core/abi.hpp"
#include "kernel/events/job_fixture.hpp"

namespace statybos::kernel::jobs {
namespace {

class JobTest : public JobFixture {};

TEST_F(JobTest, RunsOutsideATransactionAndIsGone) {
    std::atomic<std::uint32_t> depth{99};
    std::atomic<bool> in_time{false};
    add("send", [&](Context& context, const JobRun& run) -> Result<void> {
        depth = database::Binding::of(context).depth();
        in_time = context.deadline > Context::Clock::now() &&
                  context.deadline < Context::Clock::now() + 6min;
        write_effect(context, run.key + "/" + run.payload + "/" + std::to_string(run.attempt));
        return {};
    });
    start();
    ASSERT_TRUE(enqueue("send", "order-1", R"({"to":"a"})"));
    wait_until_done();
    EXPECT_EQ(effects(), R"(order-1/{"to":"a"}/1)");
    EXPECT_EQ(depth, 0u);
    EXPECT_TRUE(in_time);
    EXPECT_EQ(count("kernel.job"), 0);
}

TEST_F(JobTest, ExistsOnlyWhenTheTransactionCommits) {
    add("send", recorder());
    compose();
    const auto context = make_job_context()();
    database::Binding& binding = database::Binding::of(*context);
    binding.begin();
    ASSERT_TRUE(job_engine->enqueue(*context, "shop", "send", "1", "", 0));
    binding.rollback();
    EXPECT_EQ(count("kernel.job"), 0);
    binding.begin();
    ASSERT_TRUE(job_engine->enqueue(*context, "shop", "send", "2", "", 0));
    binding.commit();
    EXPECT_EQ(job_rows(), "send 2 waiting 0");
}

TEST_F(JobTest, KeepsOneWaitingJobPerKey) {
    add("send", recorder());
    add("other", recorder());
    compose();
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(enqueue("send", "same", std::to_string(i)));
        ASSERT_TRUE(enqueue("send", "", "e" + std::to_string(i)));
    }
    ASSERT_TRUE(enqueue("other", "same"));
    EXPECT_EQ(count("kernel.job WHERE name = 'send' AND key = 'same'"), 1);
    EXPECT_EQ(
        sql("SELECT payload FROM kernel.job WHERE name = 'send' AND key = 'same'").front().text(0),
        "0");
    EXPECT_EQ(count("kernel.job WHERE key = ''"), 3);
    EXPECT_EQ(count("kernel.job WHERE name = 'other'"), 1);
}

TEST_F(JobTest, WaitsForItsTime) {
    add("send", recorder());
    start();
    const std::int64_t hour_us = 3'600'000'000;
    ASSERT_TRUE(enqueue("send", "later", "", system_clock().now_us() + hour_us));
    ASSERT_TRUE(enqueue("send", "now"));
    wait_until([&] { return job_rows() == "send later waiting 0"; });
    EXPECT_EQ(effects(), "now");
    sql("UPDATE kernel.job SET run_at = now()");
    wait_until_done();
    EXPECT_EQ(effects(), "now later");
}

TEST_F(JobTest, TriesAgainAndIsDeadAfterTheLastAttempt) {
    std::atomic<bool> broken{true};
    add("send", [&](Context& context, const JobRun& run) -> Result<void> {
        if (broken) {
            if (run.attempt == 2) {
                throw std::runtime_error("thrown");
            }
            return Error(Errc::unavailable, "smtp_down", "no mail server");
        }
        write_effect(context, "sent");
        return {};
    });
    start();
    ASSERT_TRUE(enqueue("send", "1"));
    wait_until([&] { return job_rows() == "send 1 dead 3"; });

    const auto listed = list_jobs(pool, "dead");
    ASSERT_EQ(listed.size(), 1u);
    EXPECT_EQ(listed[0].job, JobName("shop", "send"));
    EXPECT_EQ(listed[0].key, "1");
    EXPECT_EQ(listed[0].last_error, "smtp_down: no mail server");
    EXPECT_TRUE(list_jobs(pool, "running").empty());

    broken = false;
    EXPECT_FALSE(retry_job(pool, listed[0].id + 1000));
    EXPECT_TRUE(retry_job(pool, listed[0].id));
    wait_until_done();
    EXPECT_EQ(effects(), "sent");
    EXPECT_EQ(retry_all_jobs(pool), 0u);
}

TEST_F(JobTest, ARetryGivesWayToAJobThatWaitsWithItsKey) {
    add("send", recorder());
    compose();
    sql("INSERT INTO kernel.job (plugin, name, key, status) VALUES ('shop', 'send', '1', 'dead')");
    ASSERT_TRUE(enqueue("send", "1"));
    EXPECT_EQ(retry_all_jobs(pool), 1u);
    EXPECT_EQ(job_rows(), "send 1 waiting 0");
}

TEST_F(JobTest, AFailedRunGivesWayToAJobThatWaitsWithItsKey) {
    add("send", [&](Context&, const JobRun& run) -> Result<void> {
        if (run.payload == "first") {
            if (auto enqueued = enqueue("send", "1", "second"); !enqueued) {
                return enqueued;
            }
            return Error(Errc::unavailable, "down", "down");
        }
        return {};
    });
    start();
    ASSERT_TRUE(enqueue("send", "1", "first"));
    wait_until_done();
    EXPECT_EQ(count("kernel.job"), 0);
}

TEST_F(JobTest, NeverRunsTwoWithTheSameKeyAtOnce) {
    std::atomic<int> at_once{0};
    std::atomic<int> most{0};
    std::atomic<int> runs{0};
    add("sync", [&](Context&, const JobRun& run) -> Result<void> {
        const int now = ++at_once;
        most = std::max(most.load(), now);
        if (++runs < 20) {
            if (auto enqueued = enqueue("sync", run.key); !enqueued) {
                return enqueued;
            }
        }
        std::this_thread::yield();
        --at_once;
        return {};
    });
    JobSettings settings = quick_settings();
    settings.workers = 4;
    compose(settings);
    job_engine->start();
    ASSERT_TRUE(enqueue("sync", "one"));
    wait_until([&] { return runs >= 20; });
    wait_until_done();
    EXPECT_EQ(most, 1);
}

TEST_F(JobTest, IsTakenOverWhenItsWorkersLeaseHasRunOut) {
    add("send", recorder());
    compose();
    ASSERT_TRUE(enqueue("send", "1", "x"));
    // A node claims the job and is killed: nobody extends its lease.
    const auto lost = claim_job(pool, {{"shop", "send"}}, "killed node", 60'000ms);
    ASSERT_TRUE(lost);
    EXPECT_FALSE(lost->taken_over);
    EXPECT_FALSE(claim_job(pool, {{"shop", "send"}}, "another node", 60'000ms));

    sql("UPDATE kernel.job SET locked_until = now() - interval '1 ms'");
    const auto taken = claim_job(pool, {{"shop", "send"}}, "another node", 60'000ms);
    ASSERT_TRUE(taken);
    EXPECT_TRUE(taken->taken_over);
    EXPECT_EQ(taken->attempt, 2u);

    // The first comes back to life: the job is no longer its own.
    EXPECT_FALSE(finish_job(pool, *lost, "killed node"));
    EXPECT_FALSE(fail_job(pool, *lost, "killed node", 0ms, "late"));
    extend_leases(pool, {lost->id}, "killed node", 1h);
    EXPECT_EQ(count("kernel.job WHERE locked_by = 'another node' AND locked_until < now() +"
                    " interval '2 minutes'"),
              1);
    EXPECT_TRUE(finish_job(pool, *taken, "another node"));

    ASSERT_TRUE(enqueue("send", "2", "y"));
    ASSERT_TRUE(claim_job(pool, {{"shop", "send"}}, "killed node", 1ms));
    job_engine->start();
    wait_until_done();
    EXPECT_EQ(effects(), "2y");
}

TEST_F(JobTest, KeepsItsLeaseWhileItRuns) {
    std::atomic<int> starts{0};
    std::mutex mutex;
    std::condition_variable changed;
    bool release = false;
    add("slow", [&](Context&, const JobRun&) -> Result<void> {
        ++starts;
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return release; });
        return {};
    });
    JobSettings settings = quick_settings();
    settings.lease = 2s;
    compose(settings);
    job_engine->start();
    ASSERT_TRUE(enqueue("slow", "1"));
    wait_until([&] { return starts == 1; });
    const auto first = std::string(sql("SELECT locked_until FROM kernel.job").front().text(0));
    wait_until([&] { return count("kernel.job WHERE locked_until > '" + first + "'") == 1; });
    EXPECT_EQ(starts, 1);
    {
        const std::lock_guard lock(mutex);
        release = true;
    }
    changed.notify_all();
    wait_until_done();
    EXPECT_EQ(starts, 1);
}

TEST_F(JobTest, IsDeadWhenItKillsItsWorkersEachTime) {
    add("send", recorder());
    compose();
    ASSERT_TRUE(enqueue("send", "1"));
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(claim_job(pool, {{"shop", "send"}}, "killed node", 0ms));
    }
    job_engine->start();
    wait_until([&] { return job_rows() == "send 1 dead 4"; });
    EXPECT_EQ(effects(), "");
}

TEST_F(JobTest, RefusesAnInvalidJob) {
    add("send", recorder());
    compose();
    EXPECT_EQ(enqueue("unknown").error().slug(), "invalid_job");
    EXPECT_EQ(enqueue("send", std::string(201, 'k')).error().slug(), "invalid_job");
    EXPECT_EQ(enqueue("send", "@schedule").error().slug(), "invalid_job");
    EXPECT_EQ(enqueue("send", "", std::string(300'000, 'p')).error().slug(), "invalid_job");
    EXPECT_EQ(enqueue("send", "", "", -1).error().slug(), "invalid_job");
    EXPECT_EQ(count("kernel.job"), 0);

    const JobHandler handler = recorder();
    const std::vector<std::vector<Job>> sets = {
        {{.plugin = "", .name = "x", .handler = handler}},
        {{.plugin = "p", .name = "", .handler = handler}},
        {{.plugin = "p", .name = "x", .handler = nullptr}},
        {{.plugin = "p", .name = "x", .every = 1ms, .handler = handler}},
        {{.plugin = "p", .name = "x", .handler = handler},
         {.plugin = "p", .name = "x", .handler = handler}},
    };
    for (const auto& wrong : sets) {
        const auto result = JobSet::create(wrong);
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().slug(), "invalid_job");
    }
}

TEST_F(JobTest, DoesEachOfManyOnceOnTwoNodes) {
    add("send", recorder());
    compose();
    JobEngine other(quick_settings(), pool, make_job_context());
    for (int i = 0; i < 200; ++i) {
        ASSERT_TRUE(enqueue("send", "k" + std::to_string(i)));
    }
    EXPECT_EQ(job_figures(pool).waiting, 200);
    job_engine->start();
    other.start();
    wait_until_done();
    EXPECT_EQ(count("effect"), 200);
    EXPECT_EQ(count("(SELECT DISTINCT what FROM effect) AS each"), 200);
    EXPECT_EQ(job_figures(pool).waiting, 0);
    EXPECT_EQ(job_figures(pool).late_seconds, 0);
}

TEST_F(JobTest, EnqueuesThroughTheTable) {
    add("send", recorder());
    compose();
    HostSide side{"shop.plugin", "shop", &engines};
    const sty_host host{sizeof(sty_host), STY_ABI_EPOCH, STY_ABI_LEVEL, 0, &side, nullptr};
    const auto context = make_job_context()();
    EXPECT_EQ(jobs_api().enqueue(context->abi(), &host, to_abi("send"), to_abi("1"), to_abi("p"), 0,
                                 nullptr),
              STY_OK);
    EXPECT_EQ(job_rows(), "send 1 waiting 0");
    AbiError error;
    EXPECT_EQ(jobs_api().enqueue(context->abi(), &host, to_abi("none"), to_abi("1"), to_abi("p"), 0,
                                 error.get()),
              STY_E_INVALID);
    EXPECT_EQ(error.take(STY_E_INVALID).slug(), "invalid_job");
    engines.jobs = nullptr;
    EXPECT_EQ(jobs_api().enqueue(context->abi(), &host, to_abi("send"), to_abi("2"), to_abi("p"), 0,
                                 nullptr),
              STY_E_UNAVAILABLE);
    EXPECT_EQ(jobs_api().declare(nullptr, nullptr, nullptr), STY_E_INVALID);
}

} // namespace
} // namespace statybos::kernel::jobs
