// Collection codes: who may try them, and how often.
#include "plugins/shipping/shipping_fixture.hpp"

namespace statybos::shipping {
namespace {

using orders::OrderStatus;

class CollectionsTest : public ShippingTest {
protected:
    void order_moves(OrderId order, OrderStatus from, OrderStatus to) {
        transact(ctx(), [&](Transaction& tx) {
            services->collections.hear(tx, {order, PurchaseId::make(), a, {}, from, to, {}});
        });
    }
    OrderId given_waiting() {
        const OrderId order = OrderId::make();
        order_moves(order, OrderStatus::confirmed, OrderStatus::ready_for_pickup);
        return order;
    }
    std::optional<std::string> code_of(OrderId order) {
        Session session(ctx());
        return services->collections.code_of(session, order).value();
    }
    static std::string other_than(const std::string& code) {
        return (code[0] == '9' ? '0' : static_cast<char>(code[0] + 1)) + code.substr(1);
    }
    std::string attempt(Ctx ctx, OrderId order, const std::string& code, VendorId vendor) {
        const auto done = services->collections.collect(ctx, vendor, order, code);
        return done ? "collected" : done.error().slug();
    }
    std::string attempt(OrderId order, const std::string& code) {
        return attempt(ctx(), order, code, a);
    }
    void time_passes() {
        database->as_owner().lease()->execute(
            "UPDATE shipping.collection SET blocked_until = blocked_until - interval '15 minutes'");
    }
    std::size_t told() { return database->published().size(); }
};

TEST_F(CollectionsTest, ACodeOfSixDigitsIsMadeWhenAnOrderIsReadyAndKept) {
    const OrderId order = given_waiting();
    const auto code = code_of(order);
    ASSERT_TRUE(code.has_value());
    EXPECT_EQ(code->size(), 6U);
    EXPECT_EQ(code->find_first_not_of("0123456789"), std::string::npos);
    order_moves(order, OrderStatus::confirmed, OrderStatus::ready_for_pickup);
    EXPECT_EQ(code_of(order), code);
    EXPECT_EQ(code_of(OrderId::make()), std::nullopt);
}

TEST_F(CollectionsTest, OtherStepsMakeNone) {
    const OrderId order = OrderId::make();
    order_moves(order, OrderStatus::confirmed, OrderStatus::shipped);
    order_moves(order, OrderStatus::shipped, OrderStatus::completed);
    EXPECT_EQ(code_of(order), std::nullopt);
    EXPECT_EQ(attempt(order, "123456"), "not_found");
}

TEST_F(CollectionsTest, TheRightCodeTellsThatTheOrderIsCollected) {
    const OrderId order = given_waiting();
    EXPECT_EQ(attempt(order, code_of(order).value()), "collected");
    EXPECT_EQ(database->published(), std::vector<std::string>{"shipping.order_collected.v1"});
    order_moves(order, OrderStatus::ready_for_pickup, OrderStatus::completed);
    EXPECT_EQ(code_of(order), std::nullopt);
    EXPECT_EQ(attempt(order, "123456"), "already_collected");
}

TEST_F(CollectionsTest, AWrongCodeTellsNothingAndAnothersOrderIsNotFound) {
    const OrderId order = given_waiting();
    const std::string code = code_of(order).value();
    for (const std::string& wrong :
         {other_than(code), code + "0", code.substr(0, 5), std::string()}) {
        EXPECT_EQ(attempt(order, wrong), "wrong_code") << wrong;
    }
    EXPECT_EQ(attempt(ctx(), order, code, b), "not_found");
    EXPECT_EQ(told(), 0U);
    EXPECT_EQ(attempt(order, code), "collected");
}

TEST_F(CollectionsTest, AfterFiveTriesThereAreTooManyAttemptsUntilThePauseIsOver) {
    const OrderId order = given_waiting();
    const std::string code = code_of(order).value();
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(attempt(order, other_than(code)), "wrong_code");
    }
    const auto refused = services->collections.collect(ctx(), a, order, code);
    EXPECT_EQ(refused.error().slug(), "too_many_attempts");
    EXPECT_EQ(refused.error().code(), Errc::rate_limited);
    EXPECT_NE(refused.error().details().find("\"retry_after\":"), std::string::npos);
    EXPECT_EQ(told(), 0U);
    time_passes();
    for (int i = 0; i < 4; ++i) {
        EXPECT_EQ(attempt(order, other_than(code)), "wrong_code");
    }
    EXPECT_EQ(attempt(order, code), "collected");
}

TEST_F(CollectionsTest, TriesAtTheSameMomentAreCountedOneByOne) {
    for (int round = 0; round < 20; ++round) {
        const OrderId order = given_waiting();
        const std::string wrong = other_than(code_of(order).value());
        std::vector<std::string> answers(8);
        std::vector<std::thread> guessers;
        for (std::string& answer : answers) {
            guessers.emplace_back([&] {
                Request own(*database);
                answer = attempt(own.ctx(), order, wrong, a);
            });
        }
        for (std::thread& guesser : guessers) {
            guesser.join();
        }
        EXPECT_EQ(std::count(answers.begin(), answers.end(), "wrong_code"), 5);
        EXPECT_EQ(std::count(answers.begin(), answers.end(), "too_many_attempts"), 3);
    }
}

TEST_F(CollectionsTest, AnOrderThatIsOverOtherwiseNeedsNoCode) {
    const OrderId order = given_waiting();
    const std::string code = code_of(order).value();
    order_moves(order, OrderStatus::ready_for_pickup, OrderStatus::completed);
    EXPECT_EQ(code_of(order), std::nullopt);
    EXPECT_EQ(attempt(order, code), "already_collected");
    EXPECT_EQ(told(), 0U);
}

} // namespace
} // namespace statybos::shipping
