#include "events/subscription_set.hpp"

#include <gtest/gtest.h>

namespace statybos::kernel::events {
namespace {

constexpr const char* topic = "orders.order_placed.v1";

Subscription listener(std::string name, std::vector<std::string> before = {},
                      std::vector<std::string> after = {},
                      ListenerKind kind = ListenerKind::in_transaction) {
    return {kind,
            topic,
            std::move(name),
            std::move(before),
            std::move(after),
            [](Context&, const Event&) -> Result<void> { return {}; }};
}

std::string order_of(std::vector<Subscription> subscriptions) {
    auto set = SubscriptionSet::create(std::move(subscriptions));
    if (!set) {
        return set.error().slug() + ": " + set.error().message();
    }
    std::string names;
    for (const Subscription* subscription : (*set)->in_transaction(topic)) {
        names += (names.empty() ? "" : " ") + subscription->name;
    }
    return names;
}

TEST(SubscriptionSetTest, KeepsTheGivenOrderWhereNobodyMinds) {
    EXPECT_EQ(order_of({listener("c/x"), listener("a/x"), listener("b/x")}), "c/x a/x b/x");
}

TEST(SubscriptionSetTest, HonoursBeforeAndAfter) {
    EXPECT_EQ(order_of({listener("a/x", {}, {"c/x"}), listener("b/x"), listener("c/x")}),
              "b/x c/x a/x");
    EXPECT_EQ(order_of({listener("a/x"), listener("b/x"), listener("c/x", {"a/x"})}),
              "b/x c/x a/x");
    EXPECT_EQ(order_of({listener("a/x", {}, {"b/x"}), listener("b/x", {}, {"c/x"}),
                        listener("c/x", {"a/x"}, {"d/x"}), listener("d/x")}),
              "d/x c/x b/x a/x");
}

TEST(SubscriptionSetTest, ShowsAListenerCircle) {
    EXPECT_EQ(order_of({listener("free/x"), listener("a/x", {"b/x"}), listener("b/x", {"c/x"}),
                        listener("c/x", {"a/x"}), listener("late/x", {}, {"a/x"})}),
              "listener_circle: orders.order_placed.v1: the listeners wait for each other: "
              "a/x -> b/x -> c/x -> a/x; take one `before` or `after` away");
    EXPECT_EQ(order_of({listener("a/x", {"a/x"})}),
              "listener_circle: orders.order_placed.v1: the listeners wait for each other: "
              "a/x -> a/x; take one `before` or `after` away");
}

TEST(SubscriptionSetTest, NamesAnUnknownListenerAndWhoIsThere) {
    EXPECT_EQ(
        order_of({listener("a/x", {"b/y"}), listener("b/x")}),
        "unknown_listener: orders.order_placed.v1: a/x is to be called before b/y, which does "
        "not listen in the transaction; who does: b/x");
    EXPECT_EQ(
        order_of({listener("a/x", {}, {"b/x"}), listener("b/x", {}, {}, ListenerKind::durable)}),
        "unknown_listener: orders.order_placed.v1: a/x is to be called after b/x, which does "
        "not listen in the transaction; who does: nobody else");
}

TEST(SubscriptionSetTest, RefusesAnInvalidSubscription) {
    Subscription bad_topic = listener("a/x");
    bad_topic.topic = "placed";
    Subscription no_handler = listener("a/x");
    no_handler.handler = nullptr;
    const std::vector<std::vector<Subscription>> cases = {
        {bad_topic},
        {no_handler},
        {listener("")},
        {listener("a/x"), listener("a/x", {}, {}, ListenerKind::live)},
        {listener("b/x"), listener("a/x", {"b/x"}, {}, ListenerKind::durable)},
        {listener("a/x", {}, {}, static_cast<ListenerKind>(7))},
    };
    for (const auto& subscriptions : cases) {
        auto set = SubscriptionSet::create(subscriptions);
        ASSERT_FALSE(set);
        EXPECT_EQ(set.error().slug(), "invalid_subscription") << set.error().message();
    }
}

TEST(SubscriptionSetTest, FindsListenersByKindAndTopic) {
    const auto set = SubscriptionSet::create({listener("a/in"),
                                              listener("a/durable", {}, {}, ListenerKind::durable),
                                              listener("a/live", {}, {}, ListenerKind::live)})
                         .value();
    EXPECT_EQ(set->in_transaction(topic).front()->name, "a/in");
    EXPECT_EQ(set->durable(topic).front()->name, "a/durable");
    EXPECT_EQ(set->live(topic).front()->name, "a/live");
    EXPECT_TRUE(set->live("orders.order_cancelled.v1").empty());
    EXPECT_EQ(set->find_durable("a/durable"), set->all_durable().front());
    EXPECT_EQ(set->find_durable("a/live"), nullptr);
}

} // namespace
} // namespace statybos::kernel::events
