// Money that vendors take themselves: the books say that they have it, and only the commission is
// left between them and the marketplace.
#include "books_fixture.hpp"

namespace statybos::payments {
namespace {

class CashTest : public BooksTest {
protected:
    CashTest() {
        gateway = "scripted";
        scripted.info.paid_to_vendor = true;
    }

    std::vector<PayoutRow> payouts() {
        return books->payouts.list(ctx(), a, std::nullopt, std::nullopt, 100);
    }
};

// 121.00 and delivery 12.10 paid to the vendor, who keeps 121.00 and owes 10.00 and VAT 2.10.
TEST_F(CashTest, TheVendorOwesTheCommissionAndNothingElse) {
    const Sale sale = given_sale({share(a, {line(12'100)}, 1'210)});
    EXPECT_EQ(balance("gateway:scripted"), 13'310);
    EXPECT_TRUE(payouts().empty());
    complete(sale.order());
    ASSERT_EQ(payouts().size(), 1u);
    EXPECT_EQ(payouts()[0].amount, 13'310);
    EXPECT_EQ(payouts()[0].status, PayoutStatus::sent);
    EXPECT_EQ(payouts()[0].gateway, "scripted");
    EXPECT_EQ(balance("gateway:scripted"), 0);
    EXPECT_EQ(payable(a), -1'210);
    EXPECT_EQ(faults(), std::vector<std::string>());
}

TEST_F(CashTest, WhatIsOwedComesOffTheNextPayout) {
    complete(given_sale({share(a, {line(12'100)})}).order());
    EXPECT_EQ(books->payouts.create(ctx(), a, std::nullopt).error().slug(), "nothing_payable");
    gateway = "test";
    complete(given_sale({share(a, {line(24'200)})}).order());
    // 242.00 less 20.00 and 4.20, and what is owed of the first.
    const auto paid = books->payouts.create(ctx(), a, std::nullopt);
    ASSERT_TRUE(paid.has_value());
    EXPECT_EQ(paid->amount, 24'200 - 2'420 - 1'210);
    EXPECT_EQ(payable(a), 0);
    EXPECT_EQ(faults(), std::vector<std::string>());
}

TEST_F(CashTest, ThatCameAfterTheOrderWasCompleteCountsToo) {
    Sale sale;
    ASSERT_TRUE(open(sale, {share(a, {line(12'100)})}).has_value());
    complete(sale.order());
    EXPECT_TRUE(payouts().empty());
    Ctx context = ctx();
    ASSERT_TRUE(books->payments.charge(context, sale.request.payment_id, std::nullopt).has_value());
    EXPECT_EQ(payouts().size(), 1u);
    EXPECT_EQ(payable(a), -1'210);
    EXPECT_EQ(faults(), std::vector<std::string>());
}

TEST_F(CashTest, CannotComeBackFromABank) {
    complete(given_sale({share(a, {line(12'100)})}).order());
    EXPECT_EQ(books->payouts.move(ctx(), payouts()[0].id, PayoutStatus::returned, std::nullopt)
                  .error()
                  .slug(),
              "invalid_transition");
}

// The marketplace gives the buyer 60.50 of its own; the vendor has all the cash and earned half.
TEST_F(CashTest, ARefundIsOwedByTheVendorWhoHasTheCash) {
    scripted.on_refund = [](const GatewayRefund&) {
        return Result<GatewayRefundOutcome>(GatewayRefundOutcome{RefundState::succeeded, "re_1"});
    };
    const Sale sale = given_sale({share(a, {line(12'100)})});
    complete(sale.order());
    EXPECT_TRUE(refund(sale, 0, {6'050}).has_value());
    EXPECT_EQ(payable(a), -(12'100 - (6'050 - 605)));
    EXPECT_EQ(balance("gateway:scripted"), -6'050);
    EXPECT_EQ(faults(), std::vector<std::string>());
}

} // namespace
} // namespace statybos::payments
