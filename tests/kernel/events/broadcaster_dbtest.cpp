#include <gmock/gmock.h>

#include "events/broadcaster.hpp"
#include "events/commit_hub.hpp"
#include "kernel/events/event_fixture.hpp"

namespace statybos::kernel::events {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// What one node was told.
class Node {
public:
    explicit Node(database::Pool& pool,
                  std::chrono::milliseconds look = std::chrono::milliseconds(20))
        : broadcaster(
              {.channel = "kernel_live", .reconnect = std::chrono::milliseconds(5), .look = look},
              pool,
              {.invalidate = [this](auto tags) { add(tags_, tags); },
               .tell_live =
                   [this](auto events) {
                       const std::lock_guard lock(mutex_);
                       for (auto& event : events) {
                           events_.push_back(event.entity + event.payload);
                       }
                   },
               .resync =
                   [this] {
                       const std::lock_guard lock(mutex_);
                       ++resyncs_;
                   },
               .lost =
                   [this] {
                       const std::lock_guard lock(mutex_);
                       lost_at_.push_back(resyncs_);
                   }}) {
        broadcaster.start();
    }

    std::vector<std::string> tags() const {
        const std::lock_guard lock(mutex_);
        return tags_;
    }
    std::vector<std::string> events() const {
        const std::lock_guard lock(mutex_);
        return events_;
    }
    int resyncs() const {
        const std::lock_guard lock(mutex_);
        return resyncs_;
    }
    /// After how many resyncs the others were lost, each time.
    std::vector<int> lost_at() const {
        const std::lock_guard lock(mutex_);
        return lost_at_;
    }

private:
    void add(std::vector<std::string>& to, std::span<const std::string> what) {
        const std::lock_guard lock(mutex_);
        to.insert(to.end(), what.begin(), what.end());
    }

    mutable std::mutex mutex_;
    std::vector<std::string> tags_;
    std::vector<std::string> events_;
    int resyncs_ = 0;
    std::vector<int> lost_at_;

public:
    Broadcaster broadcaster; // last: its thread writes into what stands above
};

class BroadcasterTest : public EventFixture {
protected:
    BroadcasterTest() {
        listen(ListenerKind::live, "stream/x",
               [](Context&, const Event&) { return Result<void>(); });
        compose();
        hub.emplace(*engine, &here.broadcaster, [this](auto tags) {
            dropped_here.insert(dropped_here.end(), tags.begin(), tags.end());
        });
        engines.commits = &*hub;
        EXPECT_EQ(here.resyncs(), 1) << "who has started listens";
        EXPECT_EQ(there.resyncs(), 1);
    }

    Node here{pool};
    Node there{pool};
    std::vector<std::string> dropped_here;
    std::optional<CommitHub> hub;
};

TEST_F(BroadcasterTest, TellsOtherNodesWhatACommitMadeOld) {
    const auto context = make_context();
    database::Binding& binding = database::Binding::of(*context);
    binding.begin();
    binding.invalidate("product:1");
    binding.invalidate("category:2");
    ASSERT_TRUE(engine->publish(*context, placed, "order-1", R"({"n":1})"));
    const std::uint64_t before = binding.statements();
    EXPECT_THAT(there.tags(), IsEmpty());
    binding.commit();
    EXPECT_EQ(binding.statements(), before + 1); // one NOTIFY for all of it

    wait_until([&] { return there.events().size() == 1 && there.tags().size() == 2; });
    EXPECT_THAT(there.tags(), ElementsAre("product:1", "category:2"));
    EXPECT_THAT(there.events(), ElementsAre(R"(order-1{"n":1})"));
    EXPECT_THAT(dropped_here, ElementsAre("product:1", "category:2"));
    EXPECT_THAT(here.tags(), IsEmpty());
    EXPECT_THAT(here.events(), IsEmpty());
}

TEST_F(BroadcasterTest, SaysNothingWhenTheTransactionRollsBackOrChangedNothing) {
    const auto context = make_context();
    database::Binding& binding = database::Binding::of(*context);
    binding.begin();
    binding.invalidate("undone");
    binding.rollback();
    binding.begin();
    const std::uint64_t before = binding.statements();
    binding.commit();
    EXPECT_EQ(binding.statements(), before);
    binding.invalidate("done"); // with no transaction open: at once
    wait_until([&] { return !there.tags().empty(); });
    EXPECT_THAT(there.tags(), ElementsAre("done"));
    EXPECT_THAT(dropped_here, ElementsAre("done"));
}

TEST_F(BroadcasterTest, ReadsLargeEventsBackFromTheOutbox) {
    const std::string payload = "{\"text\":\"" + std::string(20'000, 'x') + "\"}";
    ASSERT_TRUE(publish("order-1", payload));
    wait_until([&] { return there.events().size() == 1; });
    EXPECT_EQ(there.events()[0], "order-1" + payload);
}

TEST_F(BroadcasterTest, ResyncsWhenTagsWereTooMany) {
    const auto context = make_context();
    database::Binding& binding = database::Binding::of(*context);
    binding.begin();
    for (int i = 0; i < 2000; ++i) {
        binding.invalidate("product:" + std::to_string(i));
    }
    binding.commit();
    wait_until([&] { return there.resyncs() == 2; });
    EXPECT_THAT(there.tags(), IsEmpty());
    EXPECT_EQ(dropped_here.size(), 2000u);
}

TEST_F(BroadcasterTest, ListensAgainAndResyncsAfterALostConnection) {
    sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND query = 'LISTEN kernel_live'");
    wait_until([&] { return here.resyncs() >= 2 && there.resyncs() >= 2; });
    EXPECT_THAT(there.lost_at(), ElementsAre(1)) << "before it listens again";
    ASSERT_TRUE(publish("order-1"));
    wait_until([&] { return there.events().size() == 1; });
}

TEST_F(BroadcasterTest, StartsWithoutListeningWhereItCannotConnect) {
    database::PoolSettings settings = pool.settings();
    settings.direct_url = "postgresql://postgres@127.0.0.1:1/nobody";
    database::Pool unreachable(settings);
    const Node deaf(unreachable);
    EXPECT_EQ(deaf.resyncs(), 0);
    EXPECT_THAT(deaf.lost_at(), ElementsAre(0));
}

TEST_F(BroadcasterTest, HearsWhatComesWhileItLooksAtItsConnection) {
    Node restless(pool, std::chrono::milliseconds(0)); // looks all the time
    EXPECT_EQ(restless.resyncs(), 1);
    for (int i = 0; i < 200; ++i) {
        ASSERT_TRUE(publish("order-" + std::to_string(i)));
    }
    wait_until([&] { return there.events().size() == 200; });
    wait_until([&] { return restless.events().size() == 200; });
}

TEST_F(BroadcasterTest, ReadsBackAsManyEventsAsAMessageNames) {
    const auto context = make_context();
    database::Binding& binding = database::Binding::of(*context);
    binding.begin();
    const std::string large = "{\"text\":\"" + std::string(8'000, 'x') + "\"}";
    for (int i = 0; i < 150; ++i) {
        ASSERT_TRUE(engine->publish(*context, placed, "order-" + std::to_string(i), large));
    }
    binding.commit();
    wait_until([&] { return there.events().size() == 150; });
    EXPECT_EQ(there.resyncs(), 1);
}

TEST_F(BroadcasterTest, ResyncsOnWhatItCannotRead) {
    sql("SELECT pg_notify('kernel_live', 'something else')");
    wait_until([&] { return here.resyncs() == 2 && there.resyncs() == 2; });
}

} // namespace
} // namespace statybos::kernel::events
