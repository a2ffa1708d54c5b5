#include "service/product_rules.hpp"

#include <gmock/gmock.h>

namespace statybos::catalog {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Settings in_euros{"EUR", 0, 0, 0};

ProductRow good_product() {
    ProductRow row;
    row.original_price = 1'000;
    row.quantity_step = Quantity{1'000};
    row.on_hand = Quantity{3'000};
    row.shipping = {"pickup", "delivery"};
    return row;
}

/// Pointers and codes of what does not fit, in the order told.
std::vector<std::string> faults_of(const Result<void>& checked) {
    std::vector<std::string> faults;
    if (!checked) {
        const Error error = checked.error();
        for (const FieldError& field : error.fields()) {
            faults.push_back(field.pointer + ' ' + field.code);
        }
    }
    return faults;
}

TEST(ProductRulesTest, TakesAGoodProduct) {
    EXPECT_THAT(faults_of(check_product(good_product(), in_euros)), IsEmpty());
}

TEST(ProductRulesTest, TellsAllThatDoesNotFitAtOnce) {
    ProductRow row = good_product();
    row.discounted_price = 1'000;
    row.on_hand = Quantity{1'500};
    row.shipping = {"pickup", "drone"};
    EXPECT_THAT(faults_of(check_product(row, in_euros)),
                ElementsAre("/discounted_price/amount too_large", "/quantity bad_step",
                            "/shipping not_in_list"));
}

TEST(ProductRulesTest, WantsAWayToGetTheProduct) {
    ProductRow row = good_product();
    row.shipping.clear();
    EXPECT_THAT(faults_of(check_product(row, in_euros)), ElementsAre("/shipping too_few"));
}

TEST(ProductRulesTest, TakesADiscountOfACent) {
    ProductRow row = good_product();
    row.discounted_price = 999;
    EXPECT_THAT(faults_of(check_product(row, in_euros)), IsEmpty());
}

TEST(ProductRulesTest, CountsPiecesAndMeasuresTheRest) {
    for (const Unit unit : {Unit::pcs, Unit::pack, Unit::pallet}) {
        EXPECT_EQ(default_step(unit), Quantity{1'000});
    }
    EXPECT_EQ(default_step(Unit::m2), Quantity{1});
}

TEST(PriceRulesTest, WantsMoreThanZeroInTheMarketplacesCurrency) {
    EXPECT_THAT(faults_of(check_price(eur(1), "/original_price", in_euros)), IsEmpty());
    for (const std::int64_t minor : {std::int64_t{0}, std::int64_t{-1}}) {
        EXPECT_THAT(faults_of(check_price(eur(minor), "/original_price", in_euros)),
                    ElementsAre("/original_price/amount too_small"));
    }
    EXPECT_THAT(faults_of(check_price({100, Currency("USD")}, "/original_price", in_euros)),
                ElementsAre("/original_price/currency not_in_list"));
}

} // namespace
} // namespace statybos::catalog
