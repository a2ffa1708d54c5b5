#include "service/reference_rules.hpp"

#include <gtest/gtest.h>

#include <statybos/testing/fake_host.hpp>

namespace statybos::bank_transfer {
namespace {

class ReferenceRulesTest : public ::testing::Test {
    statybos::testing::FakeHost host_; // its tables have the digest
};

// The example of the standard's guide: RF18 5390 0754 7034.
TEST_F(ReferenceRulesTest, HasTheCheckDigitsOfIso11649) {
    EXPECT_EQ(with_check_digits("539007547034"), "RF18539007547034");
    EXPECT_TRUE(has_right_check_digits("RF18539007547034"));
    EXPECT_TRUE(has_right_check_digits("RF712348231"));
    EXPECT_TRUE(has_right_check_digits(with_check_digits("ABC123")));
}

TEST_F(ReferenceRulesTest, SeesOneWrongOrTwoExchangedDigits) {
    const std::string right = "RF18539007547034";
    for (std::size_t i = 2; i < right.size(); ++i) {
        std::string wrong = right;
        wrong[i] = wrong[i] == '9' ? '0' : static_cast<char>(wrong[i] + 1);
        EXPECT_FALSE(has_right_check_digits(wrong)) << wrong;
        if (i + 1 < right.size() && right[i] != right[i + 1]) {
            wrong = right;
            std::swap(wrong[i], wrong[i + 1]);
            EXPECT_FALSE(has_right_check_digits(wrong)) << wrong;
        }
    }
    for (const char* text : {"", "RF18", "rf18539007547034", "XX18539007547034", "RF18 5390"}) {
        EXPECT_FALSE(has_right_check_digits(text)) << text;
    }
}

TEST_F(ReferenceRulesTest, GivesAPaymentItsReferenceEachTime) {
    const PaymentId one = PaymentId::make();
    const PaymentId two = PaymentId::make();
    EXPECT_EQ(reference_of(one), reference_of(one));
    EXPECT_NE(reference_of(one), reference_of(two));
    EXPECT_EQ(reference_of(one).size(), 4 + reference_digits);
    EXPECT_TRUE(has_right_check_digits(reference_of(one)));
}

TEST_F(ReferenceRulesTest, FindsItInWhatPeopleWrite) {
    const std::string reference = reference_of(PaymentId::make());
    EXPECT_EQ(reference_in(reference), reference);
    EXPECT_EQ(reference_in("Užsakymas " + reference + ", ačiū"), reference);
    EXPECT_EQ(reference_in("perf. rf" + reference.substr(2, 5) + "-" + reference.substr(7)),
              reference);
    std::string wrong = reference;
    wrong.back() = wrong.back() == '9' ? '0' : static_cast<char>(wrong.back() + 1);
    EXPECT_EQ(reference_in(wrong), std::nullopt);
    EXPECT_EQ(reference_in(wrong + " " + reference), reference);
    EXPECT_EQ(reference_in("RF"), std::nullopt);
    EXPECT_EQ(reference_in(""), std::nullopt);
}

} // namespace
} // namespace statybos::bank_transfer
