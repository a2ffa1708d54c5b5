#include <gmock/gmock.h>

#include <statybos/strings.hpp>

#include "core/abi.hpp"
#include "kernel/events/event_fixture.hpp"

namespace statybos::kernel::events {
namespace {

using ::testing::HasSubstr;

class PublishTest : public EventFixture {};

Result<void> agree(Context&, const Event&) {
    return {};
}

TEST_F(PublishTest, WritesTheFactAndOneDeliveryForEachDurableListener) {
    listen(ListenerKind::durable, "mail/confirm", agree);
    listen(ListenerKind::durable, "stats/count", agree);
    listen(ListenerKind::durable, "other/topic", agree, "orders.order_cancelled.v1");
    compose();
    ASSERT_TRUE(publish("order-1", R"({"total":100})"));

    const database::Rows rows = sql("SELECT topic, entity, payload ->> 'total', id::text,"
                                    " abs(extract(epoch FROM now() - at)) < 60 FROM kernel.outbox");
    ASSERT_EQ(rows.size(), 1);
    EXPECT_EQ(rows[0].text(0), placed);
    EXPECT_EQ(rows[0].text(1), "order-1");
    EXPECT_EQ(rows[0].text(2), "100");
    EXPECT_EQ(rows[0].text(3).substr(14, 1), "7");
    EXPECT_TRUE(rows[0].boolean(4));
    EXPECT_EQ(sql("SELECT string_agg(subscriber || ' ' || entity || ' ' || status, ','"
                  " ORDER BY subscriber) FROM kernel.delivery")
                  .front()
                  .text(0),
              "mail/confirm order-1 waiting,stats/count order-1 waiting");
}

TEST_F(PublishTest, TakesOneStatementWhoeverListens) {
    for (int i = 0; i < 5; ++i) {
        listen(ListenerKind::durable, "plugin/" + std::to_string(i), agree);
    }
    compose();
    const auto context = make_context();
    database::Binding& binding = database::Binding::of(*context);
    binding.begin();
    ASSERT_TRUE(engine->publish(*context, placed, "1", "{}"));
    ASSERT_TRUE(engine->publish(*context, "orders.unheard.v1", "1", "{}"));
    EXPECT_EQ(binding.statements(), 2u);
    binding.commit();
    EXPECT_EQ(count("kernel.outbox"), 2);
    EXPECT_EQ(count("kernel.delivery"), 5);
}

TEST_F(PublishTest, LeavesNothingWhenTheTransactionRollsBack) {
    listen(ListenerKind::durable, "mail/confirm", agree);
    compose();
    const auto context = make_context();
    database::Binding& binding = database::Binding::of(*context);
    binding.begin();
    ASSERT_TRUE(engine->publish(*context, placed, "1", "{}"));
    binding.rollback();
    EXPECT_EQ(count("kernel.outbox"), 0);
    EXPECT_EQ(count("kernel.delivery"), 0);
}

TEST_F(PublishTest, KeepsEventsForAListenerOfWhichOnlyTheDatabaseKnows) {
    compose();
    sql("INSERT INTO kernel.subscriber (name, topic) VALUES ('away/x', 'orders.order_placed.v1')");
    ASSERT_TRUE(publish("1"));
    EXPECT_EQ(count("kernel.delivery WHERE subscriber = 'away/x'"), 1);
}

TEST_F(PublishTest, RefusesNoTransaction) {
    compose();
    const auto context = make_context();
    const auto result = engine->publish(*context, placed, "1", "{}");
    EXPECT_EQ(result.error().slug(), "no_transaction");
    EXPECT_EQ(result.error().code(), Errc::invalid);
    EXPECT_EQ(count("kernel.outbox"), 0);
}

TEST_F(PublishTest, RefusesAPayloadThatIsNoJsonAsInvalidEvent) {
    compose();
    EXPECT_EQ(publish("1", "{not json}").error().slug(), "invalid_event");
    EXPECT_EQ(publish("1", "{\"a\":\"\xFF\"}").error().slug(), "invalid_event");
    EXPECT_EQ(publish("1", "[]").error().slug(), "invalid_event");
    EXPECT_EQ(count("kernel.outbox"), 0);
}

TEST_F(PublishTest, CallsListenersInTheTransactionInTheirOrder) {
    const auto writer = [](const std::string& what) {
        return [what](Context& context, const Event& event) -> Result<void> {
            write_effect(context, what + ":" + event.entity);
            return {};
        };
    };
    listen(ListenerKind::in_transaction, "a/x", writer("a"));
    listen(ListenerKind::in_transaction, "b/x", writer("b"));
    listen(ListenerKind::in_transaction, "c/x", writer("c"));
    subscriptions[2].before = {"a/x"};
    compose();
    ASSERT_TRUE(publish("7"));
    EXPECT_EQ(effects(), "b:7 c:7 a:7");
}

TEST_F(PublishTest, AVetoRollsBackEverything) {
    bool after_veto = false;
    listen(ListenerKind::durable, "mail/confirm", agree);
    listen(ListenerKind::in_transaction, "a/writes", [](Context& context, const Event&) {
        write_effect(context, "written");
        return Result<void>();
    });
    listen(ListenerKind::in_transaction, "b/vetoes", [](Context&, const Event&) -> Result<void> {
        return Error(Errc::conflict, "credit_limit", "the customer owes too much");
    });
    listen(ListenerKind::in_transaction, "c/later", [&](Context&, const Event&) {
        after_veto = true;
        return Result<void>();
    });
    compose();
    const auto result = publish("1");
    EXPECT_EQ(result.error().slug(), "credit_limit");
    EXPECT_EQ(result.error().code(), Errc::conflict);
    EXPECT_FALSE(after_veto);
    EXPECT_EQ(effects(), "");
    EXPECT_EQ(count("kernel.outbox"), 0);
    EXPECT_EQ(count("kernel.delivery"), 0);
}

TEST_F(PublishTest, TakesAnExceptionOfAListenerForAVeto) {
    listen(ListenerKind::in_transaction, "a/throws",
           [](Context&, const Event&) -> Result<void> { throw std::runtime_error("broken"); });
    compose();
    EXPECT_EQ(publish("1").error().code(), Errc::exception);
    EXPECT_EQ(count("kernel.outbox"), 0);
}

TEST_F(PublishTest, StopsEventRecursion) {
    int calls = 0;
    listen(ListenerKind::in_transaction, "a/echo", [&](Context& context, const Event& event) {
        ++calls;
        return engine->publish(context, placed, event.entity, "{}");
    });
    compose();
    EXPECT_EQ(publish("1").error().slug(), "event_recursion");
    EXPECT_EQ(calls, 8);
    EXPECT_EQ(count("kernel.outbox"), 0);
    listen(ListenerKind::in_transaction, "b/quiet", agree, "orders.order_cancelled.v1");
    EXPECT_EQ(publish("1").error().slug(), "event_recursion"); // the depth is counted anew
    EXPECT_EQ(calls, 16);
}

TEST_F(PublishTest, PublishesThroughTheTable) {
    compose();
    const auto context = make_context();
    database::Binding& binding = database::Binding::of(*context);
    binding.begin();
    EXPECT_EQ(
        events_api().publish(context->abi(), to_abi(placed), to_abi("1"), to_abi("{}"), nullptr),
        STY_OK);
    binding.commit();
    EXPECT_EQ(count("kernel.outbox"), 1);

    AbiError error;
    EXPECT_EQ(events_api().publish(context->abi(), to_abi(placed), to_abi("1"), to_abi("{}"),
                                   error.get()),
              STY_E_INVALID);
    EXPECT_EQ(error.take(STY_E_INVALID).slug(), "no_transaction");
    engines.events = nullptr;
    EXPECT_EQ(
        events_api().publish(context->abi(), to_abi(placed), to_abi("1"), to_abi("{}"), nullptr),
        STY_E_UNAVAILABLE);
    EXPECT_EQ(events_api().subscribe(nullptr, nullptr, nullptr), STY_E_INVALID);
}

} // namespace
} // namespace statybos::kernel::events
