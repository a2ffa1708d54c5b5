#include "service/distance_rules.hpp"

#include <gtest/gtest.h>

namespace statybos::shipping {
namespace {

constexpr Coordinates vilnius{54.6872, 25.2797};
constexpr Coordinates kaunas{54.8985, 23.9036};

TEST(DistanceTest, FollowsTheGreatCircle) {
    EXPECT_EQ(metres_between(vilnius, kaunas), 91'292);
    EXPECT_EQ(metres_between(kaunas, vilnius), 91'292);
    EXPECT_EQ(metres_between({0, 0}, {0, 1}), 111'195);
}

TEST(DistanceTest, OfOnePlaceIsNothingAndOfTheFarthestHalfTheEarth) {
    EXPECT_EQ(metres_between(vilnius, vilnius), 0);
    EXPECT_EQ(metres_between({90, 0}, {-90, 0}), 20'015'114);
    EXPECT_EQ(metres_between({0, 0}, {0, 180}), 20'015'114);
}

TEST(DistanceTest, NeedsBothCoordinates) {
    EXPECT_FALSE(coordinates_of(54.0, std::nullopt));
    EXPECT_FALSE(coordinates_of(std::nullopt, 25.0));
    EXPECT_TRUE(coordinates_of(0.0, 0.0));
}

} // namespace
} // namespace statybos::shipping
