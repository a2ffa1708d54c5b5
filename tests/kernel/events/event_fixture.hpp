// A migrated database and an event engine whose listeners are lambdas of the test.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "core/host.hpp"
#include "database/binding.hpp"
#include "database/pool.hpp"
#include "events/event_engine.hpp"
#include "support/test_database.hpp"

namespace statybos::kernel::events {

constexpr const char* placed = "orders.order_placed.v1";

class EventFixture : public ::testing::Test {
protected:
    EventFixture() {
        sql("CREATE TABLE effect (n bigint GENERATED ALWAYS AS IDENTITY, what text)");
        engines.database = &pool;
    }
    ~EventFixture() override { engine.reset(); }

    static EventSettings quick_settings() {
        EventSettings settings;
        settings.delivery.workers = 4;
        settings.delivery.max_attempts = 3;
        settings.delivery.back_off = {std::chrono::milliseconds(1), std::chrono::milliseconds(5)};
        settings.poll = std::chrono::milliseconds(20);
        return settings;
    }

    void listen(ListenerKind kind, std::string name, Handler handler, std::string topic = placed) {
        Subscription subscription;
        subscription.kind = kind;
        subscription.topic = std::move(topic);
        subscription.name = std::move(name);
        subscription.handler = std::move(handler);
        subscriptions.push_back(std::move(subscription));
    }

    /// Makes the engine; its threads run only after start().
    void compose(const EventSettings& settings = quick_settings()) {
        set = SubscriptionSet::create(subscriptions).value();
        engine.emplace(settings, pool, system_clock(), [this] { return make_context(); });
        engines.events = &*engine;
        engine->announce(set);
    }
    void start() {
        compose();
        engine->start();
    }
    /// Another generation, with other listeners, takes over.
    void recompose(std::vector<Subscription> others) {
        {
            const std::lock_guard lock(set_mutex);
            set = SubscriptionSet::create(std::move(others)).value();
        }
        engine->announce(set);
    }

    std::unique_ptr<Context> make_context() {
        auto context = std::make_unique<Context>();
        context->engines = &engines;
        const std::lock_guard lock(set_mutex);
        context->generation = set;
        context->subscriptions = set.get();
        return context;
    }

    /// Publishes in a transaction of its own, as a service would.
    Result<void> publish(const std::string& entity, const std::string& payload = "{}",
                         const std::string& topic = placed) {
        const auto context = make_context();
        database::Binding& binding = database::Binding::of(*context);
        database::TransactionScope transaction(binding);
        auto published = engine->publish(*context, topic, entity, payload);
        if (published) {
            transaction.commit();
        }
        return published;
    }

    database::Rows sql(std::string_view text) { return pool.lease()->query(text); }
    std::int64_t count(const std::string& from) {
        return sql("SELECT count(*) FROM " + from).front().integer(0);
    }
    /// What the listeners have written, joined by blanks in the order of writing.
    std::string effects() {
        return std::string(sql("SELECT coalesce(string_agg(what, ' ' ORDER BY n), '') FROM effect")
                               .front()
                               .text(0));
    }
    static void write_effect(Context& context, const std::string& what) {
        database::Binding::of(context).execute("INSERT INTO effect (what) VALUES ($1)", what);
    }

    void wait_until(const std::function<bool()>& condition) {
        const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (!condition()) {
            ASSERT_LT(std::chrono::steady_clock::now(), give_up) << "the condition never came true";
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    }
    void wait_until_delivered() {
        wait_until([this] { return count("kernel.delivery WHERE status = 'waiting'") == 0; });
    }

    statybos::testing::TestDatabase database_{testing::Migrated{}};
    database::Pool pool{database_.settings(10)};
    Engines engines;
    std::vector<Subscription> subscriptions;
    std::mutex set_mutex;
    std::shared_ptr<const SubscriptionSet> set;
    std::optional<EventEngine> engine;
};

} // namespace statybos::kernel::events
