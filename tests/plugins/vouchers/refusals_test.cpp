// Every reason is a sentence in both languages.
#include <gtest/gtest.h>

#include <set>

#include "service/refusals.hpp"

namespace statybos::vouchers {
namespace {

TEST(RefusalsTest, EachReasonHasItsOwnWordsInBothLanguages) {
    std::set<std::string> said;
    for (const auto& [name, value] : enum_entries<Reason>) {
        for (const char* language : {"lt", "en"}) {
            const std::string message =
                message_of(static_cast<Reason>(value), language, eur(5'000));
            EXPECT_TRUE(said.insert(message).second) << name << ": " << message;
            EXPECT_GT(message.size(), 10u) << name;
        }
    }
}

TEST(RefusalsTest, AMinimumIsNamed) {
    EXPECT_EQ(message_of(Reason::voucher_minimum_not_met, "lt", eur(5'000)),
              "nuolaidos kodas galioja, kai jam tinkančių prekių yra bent už 50.00 EUR");
    EXPECT_EQ(message_of(Reason::voucher_minimum_not_met, "en", eur(5'000)),
              "the voucher holds once the goods that it is for come to 50.00 EUR");
}

} // namespace
} // namespace statybos::vouchers
