#include <gtest/gtest.h>

#include <statybos/testing/fake_host.hpp>

#include "notifications_plugin.hpp"

namespace statybos::notifications {
namespace {

class StreamRoutesTest : public ::testing::Test {
protected:
    StreamRoutesTest() {
        host.create<NotificationsPlugin>();
        host.sign_in(user);
    }
    /// What the application shows, the oldest first.
    std::vector<statybos::testing::FakeRow> rows(int count) {
        std::vector<statybos::testing::FakeRow> made;
        for (int i = 0; i < count; ++i) {
            ids.push_back(NotificationId::make().to_string());
            made.push_back({ids.back(), "order_placed", "Title", "Text", std::nullopt, std::nullopt,
                            "2026-11-22 12:00:00+00"});
        }
        return made;
    }
    statybos::testing::FakeAnswer ask(statybos::testing::Headers headers = {}) {
        return host.call("GET", "/api/stream", {}, headers);
    }

    UserId user = UserId::make();
    std::vector<std::string> ids;
    statybos::testing::FakeHost host{
        R"({"site_url":"https://shop.test","sender":"x","eml_files":false,"smtp":{}})"};
};

TEST_F(StreamRoutesTest, WithoutALastIdItBeginsWithTheIdToComeBackWith) {
    const auto newest = NotificationId::make().to_string();
    host.answer_sql("ORDER BY position DESC", {{newest}});
    const auto answer = ask();
    EXPECT_EQ(answer.topic, "user:" + user.to_string());
    EXPECT_FALSE(answer.more);
    for (const auto& begun : {answer, ask({{"Last-Event-ID", "no id"}})}) {
        ASSERT_EQ(begun.beginning.size(), 1u);
        EXPECT_EQ(begun.beginning[0].id, newest);
        EXPECT_EQ(begun.beginning[0].event + begun.beginning[0].data, "") << "nothing is shown";
    }
}

TEST_F(StreamRoutesTest, WhoWasNeverToldAnythingComesBackToTheBeginning) {
    ASSERT_EQ(ask().beginning.size(), 1u);
    EXPECT_EQ(ask().beginning[0].id, "00000000-0000-0000-0000-000000000000");
}

TEST_F(StreamRoutesTest, BeginsWithWhatWasMissed) {
    host.answer_sql("ORDER BY position LIMIT", rows(2));
    const auto answer = ask({{"Last-Event-ID", NotificationId::make().to_string()}});
    ASSERT_EQ(answer.beginning.size(), 2u);
    EXPECT_EQ(answer.beginning[0].id, ids[0]);
    EXPECT_EQ(answer.beginning[0].event, "order_placed");
    EXPECT_EQ(answer.beginning[0].data,
              R"({"id":")" + ids[0] +
                  R"(","event":"order_placed","title":"Title","text":"Text","link":null,)"
                  R"("read_at":null,"created_at":"2026-11-22T12:00:00Z"})");
    EXPECT_FALSE(answer.more);
}

TEST_F(StreamRoutesTest, WhoMissedMuchComesBackForTheRest) {
    host.answer_sql("ORDER BY position LIMIT", rows(101));
    const auto answer = ask({{"Last-Event-ID", NotificationId::make().to_string()}});
    ASSERT_EQ(answer.beginning.size(), 100u);
    EXPECT_EQ(answer.beginning.back().id, ids[99]);
    EXPECT_TRUE(answer.more);
}

TEST_F(StreamRoutesTest, WhatIsAddedGoesToItsReadersStreams) {
    NotificationAdded added;
    added.user_id = user;
    added.notification.id = NotificationId::make();
    added.notification.event = "order_shipped";
    host.deliver("notifications.notification_added.v1", write_json(added));
    ASSERT_EQ(host.sent().size(), 1u);
    EXPECT_EQ(host.sent()[0].topic, "user:" + user.to_string());
    EXPECT_EQ(host.sent()[0].message.id, added.notification.id.to_string());
    EXPECT_EQ(host.sent()[0].message.event, "order_shipped");
    EXPECT_EQ(host.sent()[0].message.data, write_json(added.notification));
}

} // namespace
} // namespace statybos::notifications
