#include "http/stream_hub.hpp"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

namespace statybos::kernel::http {
namespace {

SharedMessage message(const std::string& id) {
    return stream_message(id, "", "d" + id).value();
}
std::string frames(std::initializer_list<std::string> ids) {
    std::string all;
    for (const std::string& id : ids) {
        all += message(id)->frame;
    }
    return all;
}

TEST(StreamHubTest, SendsToThoseWhoFollowTheTopic) {
    StreamHub hub({});
    const auto mine = hub.open("a").value();
    const auto also_mine = hub.open("a").value();
    const auto other = hub.open("b").value();
    hub.send("a", message("1"));
    hub.send("nobody", message("2"));
    EXPECT_EQ(mine->take().bytes, frames({"1"}));
    EXPECT_EQ(also_mine->take().bytes, frames({"1"}));
    EXPECT_EQ(other->take().bytes, "");
    EXPECT_EQ(mine->take().bytes, "") << "taken once";
}

TEST(StreamHubTest, WhatWasSentWhileTheBeginningWasReadComesOnceAndAfterIt) {
    StreamHub hub({});
    const auto stream = hub.open("a").value();
    hub.send("a", message("2"));
    hub.send("a", message("3"));
    stream->begin(message("1"));
    stream->begin(message("2"));
    EXPECT_EQ(stream->take().bytes, frames({"1", "2", "3"}));
    hub.send("a", message("1"));
    hub.send("a", message("4"));
    EXPECT_EQ(stream->take().bytes, frames({"4"})) << "1 was told of late";
}

TEST(StreamHubTest, WhatAMarkNamesIsStillSent) {
    StreamHub hub({});
    const auto stream = hub.open("a").value();
    stream->begin(stream_message("1", "", "").value());
    hub.send("a", message("1"));
    EXPECT_EQ(stream->take().bytes, "id: 1\n\n" + frames({"1"}));
}

TEST(StreamHubTest, NoMessagePassesWhatOtherNodesMayHaveSaidBeforeIt) {
    StreamHub hub({});
    const auto reached = hub.open("a").value();
    const auto other = hub.open("b").value();
    hub.send("a", message("1"));
    hub.lose_others();
    EXPECT_FALSE(other->take().over) << "nothing was sent to it";
    hub.send("a", message("3"));
    const auto taken = reached->take();
    EXPECT_EQ(taken.bytes, frames({"1"})) << "2 may be missing before 3";
    EXPECT_TRUE(taken.over);

    const auto back = hub.open("a").value();
    hub.hear_others();
    EXPECT_TRUE(other->take().over);
    EXPECT_TRUE(back->take().over);
    const auto later = hub.open("a").value();
    hub.send("a", message("4"));
    EXPECT_EQ(later->take().bytes, frames({"4"}));
}

TEST(StreamHubTest, APausedStreamEndsAfterItsBeginning) {
    StreamHub hub({});
    const auto stream = hub.open("a").value();
    hub.send("a", message("9"));
    stream->begin(message("1"));
    stream->pause();
    hub.send("a", message("10"));
    const auto taken = stream->take();
    EXPECT_EQ(taken.bytes, frames({"1"}));
    EXPECT_TRUE(taken.over);
}

TEST(StreamHubTest, AReaderWhoFallsBehindIsCutOff) {
    StreamSettings settings;
    settings.queue_bytes = 2 * message("1")->frame.size();
    StreamHub hub(settings);
    const auto slow = hub.open("a").value();
    const auto quick = hub.open("a").value();
    for (const char* id : {"1", "2", "3"}) {
        hub.send("a", message(id));
        EXPECT_EQ(quick->take().bytes, frames({id}));
    }
    const auto taken = slow->take();
    EXPECT_TRUE(taken.over);
    EXPECT_EQ(taken.bytes, "") << "nothing is missing in the middle";
    EXPECT_FALSE(quick->take().over);
    EXPECT_EQ(hub.cut(), 1u);
}

TEST(StreamHubTest, HasNoMoreStreamsThanItMay) {
    StreamSettings settings;
    settings.total = 3;
    settings.per_topic = 2;
    StreamHub hub(settings);
    auto first = hub.open("a").value();
    const auto second = hub.open("a").value();
    EXPECT_EQ(hub.open("a").error().slug(), "too_many_streams");
    const auto third = hub.open("b").value();
    EXPECT_EQ(hub.open("c").error().slug(), "overloaded");
    EXPECT_EQ(hub.size(), 3u);
    first.reset();
    EXPECT_EQ(hub.size(), 2u);
    EXPECT_TRUE(hub.open("a"));
}

TEST(StreamHubTest, ClosingAllEndsThemAfterWhatWaits) {
    StreamHub hub({});
    const auto stream = hub.open("a").value();
    int rung = 0;
    stream->on_news([&] { ++rung; });
    hub.send("a", message("1"));
    hub.close_all();
    hub.send("a", message("2"));
    const auto taken = stream->take();
    EXPECT_EQ(taken.bytes, frames({"1"}));
    EXPECT_TRUE(taken.over);
    EXPECT_EQ(rung, 2);
}

TEST(StreamHubTest, StreamsMayComeAndGoWhileMessagesAreSent) {
    StreamHub hub({});
    std::atomic<bool> done{false};
    std::thread sender([&] {
        for (int i = 0; !done; ++i) {
            hub.send("a", message(std::to_string(i)));
        }
    });
    for (int i = 0; i < 500; ++i) {
        const auto stream = hub.open("a").value();
        std::atomic<int> rung{0};
        stream->on_news([&] { ++rung; });
        while (rung == 0) {
            std::this_thread::yield();
        }
        EXPECT_NE(stream->take().bytes, "");
        stream->on_news({});
    }
    done = true;
    sender.join();
    EXPECT_EQ(hub.size(), 0u);
}

} // namespace
} // namespace statybos::kernel::http
