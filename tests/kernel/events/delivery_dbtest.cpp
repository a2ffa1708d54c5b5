#include <map>
#include <set>

#include "events/dead_letters.hpp"
#include "kernel/events/event_fixture.hpp"

namespace statybos::kernel::events {
namespace {

class DeliveryTest : public EventFixture {
protected:
    /// Writes what it hears.
    static Handler recorder(const std::string& prefix = "") {
        return [prefix](Context& context, const Event& event) -> Result<void> {
            write_effect(context, prefix + event.entity);
            return {};
        };
    }
};

TEST_F(DeliveryTest, HandsOverTheWholeEventAfterTheCommit) {
    std::mutex mutex;
    std::vector<Event> heard;
    std::string request_id;
    std::string traceparent;
    listen(ListenerKind::durable, "mail/confirm", [&](Context& context, const Event& event) {
        const std::lock_guard lock(mutex);
        heard.push_back(event);
        request_id = context.request_id;
        traceparent = context.traceparent;
        return Result<void>();
    });
    start();
    const auto context = make_context();
    context->traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    database::Binding& binding = database::Binding::of(*context);
    binding.begin();
    ASSERT_TRUE(engine->publish(*context, placed, "order-1", R"({"a": "ąčę"})"));
    binding.commit();
    wait_until_delivered();

    ASSERT_EQ(heard.size(), 1u);
    EXPECT_EQ(heard[0].topic, placed);
    EXPECT_EQ(heard[0].entity, "order-1");
    EXPECT_EQ(heard[0].payload, R"({"a": "ąčę"})");
    EXPECT_EQ(heard[0].attempt, 1u);
    EXPECT_EQ(heard[0].id, sql("SELECT id FROM kernel.outbox").front().text(0));
    EXPECT_EQ(heard[0].at_us,
              sql("SELECT (extract(epoch FROM at) * 1000000)::bigint FROM kernel.outbox")
                  .front()
                  .integer(0));
    EXPECT_EQ(request_id, "event-" + heard[0].id);
    EXPECT_EQ(traceparent, context->traceparent);
}

TEST_F(DeliveryTest, FourWorkersKeepTheOrderOfEachEntityAndActOnce) {
    constexpr int entities = 25;
    constexpr int events = 1000;
    std::atomic<int> calls{0};
    sql("CREATE TABLE heard (n bigint GENERATED ALWAYS AS IDENTITY, entity text, number int)");
    listen(ListenerKind::durable, "stats/count",
           [&](Context& context, const Event& event) -> Result<void> {
               database::Binding::of(context).execute(
                   "INSERT INTO heard (entity, number) VALUES ($1, ($2::json ->> 'n')::int)",
                   event.entity, event.payload);
               // Every seventh call breaks after having written.
               if (++calls % 7 == 0) {
                   throw std::runtime_error("killed midway");
               }
               return {};
           });
    EventSettings settings = quick_settings();
    settings.delivery.max_attempts = 1000;
    compose(settings);
    for (int batch = 0; batch < 10; ++batch) {
        const auto context = make_context();
        database::Binding& binding = database::Binding::of(*context);
        binding.begin();
        for (int i = batch * events / 10; i < (batch + 1) * events / 10; ++i) {
            ASSERT_TRUE(engine->publish(*context, placed, "e" + std::to_string(i % entities),
                                        "{\"n\":" + std::to_string(i) + "}"));
        }
        binding.commit();
    }
    engine->start();
    wait_until_delivered();

    EXPECT_GT(calls, events);
    EXPECT_EQ(count("heard"), events);
    EXPECT_EQ(count("(SELECT DISTINCT number FROM heard) AS each"), events);
    EXPECT_EQ(count("(SELECT number < lag(number) OVER (PARTITION BY entity ORDER BY n) AS late"
                    " FROM heard) AS pairs WHERE late"),
              0);
    EXPECT_EQ(count("kernel.delivery WHERE status = 'done'"), events);
}

TEST_F(DeliveryTest, SeveralListenersEachHearEachEvent) {
    listen(ListenerKind::durable, "a/x", recorder("a"));
    listen(ListenerKind::durable, "b/x", recorder("b"));
    start();
    for (int i = 0; i < 20; ++i) {
        ASSERT_TRUE(publish(std::to_string(i)));
    }
    wait_until_delivered();
    EXPECT_EQ(count("effect WHERE what LIKE 'a%'"), 20);
    EXPECT_EQ(count("effect WHERE what LIKE 'b%'"), 20);
}

TEST_F(DeliveryTest, UndoesAFailedAttemptAndTriesAgain) {
    std::atomic<int> calls{0};
    listen(ListenerKind::durable, "mail/confirm",
           [&](Context& context, const Event& event) -> Result<void> {
               ++calls;
               write_effect(context, "attempt-" + std::to_string(event.attempt));
               if (event.attempt < 3) {
                   return Error(Errc::unavailable, "smtp_down", "no mail server");
               }
               return {};
           });
    start();
    ASSERT_TRUE(publish("1"));
    wait_until_delivered();
    EXPECT_EQ(effects(), "attempt-3");
    EXPECT_EQ(calls, 3);
    EXPECT_EQ(sql("SELECT status || attempts || last_error FROM kernel.delivery").front().text(0),
              "done3smtp_down: no mail server");
}

TEST_F(DeliveryTest, CountsAFailedCommitAsAFailedAttempt) {
    sql("CREATE TABLE once (what text UNIQUE DEFERRABLE INITIALLY DEFERRED)");
    sql("INSERT INTO once VALUES ('taken')");
    listen(ListenerKind::durable, "a/breaks", [](Context& context, const Event&) -> Result<void> {
        database::Binding::of(context).execute("INSERT INTO once VALUES ('taken')");
        return {};
    });
    start();
    ASSERT_TRUE(publish("1"));
    wait_until_delivered();
    EXPECT_EQ(sql("SELECT status || attempts FROM kernel.delivery").front().text(0), "dead3");
    EXPECT_EQ(count("once"), 1);
}

TEST_F(DeliveryTest, CountsASwallowedSqlErrorAsAFailedAttempt) {
    listen(ListenerKind::durable, "a/swallows", [](Context& context, const Event&) {
        try {
            database::Binding::of(context).execute("SELECT 1 / 0");
        } catch (const database::DatabaseError&) {
        }
        return Result<void>();
    });
    start();
    ASSERT_TRUE(publish("1"));
    wait_until_delivered();
    EXPECT_EQ(sql("SELECT status || attempts FROM kernel.delivery").front().text(0), "dead3");
}

TEST_F(DeliveryTest, SurvivesAListenerWhoseTransactionsDoNotBalance) {
    listen(ListenerKind::durable, "a/begins", [](Context& context, const Event&) {
        database::Binding::of(context).begin();
        write_effect(context, "left-open");
        return Result<void>();
    });
    start();
    ASSERT_TRUE(publish("1"));
    wait_until_delivered();
    EXPECT_EQ(sql("SELECT status || attempts FROM kernel.delivery").front().text(0), "dead3");
    EXPECT_EQ(effects(), "");
}

TEST_F(DeliveryTest, ListsAndReplaysDeadLetters) {
    std::atomic<bool> broken{true};
    listen(ListenerKind::durable, "mail/confirm",
           [&](Context& context, const Event& event) -> Result<void> {
               if (broken && event.entity == "bad") {
                   return Error(Errc::invalid, "no_address", "the order has no address");
               }
               write_effect(context, event.entity);
               return {};
           });
    start();
    ASSERT_TRUE(publish("bad"));
    ASSERT_TRUE(publish("good"));
    wait_until_delivered();

    auto dead = list_dead(pool);
    ASSERT_EQ(dead.size(), 1u);
    EXPECT_EQ(dead[0].subscriber, "mail/confirm");
    EXPECT_EQ(dead[0].topic, placed);
    EXPECT_EQ(dead[0].entity, "bad");
    EXPECT_EQ(dead[0].attempts, 3u);
    EXPECT_EQ(dead[0].last_error, "no_address: the order has no address");
    EXPECT_EQ(dead[0].ended_at.size(), 20u);
    EXPECT_EQ(effects(), "good");

    broken = false;
    EXPECT_FALSE(replay_dead(pool, dead[0].id + 1000));
    EXPECT_TRUE(replay_dead(pool, dead[0].id));
    EXPECT_FALSE(replay_dead(pool, dead[0].id));
    wait_until_delivered();
    EXPECT_EQ(effects(), "good bad");
    EXPECT_TRUE(list_dead(pool).empty());
}

TEST_F(DeliveryTest, ReplaysAllDeadLettersOfASubscriber) {
    std::atomic<bool> broken{true};
    const Handler handler = [&](Context& context, const Event& event) -> Result<void> {
        if (broken) {
            return Error(Errc::unavailable, "down", "down");
        }
        write_effect(context, event.entity);
        return {};
    };
    listen(ListenerKind::durable, "a/x", handler);
    listen(ListenerKind::durable, "b/x", handler);
    start();
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(publish("e" + std::to_string(i)));
    }
    wait_until_delivered();
    ASSERT_EQ(list_dead(pool).size(), 6u);
    broken = false;
    EXPECT_EQ(replay_all_dead(pool, "a/x"), 3u);
    wait_until_delivered();
    EXPECT_EQ(list_dead(pool).size(), 3u);
    EXPECT_EQ(replay_all_dead(pool), 3u);
    wait_until_delivered();
    EXPECT_EQ(count("effect"), 6);
}

TEST_F(DeliveryTest, ADeadLetterDoesNotHoldUpItsEntityForEver) {
    listen(ListenerKind::durable, "mail/confirm",
           [](Context& context, const Event& event) -> Result<void> {
               if (event.payload == R"({"bad":1})") {
                   return Error(Errc::invalid, "bad", "bad");
               }
               write_effect(context, event.payload);
               return {};
           });
    compose();
    ASSERT_TRUE(publish("1", R"({"bad":1})"));
    ASSERT_TRUE(publish("1", R"({"n":2})"));
    ASSERT_TRUE(publish("1", R"({"n":3})"));
    engine->start();
    wait_until_delivered();
    EXPECT_EQ(effects(), R"({"n":2} {"n":3})");
    // The second came only after the first had been given up.
    EXPECT_EQ(count("kernel.delivery a JOIN kernel.delivery b ON b.id > a.id"
                    " WHERE a.status = 'dead' AND b.ended_at < a.ended_at"),
              0);
}

TEST_F(DeliveryTest, EventsWaitWhileTheirPluginIsDisabled) {
    listen(ListenerKind::durable, "mail/confirm", recorder());
    start();
    const auto with_mail = subscriptions;
    const std::weak_ptr<const SubscriptionSet> enabled = set;
    recompose({});
    wait_until([&] { return enabled.expired(); }); // a worker may be looking by it
    ASSERT_TRUE(publish("1"));
    ASSERT_TRUE(publish("2"));
    engine->wake();
    EXPECT_EQ(count("kernel.delivery WHERE status = 'waiting'"), 2);

    recompose(with_mail);
    wait_until_delivered();
    EXPECT_EQ(count("effect"), 2);
}

TEST_F(DeliveryTest, ForgetsASubscriberThatWillNotComeBack) {
    listen(ListenerKind::durable, "mail/confirm", recorder());
    compose();
    ASSERT_TRUE(publish("1"));
    auto known = list_subscribers(pool);
    ASSERT_EQ(known.size(), 1u);
    EXPECT_EQ(known[0].name, "mail/confirm");
    EXPECT_EQ(known[0].topic, placed);
    EXPECT_EQ(known[0].waiting, 1);
    recompose({});
    EXPECT_EQ(forget_subscriber(pool, "mail/confirm"), 1u);
    ASSERT_TRUE(publish("2"));
    EXPECT_EQ(count("kernel.delivery"), 0);
    EXPECT_TRUE(list_subscribers(pool).empty());
}

TEST_F(DeliveryTest, OneSlowListenerLeavesAWorkerForTheOthers) {
    std::mutex mutex;
    std::condition_variable changed;
    bool release = false;
    std::atomic<int> stuck{0};
    listen(ListenerKind::durable, "a/slow", [&](Context&, const Event&) {
        ++stuck;
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return release; });
        return Result<void>();
    });
    listen(ListenerKind::durable, "b/quick", recorder());
    start();
    for (int i = 0; i < 10; ++i) {
        ASSERT_TRUE(publish(std::to_string(i)));
    }
    wait_until([&] { return count("effect") == 10; });
    EXPECT_LE(stuck, 3);
    {
        const std::lock_guard lock(mutex);
        release = true;
    }
    changed.notify_all();
    wait_until_delivered();
    EXPECT_EQ(stuck, 10);
}

TEST_F(DeliveryTest, TellsLiveListenersAfterTheCommit) {
    std::mutex mutex;
    std::vector<std::string> heard;
    listen(ListenerKind::live, "stream/x", [&](Context&, const Event& event) -> Result<void> {
        const std::lock_guard lock(mutex);
        heard.push_back(event.entity);
        if (event.entity == "1") {
            throw std::runtime_error("a live listener that throws disturbs nobody");
        }
        return {};
    });
    start();
    engine->tell_live({{"id", placed, "1", "{}", 1},
                       {"id", "orders.unheard.v1", "x", "{}", 1},
                       {"id", placed, "2", "{}", 1}});
    wait_until([&] {
        const std::lock_guard lock(mutex);
        return heard.size() == 2;
    });
    EXPECT_EQ(heard, (std::vector<std::string>{"1", "2"}));
}

TEST_F(DeliveryTest, CleansDeliveredEventsAfterAWeek) {
    listen(ListenerKind::durable, "mail/confirm", recorder());
    compose();
    ASSERT_TRUE(publish("old and waiting"));
    ASSERT_TRUE(publish("old and unheard", "{}", "orders.unheard.v1"));
    ASSERT_TRUE(publish("young", "{}", "orders.unheard.v1"));
    sql("UPDATE kernel.outbox SET at = now() - interval '8 days' WHERE entity LIKE 'old%'");
    EXPECT_EQ(engine->clean(), 1u);
    EXPECT_EQ(count("kernel.outbox WHERE entity = 'old and unheard'"), 0);
    engine->start();
    wait_until_delivered();
    EXPECT_EQ(engine->clean(), 1u);
    EXPECT_EQ(count("kernel.outbox"), 1);
    EXPECT_EQ(count("kernel.delivery"), 0);
}

TEST_F(DeliveryTest, ReportsTheLag) {
    listen(ListenerKind::durable, "mail/confirm", recorder());
    compose();
    EXPECT_EQ(outbox_figures(pool).waiting, 0);
    EXPECT_EQ(outbox_figures(pool).oldest_seconds, 0);
    ASSERT_TRUE(publish("1"));
    sql("UPDATE kernel.outbox SET at = now() - interval '90 s'");
    const OutboxFigures figures = outbox_figures(pool);
    EXPECT_EQ(figures.waiting, 1);
    EXPECT_EQ(figures.dead, 0);
    EXPECT_NEAR(figures.oldest_seconds, 90, 1);
}

TEST_F(DeliveryTest, TwoNodesDeliverOnceTogether) {
    listen(ListenerKind::durable, "stats/count", recorder());
    compose();
    EventEngine other(quick_settings(), pool, system_clock(), [this] { return make_context(); });
    engine->start();
    other.start();
    for (int i = 0; i < 200; ++i) {
        ASSERT_TRUE(publish(std::to_string(i)));
    }
    wait_until_delivered();
    EXPECT_EQ(count("effect"), 200);
    EXPECT_EQ(count("(SELECT DISTINCT what FROM effect) AS each"), 200);
}

} // namespace
} // namespace statybos::kernel::events
