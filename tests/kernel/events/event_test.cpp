#include "events/event.hpp"

#include <gtest/gtest.h>

#include "events/back_off.hpp"
#include "events/outbox.hpp"

namespace statybos::kernel::events {
namespace {

using namespace std::chrono_literals;

TEST(TopicTest, IsAPluginAFactAndAVersion) {
    for (const char* topic : {"orders.order_placed.v1", "acme.pay.card_charged.v12", "a.b2.v0"}) {
        EXPECT_TRUE(is_topic(topic)) << topic;
    }
    for (const char* topic :
         {"", "orders", "orders.order_placed", "order_placed.v1", "orders..v1", "Orders.placed.v1",
          "orders.placed.v", "orders.placed.v1x", "orders.2placed.v1", "orders.placed.v1.",
          "orders.placed v.v1", ".orders.placed.v1", "orders.placed.v12345"}) {
        EXPECT_FALSE(is_topic(topic)) << topic;
    }
    EXPECT_FALSE(is_topic("a." + std::string(100, 'b') + ".v1"));
}

TEST(CheckEventTest, SaysWhatIsAnInvalidEvent) {
    EXPECT_TRUE(check_event("orders.order_placed.v1", "1", "{}"));
    EXPECT_EQ(check_event("orders", "1", "{}").error().slug(), "invalid_event");
    EXPECT_EQ(check_event("orders.order_placed.v1", "", "{}").error().slug(), "invalid_event");
    EXPECT_EQ(check_event("orders.order_placed.v1", std::string(201, 'x'), "{}").error().slug(),
              "invalid_event");
    EXPECT_EQ(check_event("orders.order_placed.v1", std::string("a\0b", 3), "{}").error().slug(),
              "invalid_event");
    EXPECT_EQ(check_event("orders.order_placed.v1", "1", "[]").error().slug(), "invalid_event");
    EXPECT_EQ(
        check_event("orders.order_placed.v1", "1", "{\"a\":\"" + std::string(300'000, 'x') + "\"}")
            .error()
            .slug(),
        "invalid_event");
}

TEST(BackOffTest, DoublesWithJitterUpToTheLongest) {
    const BackOff back_off{1s, 1h};
    for (int i = 0; i < 100; ++i) {
        EXPECT_GE(back_off.after(1), 500ms);
        EXPECT_LE(back_off.after(1), 1s);
        EXPECT_GE(back_off.after(4), 4s);
        EXPECT_LE(back_off.after(4), 8s);
        EXPECT_GE(back_off.after(4'000'000'000), 30min);
        EXPECT_LE(back_off.after(4'000'000'000), 1h);
    }
}

TEST(TextArrayTest, QuotesWhatPostgresqlWouldRead) {
    EXPECT_EQ(text_array({}), "{}");
    EXPECT_EQ(text_array({"a", "b,c", R"(d"e\f)", "", "NULL"}),
              R"({"a","b,c","d\"e\\f","","NULL"})");
}

} // namespace
} // namespace statybos::kernel::events
