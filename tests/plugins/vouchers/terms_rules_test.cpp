// What a voucher may say of itself.
#include <gmock/gmock.h>

#include "plugins/vouchers/samples.hpp"
#include "service/terms_rules.hpp"

namespace statybos::vouchers {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> faults(const Terms& terms, std::int32_t used = 0) {
    VoucherRow row;
    row.used = used;
    Error wrong;
    put_terms(terms, row, wrong);
    std::vector<std::string> found;
    for (const FieldError& field : wrong.fields()) {
        found.push_back(field.pointer + ' ' + field.code);
    }
    return found;
}

Terms ten_percent() {
    Terms terms;
    terms.code = "RUDUO10";
    terms.value.percent = Percent{1'000};
    return terms;
}

TEST(TermsRulesTest, ACodeIsTrimmedAndInCapitals) {
    EXPECT_EQ(normal_code(" \truduo-10_a\r\n"), "RUDUO-10_A");
    EXPECT_EQ(normal_code("   "), "");
    Terms terms = ten_percent();
    for (const char* wrong : {"", " ", "-RUDUO", "RUDUO 10", "ŽIEMA", "A/B", "A.B"}) {
        terms.code = wrong;
        EXPECT_THAT(faults(terms), ElementsAre("/code bad_format")) << wrong;
    }
    terms.code = std::string(40, 'a');
    EXPECT_THAT(faults(terms), IsEmpty());
    terms.code += 'a';
    EXPECT_THAT(faults(terms), ElementsAre("/code bad_format"));
}

TEST(TermsRulesTest, TheValueIsThatOfTheKind) {
    Terms terms = ten_percent();
    for (const int basis_points : {1, 10'000}) {
        terms.value.percent = Percent{basis_points};
        EXPECT_THAT(faults(terms), IsEmpty());
    }
    for (const int basis_points : {0, 10'001}) {
        terms.value.percent = Percent{basis_points};
        EXPECT_THAT(faults(terms), ElementsAre("/value bad_format"));
    }
    terms.value = {{}, eur(500)};
    EXPECT_THAT(faults(terms), ElementsAre("/value bad_format"));
    terms.kind = VoucherKind::fixed;
    EXPECT_THAT(faults(terms), IsEmpty());
    terms.value.amount = eur(0);
    EXPECT_THAT(faults(terms), ElementsAre("/value bad_format"));
    terms.value = {};
    EXPECT_THAT(faults(terms), ElementsAre("/value bad_format"));
}

TEST(TermsRulesTest, AllThatDoesNotFitIsToldAtOnce) {
    Terms terms;
    terms.code = "?";
    terms.funded_by = VoucherFunder::vendor;
    terms.starts_at = terms.ends_at = Instant::from_seconds(1);
    terms.limit_total = 2;
    EXPECT_THAT(faults(terms, 3),
                ElementsAre("/code bad_format", "/value bad_format", "/vendor_id required",
                            "/ends_at too_small", "/limit_total too_small"));
}

TEST(TermsRulesTest, ValueAndMinimumShareACurrency) {
    Terms terms = ten_percent();
    terms.minimum = Money{5'000, Currency("USD")};
    EXPECT_THAT(faults(terms), IsEmpty());
    terms.kind = VoucherKind::fixed;
    terms.value = {{}, eur(500)};
    EXPECT_THAT(faults(terms), ElementsAre("/minimum/currency currency_mismatch"));
}

TEST(TermsRulesTest, AVoucherKeepsWhatItsTermsSaid) {
    VoucherRow voucher = borne_by(VendorId::make(), money_off("PENKI", 500));
    voucher.minimum = 3'000;
    voucher.category = "katilai";
    voucher.limit_per_customer = 1;
    VoucherRow copy;
    Error wrong;
    put_terms(terms_of(voucher), copy, wrong);
    EXPECT_THAT(wrong.fields(), IsEmpty());
    EXPECT_EQ(copy.amount, 500);
    EXPECT_EQ(copy.minimum, 3'000);
    EXPECT_EQ(copy.currency, "EUR");
    EXPECT_EQ(copy.vendor_id, voucher.vendor_id);
    EXPECT_EQ(copy.category, "katilai");
    EXPECT_EQ(copy.limit_per_customer, 1);
}

TEST(TermsRulesTest, AChangeTouchesOnlyWhatItNames) {
    Terms terms = ten_percent();
    terms.limit_total = 5;
    terms.category = "katilai";
    TermsChange change;
    change.limit_total = Change<std::int32_t>::clear();
    change.value = VoucherValue{Percent{2'000}, {}};
    change.apply_to(terms);
    EXPECT_EQ(terms.limit_total, std::nullopt);
    EXPECT_EQ(terms.value.percent, Percent{2'000});
    EXPECT_EQ(terms.code, "RUDUO10");
    EXPECT_EQ(terms.category, "katilai");
}

} // namespace
} // namespace statybos::vouchers
