// The text of the payment's QR code, by EPC069-12.
#include <gtest/gtest.h>

#include "service/epc_rules.hpp"

namespace statybos::documents {
namespace {

PayTo given_account() {
    return {"UAB Statybos", "LT12 1000 0111 0100 1000", "HABALT22", "P-7K2M-9QXA"};
}

TEST(EpcPayloadTest, HasItsFieldsInTheStandardsOrder) {
    EXPECT_EQ(epc_payload(given_account(), eur(18'150)),
              "BCD\n002\n1\nSCT\nHABALT22\nUAB Statybos\nLT121000011101001000\nEUR181.50\n\n"
              "\nP-7K2M-9QXA");
}

TEST(EpcPayloadTest, PutsACreditorReferenceInItsOwnField) {
    PayTo to = given_account();
    to.bic.reset();
    to.reference = "RF18 5390 0754 7034";
    EXPECT_EQ(epc_payload(to, eur(1)), "BCD\n002\n1\nSCT\n\nUAB Statybos\nLT121000011101001000\n"
                                       "EUR0.01\n\nRF18539007547034");
    to.reference = "RF19539007547034"; // its check digits are wrong: text, then
    EXPECT_EQ(epc_payload(to, eur(1)), "BCD\n002\n1\nSCT\n\nUAB Statybos\nLT121000011101001000\n"
                                       "EUR0.01\n\n\nRF19539007547034");
}

TEST(EpcPayloadTest, KeepsTextWithinItsField) {
    PayTo to = given_account();
    to.name = std::string("Ąžuolas\nir\tsūnūs ") + std::string(80, 'x');
    to.reference = "A\nB";
    const auto payload = epc_payload(to, eur(100));
    ASSERT_TRUE(payload.has_value());
    EXPECT_NE(payload->find("\nĄžuolas ir sūnūs " + std::string(53, 'x') + "\nLT12"),
              std::string::npos);
    EXPECT_TRUE(payload->ends_with("\n\n\nA B"));
}

TEST(EpcPayloadTest, IsLeftOutWhereTheStandardHasNoPlace) {
    const PayTo to = given_account();
    EXPECT_FALSE(epc_payload(to, eur(0)).has_value());
    EXPECT_FALSE(epc_payload(to, eur(-100)).has_value());
    EXPECT_FALSE(epc_payload(to, eur(100'000'000'000)).has_value());
    EXPECT_TRUE(epc_payload(to, eur(99'999'999'999)).has_value());
    EXPECT_FALSE(epc_payload(to, Money{100, Currency("USD")}).has_value());
    PayTo nowhere = to;
    nowhere.iban = "lt12";
    EXPECT_FALSE(epc_payload(nowhere, eur(100)).has_value());
    PayTo nobody = to;
    nobody.name.clear();
    EXPECT_FALSE(epc_payload(nobody, eur(100)).has_value());
}

} // namespace
} // namespace statybos::documents
