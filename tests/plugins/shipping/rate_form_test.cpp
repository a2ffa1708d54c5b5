#include "service/rate_form.hpp"

#include <gtest/gtest.h>

namespace statybos::shipping {
namespace {

NewRate sound() {
    NewRate form;
    form.zone_id = ZoneId::make();
    form.bands = {{Quantity::of(5), eur(605)}, {Quantity::of(30), eur(1'210)}};
    form.per_kg = eur(10);
    return form;
}

/// What is wrong, as "pointer code".
std::vector<std::string> form_faults(const NewRate& form) {
    std::vector<std::string> told;
    const auto row = row_of(form);
    if (row.has_error()) {
        const Error error = row.error();
        for (const FieldError& field : error.fields()) {
            told.push_back(field.pointer + ' ' + field.code);
        }
    }
    return told;
}

using Told = std::vector<std::string>;

TEST(RateFormTest, BecomesARowAndAFormAgain) {
    NewRate form = sound();
    form.free_from = eur(50'000);
    form.name = Texts{"Kranas", "Crane"};
    const auto row = row_of(form);
    ASSERT_TRUE(row.has_value());
    EXPECT_EQ(row->bands[1].up_to_grams, 30'000);
    EXPECT_EQ(row->bands[1].price, 1'210);
    EXPECT_EQ(row->currency, "EUR");
    const NewRate again = form_of(*row);
    EXPECT_EQ(again.bands[0].up_to_kg, Quantity::of(5));
    EXPECT_EQ(again.bands[0].price, eur(605));
    EXPECT_EQ(again.free_from, eur(50'000));
    EXPECT_EQ(again.name->en, "Crane");
    EXPECT_EQ(again.estimate.has_value(), false);
}

TEST(RateFormTest, RefusesBandsThatDoNotGrowOrEndInTheMiddle) {
    NewRate form = sound();
    form.bands[1].up_to_kg = Quantity::of(5);
    EXPECT_EQ(form_faults(form), Told{"/bands/1/up_to_kg too_small"});
    form.bands[0].up_to_kg.reset();
    EXPECT_EQ(form_faults(form), Told{"/bands/0/up_to_kg required"});
}

TEST(RateFormTest, RefusesSeveralCurrencies) {
    NewRate form = sound();
    form.per_kg = Money{10, Currency("PLN")};
    form.free_from = eur(100);
    EXPECT_EQ(form_faults(form),
              (Told{"/per_kg currency_mismatch", "/free_from currency_mismatch"}));
}

TEST(RateFormTest, RefusesFieldsThatDoNotGoTogether) {
    NewRate form = sound();
    form.method = "pickup";
    form.bands.back().up_to_kg.reset();
    form.included_km = 5;
    form.assumed_km = 5;
    EXPECT_EQ(form_faults(form), (Told{"/method not_allowed", "/per_kg not_allowed",
                                       "/included_km not_allowed", "/assumed_km not_allowed"}));
    form = sound();
    form.carrier = "siuntos";
    form.per_km = eur(1);
    form.up_to_km = 5;
    EXPECT_EQ(form_faults(form), (Told{"/per_km not_allowed", "/up_to_km not_allowed"}));
}

TEST(RateFormTest, NeedsAPriceForWhatIsOfferedAndNoneForWhatIsNot) {
    NewRate form;
    form.zone_id = ZoneId::make();
    EXPECT_EQ(form_faults(form), Told{"/bands required"});
    form.offered = false;
    EXPECT_EQ(form_faults(form), Told{});
    EXPECT_EQ(row_of(form)->currency, std::nullopt);
}

TEST(RateFormTest, AChangeLeavesAloneWhatItDoesNotName) {
    NewRate form = sound();
    form.free_from = eur(100);
    RateChange change;
    change.per_kg = Change<Money>::clear();
    change.up_to_km = std::int32_t{50};
    apply(change, form);
    EXPECT_EQ(form.per_kg, std::nullopt);
    EXPECT_EQ(form.up_to_km, 50);
    EXPECT_EQ(form.free_from, eur(100));
    EXPECT_EQ(form.bands.size(), 2U);
}

} // namespace
} // namespace statybos::shipping
