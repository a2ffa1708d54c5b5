#include "service/plain_tax_rules.hpp"

#include <gtest/gtest.h>

#include <statybos/testing/fake_host.hpp>

namespace statybos::orders {
namespace {

constexpr Percent standard{2100};
constexpr Percent reduced{500};

class PlainTaxRulesTest : public ::testing::Test {
protected:
    static TaxQuestion question() {
        TaxQuestion asked;
        asked.vendor_pays_vat = true;
        asked.vendor_country = "LT";
        asked.lines = {{ProductId::make(), "katilai", {}, standard},
                       {ProductId::make(), "knygos", {}, reduced}};
        return asked;
    }
    static TaxQuestion abroad(const char* country, const char* vat_number) {
        TaxQuestion asked = question();
        asked.ship_to = country;
        asked.vat_number = vat_number;
        return asked;
    }
    TaxDecision decide(const TaxQuestion& asked) {
        Session session(ctx_);
        return rules_.decide(session, {asked})->front();
    }
    VatTreatment treatment(const TaxQuestion& asked) { return decide(asked).treatment; }

private:
    statybos::testing::FakeHost host_;
    Ctx ctx_ = host_.ctx();
    PlainTaxRules rules_{standard};
};

TEST_F(PlainTaxRulesTest, TakesEachLinesRateAndItsOwnForDelivery) {
    const TaxDecision decision = decide(question());
    EXPECT_EQ(decision.treatment, VatTreatment::standard);
    EXPECT_EQ(decision.rates, (std::vector{standard, reduced}));
    EXPECT_EQ(decision.shipping_rate, standard);
}

TEST_F(PlainTaxRulesTest, WhoPaysNoVatChargesNone) {
    TaxQuestion asked = abroad("LV", "LV40003000000");
    asked.vendor_pays_vat = false;
    const TaxDecision decision = decide(asked);
    EXPECT_EQ(decision.treatment, VatTreatment::not_payer);
    EXPECT_EQ(decision.rates, (std::vector{Percent{}, Percent{}}));
    EXPECT_EQ(decision.shipping_rate, Percent{});
}

TEST_F(PlainTaxRulesTest, ABusinessInAnotherStateAccountsForItself) {
    EXPECT_EQ(treatment(abroad("LV", "LV40003000000")), VatTreatment::reverse_charge);
    EXPECT_EQ(treatment(abroad("GR", "EL123456789")), VatTreatment::reverse_charge);
    EXPECT_EQ(treatment(abroad("EE", "LV40003000000")), VatTreatment::reverse_charge)
        << "the number need not be of the state that the goods go to";
}

TEST_F(PlainTaxRulesTest, EverybodyElsePaysAsUsual) {
    EXPECT_EQ(treatment(abroad("LT", "LV40003000000")), VatTreatment::standard)
        << "the goods stay in the country";
    EXPECT_EQ(treatment(abroad("LV", "LT100001234511")), VatTreatment::standard)
        << "the buyer is of the vendor's state";
    EXPECT_EQ(treatment(abroad("NO", "LV40003000000")), VatTreatment::standard)
        << "an export is for the operator's own rules";
    EXPECT_EQ(treatment(abroad("LV", "NO999999999")), VatTreatment::standard);
    TaxQuestion collected = abroad("LV", "LV40003000000");
    collected.ship_to.reset();
    EXPECT_EQ(treatment(collected), VatTreatment::standard);
    TaxQuestion unchecked = abroad("LV", "LV40003000000");
    unchecked.vat_number.reset();
    EXPECT_EQ(treatment(unchecked), VatTreatment::standard);
}

TEST(VatNumberTest, IsReadWithoutWhatPeoplePutBetween) {
    EXPECT_EQ(normal_vat_number(" lt 100-001.234511"), "LT100001234511");
    EXPECT_EQ(normal_vat_number("IE1234567+A"), "IE1234567+A");
}

TEST(VatNumberTest, WhatCannotBeOneIsNone) {
    for (const char* typed :
         {"", "LT", "100001234511", "LT1", "LT10000123451100", "LT'; DROP", "ĖĘ12"}) {
        EXPECT_EQ(normal_vat_number(typed), "") << typed;
    }
}

} // namespace
} // namespace statybos::orders
