#include "phone_rules.hpp"

#include <gtest/gtest.h>

namespace statybos::sms_kannel {
namespace {

std::string number(std::string_view written) {
    return international_number(written, "370", {"8", "0"}).value_or("none");
}

TEST(PhoneRulesTest, NumbersAreUnderstoodAsPeopleWriteThem) {
    for (const char* written :
         {"+370 612 34567", "+37061234567", " +370-612-34567", "00370 61234567", "370 61234567",
          "8 612 34567", "861234567", "(8 612) 34567", "0 612 34567", "(0 612) 34567", "612 34567",
          "612.34.567", "8/612/34567"}) {
        EXPECT_EQ(number(written), "+37061234567") << written;
    }
}

TEST(PhoneRulesTest, NumbersOfOtherCountriesStayTheirs) {
    EXPECT_EQ(number("+44 20 7946 0018"), "+442079460018");
    EXPECT_EQ(number("00 48 512 345 678"), "+48512345678");
    EXPECT_EQ(international_number("0171 2345678", "49", {"0"}), "+491712345678");
    EXPECT_EQ(international_number("512 345 678", "48", {}), "+48512345678");
}

TEST(PhoneRulesTest, WhatIsNoNumberIsNone) {
    for (const char* written :
         {"", " ", "+", "112", "8 112", "+370", "abc", "61234567x", "+0 612 34567",
          "+1234567890123456", "00", "+370 612 34567\n", "+370+61234567", "٣٧٠٦١٢٣٤٥٦٧"}) {
        EXPECT_EQ(number(written), "none") << written;
    }
}

} // namespace
} // namespace statybos::sms_kannel
