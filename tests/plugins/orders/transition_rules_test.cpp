#include "service/transition_rules.hpp"

#include <algorithm>
#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace statybos::orders {
namespace {

using enum OrderStatus;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::array every_status{pending,          confirmed, shipped,
                                  ready_for_pickup, completed, cancelled};

struct Case {
    OrderStatus from, to;
    Verdict buyer, vendor, admin;
};

constexpr auto yes = Verdict::allowed;
constexpr auto no = Verdict::forbidden;

constexpr std::array existing{
    Case{pending, cancelled, yes, yes, yes},
    Case{confirmed, shipped, no, yes, yes},
    Case{confirmed, ready_for_pickup, no, yes, yes},
    Case{confirmed, cancelled, no, yes, yes},
    Case{shipped, completed, yes, yes, yes},
    Case{ready_for_pickup, completed, yes, yes, yes},
};

const TransitionTable table = plain_transitions();

TEST(TransitionTest, ExistingOnesAreTheirs) {
    for (const Case& c : existing) {
        EXPECT_EQ(judge(table, c.from, c.to, Actor::buyer), c.buyer);
        EXPECT_EQ(judge(table, c.from, c.to, Actor::vendor), c.vendor);
        EXPECT_EQ(judge(table, c.from, c.to, Actor::admin), c.admin);
        EXPECT_EQ(judge(table, c.from, c.to, Actors()), Verdict::forbidden)
            << "support moves nothing";
    }
    EXPECT_EQ(table.size(), existing.size());
}

TEST(TransitionTest, EverythingElseIsImpossibleForEverybody) {
    const Actors everybody = Actors(Actor::buyer) | Actor::vendor | Actor::admin | Actor::system;
    for (const OrderStatus from : every_status) {
        for (const OrderStatus to : every_status) {
            const bool exists = std::any_of(existing.begin(), existing.end(), [&](const Case& c) {
                return c.from == from && c.to == to;
            });
            if (!exists && from != to) {
                EXPECT_EQ(judge(table, from, to, everybody), Verdict::impossible)
                    << enum_name(from) << " to " << enum_name(to);
            }
        }
    }
}

TEST(TransitionTest, TheSameStatusIsNoStep) {
    for (const OrderStatus status : every_status) {
        EXPECT_EQ(judge(table, status, status, Actors()), Verdict::same);
    }
}

TEST(TransitionTest, WhatMayFollowIsNamed) {
    EXPECT_THAT(next_of(table, pending), ElementsAre(cancelled));
    EXPECT_THAT(next_of(table, confirmed), ElementsAre(shipped, ready_for_pickup, cancelled));
    EXPECT_THAT(next_of(table, shipped), ElementsAre(completed));
    EXPECT_THAT(next_of(table, ready_for_pickup), ElementsAre(completed));
    EXPECT_THAT(next_of(table, completed), IsEmpty());
    EXPECT_THAT(next_of(table, cancelled), IsEmpty());
}

TEST(TransitionTest, OneWithTwoRolesActsInTheOneThatMay) {
    const Actors both = Actors(Actor::buyer) | Actor::vendor;
    EXPECT_EQ(acting_as(table, confirmed, shipped, both), Actor::vendor);
    EXPECT_EQ(acting_as(table, pending, cancelled, both), Actor::buyer);
    EXPECT_EQ(acting_as(table, confirmed, cancelled, Actor::admin), Actor::admin);
}

TEST(TransitionTest, AShopMayAddAStepOfItsOwn) {
    TransitionTable lenient = table;
    lenient.push_back({shipped, cancelled, {Actor::admin}});
    EXPECT_EQ(judge(lenient, shipped, cancelled, Actor::admin), Verdict::allowed);
    EXPECT_EQ(judge(lenient, shipped, cancelled, Actor::vendor), Verdict::forbidden);
    EXPECT_THAT(next_of(lenient, shipped), ElementsAre(completed, cancelled));
    EXPECT_EQ(judge(table, shipped, cancelled, Actor::admin), Verdict::impossible);
}

TEST(TransitionTest, OrdersMayCompleteByThemselves) {
    EXPECT_EQ(judge(table, shipped, completed, Actor::system), Verdict::allowed);
    EXPECT_EQ(judge(table, confirmed, shipped, Actor::system), Verdict::forbidden);
}

} // namespace
} // namespace statybos::orders
