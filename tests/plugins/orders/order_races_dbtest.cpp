// Many want what few can have, all at the same moment: the only allowed outcome, every time.
#include <algorithm>
#include <latch>
#include <thread>

#include <gmock/gmock.h>

#include "plugins/orders/marketplace_fixture.hpp"

namespace statybos::orders {
namespace {

using ::testing::IsEmpty;

constexpr int repetitions = 20;

class OrderRacesTest : public MarketplaceTest {
protected:
    struct Wanted {
        const catalog::ProductSnapshot& product;
        Quantity quantity;
    };

    const catalog::ProductSnapshot& tiles() { return products.all[0]; }
    const catalog::ProductSnapshot& boiler() { return products.all[1]; }
    const catalog::ProductSnapshot& door() { return products.all[4]; }

    /// So much of it is on sale, and nothing is promised to anybody.
    void stock(const catalog::ProductSnapshot& product, const std::string& quantity) {
        database->as_owner().lease()->execute("UPDATE catalog.product SET on_hand = " + quantity +
                                              ", reserved = 0 WHERE id = '" +
                                              product.id.to_string() + "'");
    }

    /// A visitor of its own with this in the cart, in this order.
    Visitor visitor_with(const std::vector<Wanted>& wanted) {
        Visitor visitor{UserId::make(), std::nullopt};
        for (const Wanted& one : wanted) {
            EXPECT_TRUE(place->carts.add(ctx(), visitor, one.product.id, one.quantity).has_value());
        }
        return visitor;
    }

    CheckoutRequest checkout_of(const Visitor& visitor) {
        const auto cart = place->carts.show(ctx(), visitor);
        CheckoutRequest asked;
        for (const users::VendorSnapshot& vendor : cart->vendors) {
            asked.shipping.push_back({vendor.id, "delivery", {}, {}});
        }
        asked.billing.name = "Petras";
        asked.payment = {"test", "tok_ok", {}};
        return asked;
    }

    /// All order their carts at once. How many got an order; the others were told that there is
    /// not enough left.
    std::ptrdiff_t race(const std::vector<Visitor>& crowd) {
        std::vector<CheckoutRequest> asked;
        for (const Visitor& visitor : crowd) {
            asked.push_back(checkout_of(visitor));
        }
        std::vector<std::string> told(crowd.size());
        std::latch start(static_cast<std::ptrdiff_t>(crowd.size()));
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < crowd.size(); ++i) {
            threads.emplace_back([&, i] {
                Request own(*database);
                start.arrive_and_wait();
                told[i] = answer_to(own.ctx(), crowd[i], asked[i]);
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        const auto won = std::count(told.begin(), told.end(), "");
        const auto lost = std::count(told.begin(), told.end(), "insufficient_stock");
        EXPECT_EQ(won + lost, std::ssize(told)) << ::testing::PrintToString(told);
        return won;
    }

    std::string answer_to(Ctx ctx, const Visitor& visitor, const CheckoutRequest& asked) {
        try {
            const auto placed = place->checkout.place(ctx, visitor, asked, {});
            return placed ? std::string() : placed.error().slug();
        } catch (const Failure& failure) {
            return failure.error().slug() + " was thrown";
        }
    }

    /// Thousandths on hand; nothing is promised any more.
    std::int64_t left_of(const catalog::ProductSnapshot& product) {
        const std::string row = " FROM catalog.product WHERE id = '" + product.id.to_string() + "'";
        EXPECT_EQ(single("SELECT (reserved * 1000)::bigint" + row), 0);
        return single("SELECT (on_hand * 1000)::bigint" + row);
    }

    /// Only winners left anything behind: no order, payment or charge of a loser is there.
    void expect_orders_of(std::ptrdiff_t winners, std::int64_t orders_each) {
        EXPECT_EQ(single("SELECT count(*) FROM orders.purchase WHERE status = 'placed'"), winners);
        EXPECT_EQ(single("SELECT count(*) FROM orders.purchase"), winners);
        EXPECT_EQ(single("SELECT count(*) FROM orders.\"order\" WHERE status = 'confirmed'"
                         " AND payment_status = 'paid'"),
                  winners * orders_each);
        EXPECT_EQ(single("SELECT count(*) FROM payments.payment WHERE status = 'paid'"), winners);
        EXPECT_EQ(single("SELECT count(*) FROM payments.test_charge"), winners);
        EXPECT_THAT(place->payments_side->faults(ctx()), IsEmpty());
    }
};

struct Scarcity {
    std::int64_t there = 0;
    std::size_t buyers = 0;
};

class ScarceGoodsTest : public OrderRacesTest, public ::testing::WithParamInterface<Scarcity> {};

TEST_P(ScarceGoodsTest, AreSoldAsOftenAsTheyAreThere) {
    const auto [there, buyers] = GetParam();
    for (int round = 1; round <= repetitions; ++round) {
        stock(door(), std::to_string(there));
        std::vector<Visitor> crowd;
        for (std::size_t i = 0; i < buyers; ++i) {
            crowd.push_back(visitor_with({{door(), {1'000}}}));
        }
        ASSERT_EQ(race(crowd), there) << "round " << round;
        ASSERT_EQ(left_of(door()), 0);
        // Whoever lost has the cart as it was.
        ASSERT_EQ(single("SELECT count(*) FROM orders.cart_line"),
                  round * (static_cast<std::int64_t>(buyers) - there));
        ASSERT_NO_FATAL_FAILURE(expect_orders_of(round * there, 1));
    }
}

INSTANTIATE_TEST_SUITE_P(Fifty, ScarceGoodsTest,
                         ::testing::Values(Scarcity{1, 50}, Scarcity{5, 50}), [](const auto& one) {
                             return "WantStockOf" + std::to_string(one.param.there);
                         });

TEST_F(OrderRacesTest, FractionsAreSharedOutToWhatNobodyCanHave) {
    for (int round = 1; round <= repetitions; ++round) {
        stock(tiles(), "14.5");
        std::vector<Visitor> crowd;
        for (std::size_t i = 0; i < 20; ++i) {
            crowd.push_back(visitor_with({{tiles(), {1'500}}}));
        }
        ASSERT_EQ(race(crowd), 9) << "round " << round;
        ASSERT_EQ(left_of(tiles()), 1'000);
        ASSERT_NO_FATAL_FAILURE(expect_orders_of(round * 9, 1));
    }
}

TEST_F(OrderRacesTest, CartsThatHoldTheSameGoodsInOppositeOrdersAllGetThem) {
    constexpr std::int64_t buyers = 24;
    for (int round = 1; round <= repetitions; ++round) {
        stock(boiler(), "24");
        stock(door(), "24");
        std::vector<Visitor> crowd;
        for (std::int64_t i = 0; i < buyers; ++i) {
            const Wanted one{boiler(), {1'000}};
            const Wanted other{door(), {1'000}};
            crowd.push_back(i % 2 == 0 ? visitor_with({one, other}) : visitor_with({other, one}));
        }
        ASSERT_EQ(race(crowd), buyers) << "round " << round;
        ASSERT_EQ(left_of(boiler()), 0);
        ASSERT_EQ(left_of(door()), 0);
        ASSERT_NO_FATAL_FAILURE(expect_orders_of(round * buyers, 2));
    }
}

TEST_F(OrderRacesTest, AllOfACartIsHadOrNothingOfIt) {
    for (int round = 1; round <= repetitions; ++round) {
        stock(boiler(), "100");
        stock(door(), "3");
        std::vector<Visitor> crowd;
        for (std::size_t i = 0; i < 12; ++i) {
            crowd.push_back(visitor_with({{boiler(), {2'000}}, {door(), {1'000}}}));
        }
        ASSERT_EQ(race(crowd), 3) << "round " << round;
        ASSERT_EQ(left_of(boiler()), 94'000);
        ASSERT_EQ(left_of(door()), 0);
        ASSERT_NO_FATAL_FAILURE(expect_orders_of(round * 3, 2));
    }
}

TEST_F(OrderRacesTest, RefundsAskedForWithOneKeyAreOne) {
    for (int round = 1; round <= repetitions; ++round) {
        stock(door(), "2");
        const Visitor visitor = visitor_with({{door(), {2'000}}});
        const auto placed = place->checkout.place(ctx(), visitor, checkout_of(visitor), {});
        ASSERT_TRUE(placed.has_value());
        RefundWish wish;
        wish.amount = eur(1'000);
        wish.reason = "test";
        wish.key = "key-" + std::to_string(round);
        const std::string order = placed->orders.front().id.to_string();
        std::vector<std::string> told(6);
        std::vector<std::thread> threads;
        for (std::string& mine : told) {
            threads.emplace_back([&] {
                Request own(*database);
                const auto given = place->orders.refund(own.ctx(), order, wish);
                mine = given ? given->id.to_string() : given.error().slug();
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        ASSERT_EQ(told, std::vector<std::string>(told.size(), told.front()));
        ASSERT_EQ(single("SELECT count(*) FROM orders.refund"), round);
        ASSERT_EQ(single("SELECT sum(amount)::bigint FROM payments.refund"), round * 1'000);
    }
}

} // namespace
} // namespace statybos::orders
