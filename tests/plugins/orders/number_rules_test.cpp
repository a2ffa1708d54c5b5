#include "service/number_rules.hpp"

#include <array>

#include <gtest/gtest.h>

namespace statybos::orders {
namespace {

TEST(PurchaseNumberTest, IsFortyBitsInBase32) {
    EXPECT_EQ(purchase_number(std::array<std::uint8_t, 5>{}), "P-0000-0000");
    EXPECT_EQ(purchase_number(std::array<std::uint8_t, 5>{255, 255, 255, 255, 255}), "P-ZZZZ-ZZZZ");
    EXPECT_EQ(purchase_number(std::array<std::uint8_t, 5>{0, 0, 0, 0, 1}), "P-0000-0001");
    EXPECT_EQ(purchase_number(std::array<std::uint8_t, 5>{0x80, 0, 0, 0, 0}), "P-G000-0000");
}

TEST(PurchaseNumberTest, HasNoLettersThatAreMistaken) {
    std::string all;
    for (int byte = 0; byte < 256; ++byte) {
        const auto b = static_cast<std::uint8_t>(byte);
        all += purchase_number(std::array<std::uint8_t, 5>{b, b, b, b, b}).substr(2);
    }
    EXPECT_EQ(all.find_first_of("ILOU"), std::string::npos);
}

TEST(NormalNumberTest, IsWhatAPersonMeant) {
    EXPECT_EQ(normal_number(" p-7k3m-9qxa-1 "), "P-7K3M-9QXA-1");
    EXPECT_EQ(normal_number(""), "");
}

} // namespace
} // namespace statybos::orders
