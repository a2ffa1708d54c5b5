#include "service/explain_rules.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "plugins/orders/order_samples.hpp"

namespace statybos::orders {
namespace {

const ExplanationStep& step(const Explanation& explanation, std::string_view total) {
    const auto found = std::find_if(explanation.steps.begin(), explanation.steps.end(),
                                    [&](const auto& known) { return known.total == total; });
    EXPECT_NE(found, explanation.steps.end()) << total;
    return *found;
}

TEST(ExplainTest, DerivesTheWorkedExampleAndAgrees) {
    const Explanation explanation = explain(order_of({line_of(12100, "1")}, 1210), {});
    EXPECT_TRUE(explanation.agrees);
    EXPECT_EQ(step(explanation, "lines/0/vat").amount, eur(2100));
    EXPECT_EQ(step(explanation, "shipping/vat").amount, eur(210));
    EXPECT_EQ(step(explanation, "totals/vat").amount, eur(2310));
    EXPECT_EQ(step(explanation, "totals/grand").amount, eur(13310));
}

TEST(ExplainTest, NamesTheTerms) {
    const Explanation explanation = explain(order_of({line_of(1299, "14.5")}), {});
    const ExplanationStep& gross = step(explanation, "lines/0/gross");
    EXPECT_EQ(gross.amount, eur(18836));
    ASSERT_EQ(gross.terms.size(), 2u);
    EXPECT_EQ(gross.terms[0].value, "12.99");
    EXPECT_EQ(gross.terms[1].value, "14.5");
}

TEST(ExplainTest, SaysWhereStoredTotalsDisagree) {
    OrderRow order = order_of({line_of(12100, "1")});
    order.lines[0].vat += 1;
    const Explanation explanation = explain(order, {});
    EXPECT_FALSE(explanation.agrees);
    EXPECT_FALSE(step(explanation, "lines/0/vat").agrees);
    EXPECT_TRUE(step(explanation, "lines/0/gross").agrees);
}

TEST(ExplainTest, ReverseChargeStartsFromTheListedPrice) {
    OrderRow order = order_of({line_of(10000, "1", Percent{})}, 1000);
    order.vat_treatment = VatTreatment::reverse_charge;
    order.lines[0].listed_price = 12100;
    order.lines[0].listed_rate = Percent{2100};
    order.shipping_vat_rate = {};
    order.shipping_vat = order.vat = 0;
    order.listed_shipping = 1210;
    order.listed_shipping_rate = Percent{2100};
    const Explanation explanation = explain(order, {});
    EXPECT_TRUE(explanation.agrees);
    EXPECT_EQ(step(explanation, "lines/0/unit_price").amount, eur(10000));
    EXPECT_EQ(step(explanation, "totals/shipping").amount, eur(1000));
}

} // namespace
} // namespace statybos::orders
