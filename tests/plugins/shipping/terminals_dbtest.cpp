// Terminals in quotes, also while the operator replaces them.
#include <atomic>
#include <set>

#include "plugins/shipping/shipping_fixture.hpp"

namespace statybos::shipping {
namespace {

class TerminalsTest : public ShippingTest {
protected:
    TerminalsTest() {
        NewRate rate = flat(given_zone("Lietuva", {{"LT", {}}}), 363, "parcel_terminal");
        rate.bands = {{Quantity::of(30), eur(363)}};
        rate.carrier = "siuntos";
        given_rate(rate);
    }

    static std::string file(const std::string& rows) {
        return "code,name,street,city,postal_code,country,lat,lon\n" + rows;
    }
    Result<TerminalListRow> load(const std::string& rows, const std::string& carrier = "siuntos") {
        return services->terminals.load(ctx(), carrier, file(rows));
    }

    /// Ids of the terminals offered, in order.
    std::vector<std::string> offered(Ctx ctx, const ShippingQuestion& asked) {
        std::vector<std::string> ids;
        const auto quotes = services->quotes.quote(ctx, {asked}).value();
        for (const ShippingOption& option : quotes.front().options) {
            for (const PickupPoint& point : option.offer.pickup_points) {
                ids.push_back(point.id);
            }
        }
        return ids;
    }
    std::vector<std::string> offered(const ShippingQuestion& asked) {
        return offered(ctx(), asked);
    }

    static constexpr const char* three =
        "V1,Akropolis,Ozo g. 25,Vilnius,07150,LT,54.7101,25.2616\n"
        "K1,Mega,Islandijos pl. 32,Kaunas,47446,LT,54.9397,23.8876\n"
        "K2,Savas,Savanorių pr. 346,Kaunas,49423,LT,54.9135,23.9507\n";
};

using Ids = std::vector<std::string>;

TEST_F(TerminalsTest, AMethodWithoutTerminalsIsNotOffered) {
    EXPECT_EQ(prices(question(a)), Prices{});
    load(three).value();
    EXPECT_EQ(prices(question(a)), (Prices{{"parcel_terminal", 363}}));
    services->terminals.remove(ctx(), "siuntos").value();
    EXPECT_EQ(prices(question(a)), Prices{});
    EXPECT_EQ(services->terminals.remove(ctx(), "siuntos").error().code(), Errc::not_found);
}

TEST_F(TerminalsTest, ThoseOfTheBuyersCityComeFirstThenByDistance) {
    load(std::string(three) + "R1,Origo,Stacijas 2,Rīga,1050,LV,56.9470,24.1207\n").value();
    EXPECT_EQ(offered(question(a, address("kaunas", "50172"))),
              (Ids{"siuntos:K1", "siuntos:K2", "siuntos:V1"}));
    auto near = question(a, address("Kaunas", "50172"));
    near.address->lat = 54.91;
    near.address->lon = 23.95;
    EXPECT_EQ(offered(near), (Ids{"siuntos:K2", "siuntos:K1", "siuntos:V1"}));
}

TEST_F(TerminalsTest, OnlyTheNearestAreShownButAnyOneMayBeChosen) {
    load(std::string(three) + "Z1,Akmenė,Stoties 1,Akmenė,85001,LT,,\n").value();
    EXPECT_EQ(offered(question(a, address("Kaunas", "50172"))).size(), 3U);
    auto chosen = question(a);
    chosen.method = "parcel_terminal";
    chosen.pickup_point_id = "siuntos:Z1";
    EXPECT_EQ(offered(chosen), Ids{"siuntos:Z1"});
    chosen.pickup_point_id = "siuntos:nowhere";
    EXPECT_EQ(offered(chosen).size(), 3U);
}

TEST_F(TerminalsTest, ATerminalDecidesWhatTheWayThereCostsAndNoOther) {
    const ZoneId latvia = given_zone("Latvija", {{"LV", {}}});
    NewRate there = flat(latvia, 726, "parcel_terminal");
    there.carrier = "siuntos";
    given_rate(there);
    given_rate(flat(latvia, 2'420));
    load(std::string(three) + "R1,Origo,Stacijas 2,Rīga,1050,LV,56.9470,24.1207\n").value();
    auto chosen = question(a);
    chosen.pickup_point_id = "siuntos:R1";
    EXPECT_EQ(prices(chosen), (Prices{{"parcel_terminal", 726}}));
    auto abroad = question(a, address("Rīga", "LV-1050", "LV"));
    abroad.pickup_point_id = "siuntos:K1";
    EXPECT_EQ(prices(abroad), (Prices{{"delivery", 2'420}, {"parcel_terminal", 363}}));
}

TEST_F(TerminalsTest, HeavierParcelsThanTheLimitDoNotGo) {
    load(three).value();
    auto heavy = question(a);
    heavy.lines.front().weight_grams = 30'000;
    EXPECT_EQ(prices(heavy).size(), 1U);
    heavy.lines.front().weight_grams = 30'001;
    EXPECT_EQ(prices(heavy).size(), 0U);
}

TEST_F(TerminalsTest, AFileWithMistakesChangesNothing) {
    load(three).value();
    EXPECT_EQ(load("X1,,,,,,,\n").error().slug(), "validation_failed");
    EXPECT_EQ(load("").error().slug(), "validation_failed");
    EXPECT_EQ(offered(question(a)).size(), 3U);
    EXPECT_EQ(services->terminals.lists(ctx()).front().terminals, 3);
}

TEST_F(TerminalsTest, OneCarriersListLeavesTheOthersAlone) {
    load(three).value();
    load("V1,Kitas,Gedimino pr. 1,Vilnius,01103,LT,,\n", "kiti").value();
    load("K9,Naujas,Taikos pr. 1,Kaunas,50172,LT,,\n").value();
    EXPECT_EQ(offered(question(a)), Ids{"siuntos:K9"});
    EXPECT_EQ(services->terminals.list(ctx(), {"kiti", {}, {}}, "", 10).size(), 1U);
}

TEST_F(TerminalsTest, ArePagedByTheirIds) {
    load(three).value();
    const auto first = services->terminals.list(ctx(), {}, "", 2);
    ASSERT_EQ(first.size(), 2U);
    const auto rest = services->terminals.list(ctx(), {}, terminal_id(first.back()), 2);
    ASSERT_EQ(rest.size(), 1U);
    EXPECT_EQ(rest.front().code, "V1");
    EXPECT_TRUE(services->terminals.list(ctx(), {}, "zzz", 2).empty());
}

// Three of one kind or three of the other, never a mixture and never none.
TEST_F(TerminalsTest, AQuoteSeesTheOldListOrTheNewOneWhileItIsReplaced) {
    const auto list = [](const std::string& kind) {
        std::string rows;
        for (const char* number : {"1", "2", "3"}) {
            rows += kind + number + ",N,S,Kaunas,50172,LT,,\n";
        }
        return rows;
    };
    load(list("old")).value();
    std::atomic<bool> done = false;
    std::thread operator_at_work([&] {
        Request own(*database);
        for (int i = 0; i < 40; ++i) {
            services->terminals.load(own.ctx(), "siuntos", file(list(i % 2 == 0 ? "new" : "old")))
                .value();
        }
        done = true;
    });
    std::set<Ids> seen;
    while (!done) {
        seen.insert(offered(question(a)));
    }
    operator_at_work.join();
    seen.insert(offered(question(a)));
    const Ids old{"siuntos:old1", "siuntos:old2", "siuntos:old3"};
    const Ids fresh{"siuntos:new1", "siuntos:new2", "siuntos:new3"};
    for (const Ids& ids : seen) {
        EXPECT_TRUE(ids == old || ids == fresh) << ids.size();
    }
    EXPECT_TRUE(seen.contains(old));
}

TEST_F(TerminalsTest, OfTwoListsAtTheSameMomentOneIsTheLast) {
    for (int round = 0; round < 20; ++round) {
        std::vector<std::thread> operators;
        for (const char* kind : {"x", "y"}) {
            operators.emplace_back([&, kind] {
                Request own(*database);
                services->terminals
                    .load(own.ctx(), "siuntos",
                          file(std::string(kind) + "1,N,S,C,1,LT,,\n" + kind + "2,N,S,C,1,LT,,\n"))
                    .value();
            });
        }
        for (std::thread& one : operators) {
            one.join();
        }
        const Ids ids = offered(question(a));
        EXPECT_TRUE((ids == Ids{"siuntos:x1", "siuntos:x2"}) ||
                    (ids == Ids{"siuntos:y1", "siuntos:y2"}));
    }
}

} // namespace
} // namespace statybos::shipping
