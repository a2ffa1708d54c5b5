#include "service/iban_rules.hpp"

#include <gtest/gtest.h>

namespace statybos::users {
namespace {

TEST(IbanTest, OfTheRegistrysExamples) {
    for (const char* iban :
         {"LT121000011101001000", "DE89370400440532013000", "GB29NWBK60161331926819",
          "NO9386011117947", "MT84MALT011000012345MTLCAST001S"}) {
        EXPECT_TRUE(is_iban(iban)) << iban;
    }
}

TEST(IbanTest, EveryWrongDigitIsNoticed) {
    const std::string good = "LT121000011101001000";
    for (std::size_t at = 2; at < good.size(); ++at) {
        std::string wrong = good;
        wrong[at] = wrong[at] == '9' ? '0' : static_cast<char>(wrong[at] + 1);
        EXPECT_FALSE(is_iban(wrong)) << wrong;
    }
}

TEST(IbanTest, OfAnotherFormIsNone) {
    for (const char* text :
         {"", "LT", "LT12100001110100", "lt121000011101001000", "LT12 1000 0111 0100 1000",
          "1T121000011101001000", "LTX21000011101001000", "LT12100001110100100Ž",
          "LT1210000111010010001000011101001000"}) {
        EXPECT_FALSE(is_iban(text)) << text;
    }
}

TEST(IbanTest, IsNormalWithoutBlanksInCapitals) {
    EXPECT_EQ(normal_iban("lt12 1000 0111 0100 1000"), "LT121000011101001000");
    EXPECT_EQ(normal_iban(" ž-1 "), "ž-1");
}

} // namespace
} // namespace statybos::users
