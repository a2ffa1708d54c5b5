#include "events/broadcast_message.hpp"

#include <gtest/gtest.h>

namespace statybos::kernel::events {
namespace {

database::LiveEvent event(const std::string& id, const std::string& payload) {
    return {id, "orders.order_placed.v1", "order:1\n", payload, 1'767'225'600'000'001};
}

TEST(BroadcastMessageTest, ComesBackWhole) {
    const BroadcastMessage sent{.sender = "node",
                                .tags = {"product:1", "a:b,c\"ąčę", ""},
                                .events = {event("id-1", R"({"a":":1:"})"), event("id-2", "{}")},
                                .event_ids = {"id-3"}};
    std::string text = encode(sent);
    text += "i4:id-3";
    const auto got = decode_broadcast(text);
    ASSERT_TRUE(got);
    EXPECT_EQ(got->sender, "node");
    EXPECT_EQ(got->tags, sent.tags);
    EXPECT_FALSE(got->all_tags);
    ASSERT_EQ(got->events.size(), 2u);
    EXPECT_EQ(got->events[0].id, "id-1");
    EXPECT_EQ(got->events[0].topic, "orders.order_placed.v1");
    EXPECT_EQ(got->events[0].entity, "order:1\n");
    EXPECT_EQ(got->events[0].payload, R"({"a":":1:"})");
    EXPECT_EQ(got->events[0].at_us, 1'767'225'600'000'001);
    EXPECT_EQ(got->event_ids, sent.event_ids);
}

TEST(BroadcastMessageTest, SendsOnlyTheIdOfALargeEvent) {
    const auto got = decode_broadcast(encode(
        {.sender = "node", .events = {event("large", std::string(9000, 'x')), event("s", "{}")}}));
    ASSERT_TRUE(got);
    EXPECT_EQ(got->event_ids, std::vector<std::string>{"large"});
    ASSERT_EQ(got->events.size(), 1u);
    EXPECT_EQ(got->events[0].id, "s");
}

TEST(BroadcastMessageTest, StaysWithinItsBoundAndNeverLosesATag) {
    BroadcastMessage many{.sender = "node"};
    for (int i = 0; i < 2000; ++i) {
        many.tags.push_back("product:" + std::to_string(i));
        many.events.push_back(event("0193b2c4-0000-7000-8000-" + std::to_string(i), "{}"));
    }
    const std::string text = encode(many);
    EXPECT_LE(text.size(), max_broadcast);
    const auto got = decode_broadcast(text);
    ASSERT_TRUE(got);
    EXPECT_TRUE(got->all_tags);
    EXPECT_TRUE(got->tags.empty());
    EXPECT_GT(got->events.size(), 10u);
}

TEST(BroadcastMessageTest, SaysSoWhenAnEventMustBeLeftOut) {
    BroadcastMessage many{.sender = "node", .tags = {"product:1"}};
    for (int i = 0; i < 170; ++i) {
        many.events.push_back(event("0193b2c4-0000-7000-8000-000000000" + std::to_string(100 + i),
                                    std::string(8000, 'x')));
    }
    const auto fits = decode_broadcast(encode(many));
    ASSERT_TRUE(fits);
    EXPECT_FALSE(fits->all_tags);
    EXPECT_EQ(fits->event_ids.size(), 170u);
    EXPECT_EQ(fits->tags, many.tags);

    many.events.insert(many.events.end(), many.events.begin(), many.events.begin() + 40);
    const std::string text = encode(many);
    EXPECT_LE(text.size(), max_broadcast);
    const auto got = decode_broadcast(text);
    ASSERT_TRUE(got);
    EXPECT_TRUE(got->all_tags) << "whoever hears it must not think that this was all";
}

TEST(BroadcastMessageTest, ReadsNothingIntoOtherTexts) {
    const std::string good = encode({.sender = "n", .tags = {"t"}, .events = {event("i", "{}")}});
    for (std::size_t i = 0; i < good.size(); ++i) {
        // Cut anywhere it is either refused or a message whose end is missing.
        const auto cut = decode_broadcast(std::string_view(good).substr(0, i));
        EXPECT_TRUE(!cut || cut->events.size() <= 1);
    }
    for (const char* text :
         {"", "hello", "statybos1 t", "statybos1 t5:ab", "statybos1 t-1:", "statybos1 tx:a",
          "statybos1 t18446744073709551615:a", "statybos1 o1:x", "statybos1 e1:ia1:x",
          "statybos1 :", "statybos1 t:"}) {
        EXPECT_FALSE(decode_broadcast(text)) << text;
    }
    EXPECT_TRUE(decode_broadcast("statybos1 s1:nz3:new")); // a field of a newer node
}

} // namespace
} // namespace statybos::kernel::events
