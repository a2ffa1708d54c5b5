#include "plugins/notifications/desk_fixture.hpp"

namespace statybos::notifications {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class PreferencesTest : public DeskTest {
protected:
    Result<void> put(UserId user, const std::vector<Switch>& switches) {
        host.sign_in(user);
        statybos::testing::PluginDatabase::Request mine(*database);
        return desk->preferences.put(mine.ctx(), switches);
    }
    /// Those of `channel` that are on.
    std::vector<std::string> on(UserId user, std::string_view channel,
                                std::vector<std::string> roles = {"customer"}) {
        host.sign_in(user, std::move(roles));
        statybos::testing::PluginDatabase::Request mine(*database);
        std::vector<std::string> events;
        for (const Switch& one : desk->preferences.of_caller(mine.ctx())) {
            if (one.on && one.channel == channel) {
                events.push_back(one.event);
            }
        }
        return events;
    }
    void ship() { move(moved(orders::OrderStatus::confirmed, orders::OrderStatus::shipped)); }
};

TEST_F(PreferencesTest, WithoutAnyTheDefaultsHold) {
    EXPECT_THAT(on(buyer, "sms"), ElementsAre("order_shipped", "order_ready_for_pickup"));
    EXPECT_EQ(on(buyer, "email").size(), 14u);
    EXPECT_EQ(on(buyer, "in_app").size(), 12u);
    EXPECT_EQ(on(admin, "in_app", {"admin"}).size(), 17u);
}

TEST_F(PreferencesTest, WhatIsSwitchedOffIsNotTold) {
    ASSERT_TRUE(put(buyer, {{"email", "order_shipped", false}, {"in_app", "order_placed", false}}));
    place();
    ship();
    EXPECT_THAT(waiting(), ElementsAre("email " + key("order_placed", "buyer"),
                                       "email " + key("order_received", "vendor"),
                                       "sms " + key("order_shipped", "buyer")));
    EXPECT_THAT(events_of(buyer), ElementsAre("order_shipped"));
    EXPECT_THAT(events_of(seller), ElementsAre("order_received")) << "the vendor switched nothing";
}

TEST_F(PreferencesTest, WhatIsSwitchedOnIsTold) {
    ASSERT_TRUE(put(buyer, {{"sms", "order_placed", true}}));
    place();
    EXPECT_THAT(waiting(), ElementsAre("email " + key("order_placed", "buyer"),
                                       "email " + key("order_received", "vendor"),
                                       "sms " + key("order_placed", "buyer")));
}

TEST_F(PreferencesTest, WhatIsLeftOutHasItsDefaultAgain) {
    ASSERT_TRUE(put(buyer, {{"sms", "order_shipped", false}}));
    EXPECT_THAT(on(buyer, "sms"), ElementsAre("order_ready_for_pickup"));
    ASSERT_TRUE(put(buyer, {{"sms", "order_ready_for_pickup", false}}));
    EXPECT_THAT(on(buyer, "sms"), ElementsAre("order_shipped"));
    ASSERT_TRUE(put(buyer, {}));
    EXPECT_EQ(on(buyer, "sms").size(), 2u);
}

TEST_F(PreferencesTest, NobodyCanSwitchOffWhatSigningInNeeds) {
    const auto refused = put(buyer, {{"email", "verify_email", false},
                                     {"email", "reset_password", true},
                                     {"email", "no/such~event", true},
                                     {"sms", "verify_email", true}});
    ASSERT_FALSE(refused);
    const Error error = refused.error();
    std::vector<std::string> wrong;
    for (const FieldError& field : error.fields()) {
        wrong.push_back(field.pointer + ' ' + field.code);
    }
    EXPECT_THAT(wrong,
                ElementsAre("/email/verify_email required_notification",
                            "/email/no~1such~0event not_in_list", "/sms/verify_email not_in_list"));
    EXPECT_EQ(on(buyer, "email").size(), 14u) << "nothing was taken";
    hear([this](Transaction& tx) { return desk->accounts.verify_email(tx, buyer, "1"); });
    EXPECT_EQ(waiting().size(), 1u);
}

} // namespace
} // namespace statybos::notifications
