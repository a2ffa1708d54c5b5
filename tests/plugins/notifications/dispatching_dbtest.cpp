// From the written message to its channel, whatever happens on the way.
#include "plugins/notifications/desk_fixture.hpp"

namespace statybos::notifications {
namespace {

using ::testing::IsEmpty;

class DispatchingTest : public DeskTest {
protected:
    void ship() { move(moved(orders::OrderStatus::confirmed, orders::OrderStatus::shipped)); }
    void pass(std::int64_t seconds) { host.set_now(now = now.plus_seconds(seconds)); }
    std::string row(std::string_view channel) {
        Session session(request->ctx());
        return session.single<std::string>(
            "SELECT attempts || ' ' || coalesce(last_error, '-') || ' ' || coalesce(refused, '-')"
            " || CASE WHEN delivered_at IS NULL THEN '' ELSE ' delivered' END"
            " FROM notifications.dispatch WHERE channel = $1 AND key = $2",
            channel, key("order_shipped", "buyer"));
    }
    static Error away() { return Error(Errc::unavailable, "away", "the gateway is away"); }

    // The database's rows are made by its own clock.
    Instant now = Instant::from_seconds(std::time(nullptr));
};

TEST_F(DispatchingTest, AKilledSenderSendsTheSameMessageAgainUnderItsKey) {
    ship();
    email.dies = true;
    Ctx ctx = request->ctx();
    const DispatchWork work{key("order_shipped", "buyer"), "email"};
    EXPECT_THROW((void)desk->dispatching.dispatch(ctx, work), Failure);
    email.dies = false;
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(desk->dispatching.dispatch(ctx, work));
    }
    ASSERT_EQ(email.delivered.size(), 2u) << "after the kill once more, then never";
    EXPECT_EQ(email.delivered[0].key, email.delivered[1].key);
    EXPECT_EQ(row("email"), "1 - - delivered");
}

TEST_F(DispatchingTest, AChannelThatIsAwayHoldsNoOtherBack) {
    host.set_now(now);
    sms.fails = away();
    ship();
    dispatch_all();
    EXPECT_EQ(row("sms"), "1 the gateway is away -");
    EXPECT_EQ(row("email"), "1 - - delivered");
    sms.fails.reset();
    dispatch_all();
    EXPECT_EQ(row("sms"), "2 - - delivered");
    EXPECT_EQ(email.delivered.size(), 1u);
    EXPECT_EQ(sms.delivered.size(), 1u);
}

TEST_F(DispatchingTest, AChannelThatFailsAgainAndAgainRests) {
    host.set_now(now);
    sms.fails = away();
    ship();
    for (int i = 0; i < 6; ++i) {
        dispatch_all();
    }
    EXPECT_EQ(sms.tries, 3) << "it is left alone";
    EXPECT_EQ(row("sms"), "3 the gateway is away -");
    pass(2);
    dispatch_all();
    dispatch_all();
    EXPECT_EQ(sms.tries, 4) << "and for longer each time";
    pass(3);
    dispatch_all();
    EXPECT_EQ(sms.tries, 4);
    sms.fails.reset();
    pass(1);
    dispatch_all();
    EXPECT_EQ(sms.delivered.size(), 1u);
}

TEST_F(DispatchingTest, WhoCanNeverBeReachedIsNotTriedAgain) {
    sms.fails = Error(Errc::invalid, "refused", "no such number");
    ship();
    dispatch_all();
    EXPECT_EQ(row("sms"), "1 - no such number");
    EXPECT_THAT(waiting(), IsEmpty());
    dispatch_all();
    EXPECT_EQ(sms.tries, 1);
    EXPECT_EQ(email.delivered.size(), 1u);
}

TEST_F(DispatchingTest, AMessageIsGivenUpAfterItsTime) {
    host.set_now(now);
    sms.fails = away();
    ship();
    dispatch_all();
    pass(3 * 24 * 3600 + 60);
    dispatch_all();
    EXPECT_EQ(sms.tries, 1);
    EXPECT_EQ(row("sms"), "2 the gateway is away it could not be delivered in time");
}

TEST_F(DispatchingTest, AMessageOfAChannelThatWasTakenAwayWaits) {
    ship();
    Ctx ctx = request->ctx();
    {
        Session session(ctx);
        session.execute("UPDATE notifications.dispatch SET channel = 'pigeon'"
                        " WHERE channel = 'sms'");
    }
    EXPECT_TRUE(desk->dispatching.dispatch(ctx, {key("order_shipped", "buyer"), "pigeon"}));
    EXPECT_EQ(row("pigeon"), "1 the channel pigeon is not enabled -");
}

TEST_F(DispatchingTest, WhatNobodyWroteIsDone) {
    Ctx ctx = request->ctx();
    EXPECT_TRUE(desk->dispatching.dispatch(ctx, {"order_shipped/nothing/buyer", "email"}));
    EXPECT_EQ(email.tries, 0);
}

} // namespace
} // namespace statybos::notifications
