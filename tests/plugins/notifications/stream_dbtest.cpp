// What a stream begins with: everything after the last that its client has seen.
#include <thread>

#include "plugins/notifications/desk_fixture.hpp"

namespace statybos::notifications {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class StreamStoreTest : public DeskTest {
protected:
    NotificationId add(Transaction& tx, UserId user, const std::string& name,
                       NotificationId id = NotificationId::make()) {
        Notification notification;
        notification.key = name;
        notification.event = "order_placed";
        notification.title = name;
        return desk->notifications.insert(tx, id, user, notification)->id;
    }
    NotificationId add(const std::string& name) {
        return transact(request->ctx(), [&](Transaction& tx) { return add(tx, buyer, name); });
    }
    std::vector<std::string> since(NotificationId last, std::int32_t limit = 100) {
        Session session(request->ctx());
        return titles_of(desk->notifications.since(session, buyer, last, limit));
    }
    std::vector<std::string> list(std::optional<NotificationId> after, std::int32_t limit = 100) {
        Session session(request->ctx());
        return titles_of(desk->notifications.list(session, buyer, after, limit));
    }

private:
    static std::vector<std::string> titles_of(const std::vector<NotificationView>& shown) {
        std::vector<std::string> titles;
        for (const NotificationView& one : shown) {
            titles.push_back(one.title);
        }
        return titles;
    }
};

TEST_F(StreamStoreTest, GivesWhatCameLaterTheOldestFirst) {
    const NotificationId first = add("a");
    add("b");
    const NotificationId last = add("c");
    EXPECT_THAT(since(first), ElementsAre("b", "c"));
    EXPECT_THAT(since(first, 1), ElementsAre("b"));
    EXPECT_THAT(since(last), IsEmpty());
}

TEST_F(StreamStoreTest, BeforeTheFirstStandsTheNilId) {
    const auto newest = [this](UserId user) {
        Session session(request->ctx());
        return desk->notifications.newest(session, user);
    };
    EXPECT_EQ(newest(buyer), NotificationId());
    EXPECT_THAT(since(NotificationId()), IsEmpty());
    const NotificationId first = add("a");
    EXPECT_EQ(newest(buyer), first);
    EXPECT_EQ(newest(seller), NotificationId());
    add("b");
    EXPECT_THAT(since(NotificationId()), ElementsAre("a", "b"));
}

TEST_F(StreamStoreTest, KnowsNothingAfterWhatIsNotTheReaders) {
    add("a");
    const NotificationId foreign =
        transact(request->ctx(), [&](Transaction& tx) { return add(tx, seller, "x"); });
    EXPECT_THAT(since(foreign), IsEmpty());
    EXPECT_THAT(since(NotificationId::make()), IsEmpty());
}

TEST_F(StreamStoreTest, WhatCommitsLaterComesLaterWhateverItsId) {
    const NotificationId seen = add("seen");
    statybos::testing::PluginDatabase::Request other(*database);
    std::thread second;
    {
        Transaction slow(request->ctx());
        add(slow, buyer, "begun first");
        second = std::thread([&] {
            transact(other.ctx(), [&](Transaction& tx) { add(tx, buyer, "begun second"); });
        });
        slow.commit();
    }
    second.join();
    EXPECT_THAT(since(seen), ElementsAre("begun first", "begun second"));
}

TEST_F(StreamStoreTest, TheListHasTheStreamsOrderWhateverTheIds) {
    const NotificationId earlier = NotificationId::make();
    const NotificationId later = NotificationId::make();
    const auto commit = [this](const std::string& name, NotificationId id) {
        transact(request->ctx(), [&](Transaction& tx) { add(tx, buyer, name, id); });
    };
    commit("first", later);
    commit("second", earlier);
    add("third");
    EXPECT_THAT(since(NotificationId()), ElementsAre("first", "second", "third"));
    EXPECT_THAT(list(std::nullopt), ElementsAre("third", "second", "first"));
    EXPECT_THAT(list(std::nullopt, 2), ElementsAre("third", "second"));
    EXPECT_THAT(list(earlier), ElementsAre("first"));
    EXPECT_THAT(list(NotificationId::make()), IsEmpty()) << "after what is not the reader's";
}

} // namespace
} // namespace statybos::notifications
