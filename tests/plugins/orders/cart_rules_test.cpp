#include "service/cart_rules.hpp"

#include <gtest/gtest.h>

namespace statybos::orders {
namespace {

Quantity quantity(std::string_view text) {
    return Quantity::parse(text).value();
}

struct JoinCase {
    const char* name;
    const char* one;
    const char* other;
    const char* available;
    const char* step;
    const char* joined;
};

class JoinedQuantity : public testing::TestWithParam<JoinCase> {};

TEST_P(JoinedQuantity, IsTheLargerWithinTheStock) {
    const JoinCase& c = GetParam();
    EXPECT_EQ(joined_quantity(quantity(c.one), quantity(c.other), quantity(c.available),
                              quantity(c.step)),
              quantity(c.joined));
    EXPECT_EQ(joined_quantity(quantity(c.other), quantity(c.one), quantity(c.available),
                              quantity(c.step)),
              quantity(c.joined));
}

INSTANTIATE_TEST_SUITE_P(Rules, JoinedQuantity,
                         testing::Values(JoinCase{"Larger", "1", "4", "5", "1", "4"},
                                         JoinCase{"InOneCartOnly", "0", "2", "5", "1", "2"},
                                         JoinCase{"AboveStock", "5", "3", "2", "1", "2"},
                                         JoinCase{"NothingLeft", "5", "3", "0", "1", "0"},
                                         JoinCase{"ByTheStep", "2.88", "0", "2", "1.44", "1.44"},
                                         JoinCase{"LessThanAStep", "2.88", "0", "1", "1.44", "0"}),
                         [](const auto& test) { return test.param.name; });

TEST(FloorToStepTest, AStepThatIsNoneGivesNothing) {
    EXPECT_EQ(floor_to_step(quantity("5"), Quantity{}), Quantity{});
    EXPECT_EQ(floor_to_step(quantity("5"), Quantity{-1}), Quantity{});
    EXPECT_EQ(floor_to_step(Quantity{-5000}, quantity("1")), Quantity{});
}

} // namespace
} // namespace statybos::orders
