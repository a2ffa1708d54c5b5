// The operator's rules, in the operator's order.
#include <gmock/gmock.h>

#include "plugins/payments/books_fixture.hpp"

namespace statybos::payments {
namespace {

using ::testing::ElementsAre;

class CommissionServiceTest : public BooksTest {
protected:
    Result<CommissionRuleRow> add(std::optional<std::int32_t> position, int basis_points) {
        return books->commission.create(
            ctx(), {position, a, std::nullopt, Percent{basis_points}, {}, {}, {}});
    }

    /// Rates in their order with their positions; the default rule's is 0.
    std::vector<std::pair<int, int>> listed() {
        std::vector<std::pair<int, int>> rules;
        for (const CommissionRuleRow& rule : books->commission.list(ctx())) {
            rules.emplace_back(rule.position.value_or(0), rule.rate->basis_points);
        }
        return rules;
    }

    CommissionRuleId default_rule() { return books->commission.list(ctx()).back().id; }
};

using Rule = std::pair<int, int>;

TEST_F(CommissionServiceTest, ATakenPositionPushesLaterRulesDownAsFarAsTheNextGap) {
    ASSERT_TRUE(add(std::nullopt, 100).has_value());
    ASSERT_TRUE(add(2, 200).has_value());
    ASSERT_TRUE(add(7, 700).has_value());
    ASSERT_TRUE(add(1, 50).has_value());
    EXPECT_THAT(listed(),
                ElementsAre(Rule(1, 50), Rule(2, 100), Rule(3, 200), Rule(7, 700), Rule(0, 1'000)));
}

TEST_F(CommissionServiceTest, ARuleMovesPastOthers) {
    add(1, 100);
    add(2, 200);
    const auto last = add(3, 300);
    CommissionRuleChange up;
    up.position = std::int32_t{1};
    ASSERT_TRUE(books->commission.change(ctx(), last->id, up).has_value());
    EXPECT_THAT(listed(), ElementsAre(Rule(1, 300), Rule(2, 100), Rule(3, 200), Rule(0, 1'000)));
    ASSERT_TRUE(books->commission.change(ctx(), last->id, up).has_value());
    EXPECT_THAT(listed(), ElementsAre(Rule(1, 300), Rule(2, 100), Rule(3, 200), Rule(0, 1'000)));
}

TEST_F(CommissionServiceTest, TheDefaultRuleChangesItsRateAndNothingElse) {
    CommissionRuleChange rate;
    rate.rate = Percent{1'500};
    ASSERT_TRUE(books->commission.change(ctx(), default_rule(), rate).has_value());
    EXPECT_THAT(listed(), ElementsAre(Rule(0, 1'500)));
    CommissionRuleChange place;
    place.position = std::int32_t{1};
    CommissionRuleChange narrow;
    narrow.category = std::string("katilai");
    for (const CommissionRuleChange& wrong : {place, narrow}) {
        EXPECT_TRUE(
            books->commission.change(ctx(), default_rule(), wrong).error().is("default_rule"));
    }
    EXPECT_TRUE(books->commission.remove(ctx(), default_rule()).error().is("default_rule"));
    EXPECT_THAT(listed(), ElementsAre(Rule(0, 1'500)));
}

TEST_F(CommissionServiceTest, UnknownVendorOrCategoryIsInvalidAndNeverGlobal) {
    const auto wrong = books->commission.create(
        ctx(), {1, VendorId::make(), "no-such-category", Percent{100}, {}, {}, {}});
    ASSERT_TRUE(wrong.has_error());
    ASSERT_EQ(wrong.error().fields().size(), 2u);
    EXPECT_EQ(wrong.error().fields()[0].pointer, "/vendor_id");
    EXPECT_EQ(wrong.error().fields()[1].pointer, "/category");
    EXPECT_THAT(listed(), ElementsAre(Rule(0, 1'000)));
}

TEST_F(CommissionServiceTest, AmountsThatDoNotFitTogetherAreInvalid) {
    const auto crossed =
        books->commission.create(ctx(), {1, a, std::nullopt, Percent{100}, eur(500), eur(400), {}});
    EXPECT_EQ(crossed.error().fields().front().pointer, "/maximum");
    const auto mixed = books->commission.create(
        ctx(), {1, a, std::nullopt, Percent{100}, eur(500), Money{900, Currency("USD")}, {}});
    EXPECT_EQ(mixed.error().fields().front().code, "currency_mismatch");
}

TEST_F(CommissionServiceTest, WhatIsNotThereIsNotFound) {
    Session session(ctx());
    const CommissionRuleId nobody = CommissionRuleId::make();
    EXPECT_EQ(books->commission.get(session, nobody).error().code(), Errc::not_found);
    EXPECT_EQ(books->commission.change(ctx(), nobody, {}).error().code(), Errc::not_found);
    EXPECT_EQ(books->commission.remove(ctx(), nobody).error().code(), Errc::not_found);
}

TEST_F(CommissionServiceTest, LinesOfAnotherCurrencyThanTheOrderAreInvalid) {
    Session session(ctx());
    PaymentShare mixed = share(a, {line(100)});
    mixed.amount.currency = Currency("USD");
    EXPECT_TRUE(books->commission.fees(session, {mixed}).error().is("currency_mismatch"));
}

TEST_F(CommissionServiceTest, FreezesRuleRateAndFeeWithTheOrder) {
    const auto rule = add(1, 250);
    const Sale sale = given_sale({share(a, {line(12'100)})});
    const auto row = database->as_owner().lease()->query(
        "SELECT rule_id::text, rate::text, net, gross, fee FROM payments.commission");
    EXPECT_EQ(row[0].text(0), rule->id.to_string());
    EXPECT_EQ(row[0].text(1), "2.50");
    EXPECT_EQ(row[0].integer(2), 10'000);
    EXPECT_EQ(row[0].integer(3), 12'100);
    EXPECT_EQ(row[0].integer(4), 250);
}

} // namespace
} // namespace statybos::payments
