#include "service/search_rules.hpp"

#include <gtest/gtest.h>

namespace statybos::catalog {
namespace {

TEST(SearchWordsTest, WantsEveryWordAsABeginning) {
    EXPECT_EQ(search_words("Plytelės 60"), "plyteles:* & 60:*");
    EXPECT_EQ(search_words("  ŽALIA   čerpė\t"), "zalia:* & cerpe:*");
}

TEST(SearchWordsTest, HasNothingToLookForWithoutAWord) {
    for (const char* text : {"", "   ", "!?&|:*()", "\xFF\xFE"}) {
        EXPECT_EQ(search_words(text), std::nullopt) << text;
    }
}

// The operators of a tsquery, and what would end an SQL string.
TEST(SearchWordsTest, TakesNoOperatorFromThePerson) {
    EXPECT_EQ(search_words("a & !b | (c) <-> d:*"), "a:* & b:* & c:* & d:*");
    EXPECT_EQ(search_words("'; DROP TABLE x; --"), "drop:* & table:* & x:*");
}

TEST(SearchWordsTest, LooksAtTenWordsAtTheMost) {
    EXPECT_EQ(search_words("a b c d e f g h i j k"),
              "a:* & b:* & c:* & d:* & e:* & f:* & g:* & h:* & i:* & j:*");
}

} // namespace
} // namespace statybos::catalog
