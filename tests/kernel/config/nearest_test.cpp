#include "config/nearest.hpp"

#include <gtest/gtest.h>

using namespace statybos::kernel::config;

namespace {

TEST(EditDistanceTest, CountsEachKindOfSlipOnce) {
    EXPECT_EQ(edit_distance("limit", "limit", 3), 0u);
    EXPECT_EQ(edit_distance("limt", "limit", 3), 1u);
    EXPECT_EQ(edit_distance("limiit", "limit", 3), 1u);
    EXPECT_EQ(edit_distance("lomit", "limit", 3), 1u);
    EXPECT_EQ(edit_distance("ilmit", "limit", 3), 1u);
    EXPECT_EQ(edit_distance("LIMIT", "limit", 3), 0u);
    EXPECT_EQ(edit_distance("", "abc", 3), 3u);
}

TEST(EditDistanceTest, StopsAboveTheLimit) {
    EXPECT_EQ(edit_distance("kitten", "sitting", 2), 3u);
    EXPECT_EQ(edit_distance("kitten", "sitting", 9), 3u);
    EXPECT_EQ(edit_distance(std::string(1000, 'a'), std::string(1000, 'a'), 5), 6u);
}

TEST(NearestTest, FindsTheMistypedName) {
    constexpr std::string_view known[] = {"limit", "deadline", "host", "port"};
    EXPECT_EQ(nearest("limt", known), "limit");
    EXPECT_EQ(nearest("dedline", known), "deadline");
    EXPECT_EQ(nearest("prot", known), "port");
    EXPECT_EQ(did_you_mean("Port", known), ", did you mean \"port\"?");
}

TEST(NearestTest, StaysSilentWhenNothingIsNear) {
    constexpr std::string_view known[] = {"limit", "on"};
    EXPECT_EQ(nearest("colour", known), "");
    EXPECT_EQ(nearest("zz", known), "");
    EXPECT_EQ(nearest("", known), "");
    EXPECT_EQ(did_you_mean("colour", {}), "");
}

} // namespace
