#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <unordered_set>
#include <vector>

#include <statybos/error.hpp>
#include <statybos/ids.hpp>
#include <statybos/instant.hpp>
#include <statybos/percent.hpp>
#include <statybos/quantity.hpp>

namespace {

using namespace statybos;

TEST(QuantityTest, WritesNoTrailingZeros) {
    EXPECT_EQ(Quantity{14500}.to_string(), "14.5");
    EXPECT_EQ(Quantity{2000}.to_string(), "2");
    EXPECT_EQ(Quantity{100000}.to_string(), "100");
    EXPECT_EQ(Quantity{1}.to_string(), "0.001");
    EXPECT_EQ(Quantity{-2010}.to_string(), "-2.01");
    EXPECT_EQ(Quantity{0}.to_string(), "0");
}

TEST(QuantityTest, ReadsStrictly) {
    EXPECT_EQ(Quantity::parse("14.5"), Quantity{14500});
    EXPECT_EQ(Quantity::parse("14.500"), Quantity{14500});
    EXPECT_EQ(Quantity::parse("0"), Quantity{0});
    EXPECT_EQ(Quantity::parse("1000000000"), Quantity{Quantity::bound});
    for (const char* wrong : {"", "-1", "+1", "1.0001", "1e2", "1.", ".1", "01", " 1", "1 ",
                              "1000000000.001", "99999999999999999999999", "1,5", "١"}) {
        EXPECT_EQ(Quantity::parse(wrong), std::nullopt) << wrong;
    }
    EXPECT_EQ(Quantity::parse_signed("-2"), Quantity{-2000});
    EXPECT_EQ(Quantity::parse_signed("--2"), std::nullopt);
}

TEST(QuantityTest, ArithmeticIsChecked) {
    EXPECT_EQ(Quantity{1500} + Quantity{500}, Quantity{2000});
    EXPECT_EQ(Quantity{1500} - Quantity{2000}, Quantity{-500});
    EXPECT_EQ(Quantity::of(3), Quantity{3000});
    EXPECT_THROW(Quantity{INT64_MAX} + Quantity{1}, Failure);
    EXPECT_THROW(Quantity{INT64_MIN} - Quantity{1}, Failure);
    EXPECT_THROW(Quantity::of(INT64_MAX), Failure);
}

TEST(QuantityTest, KnowsItsSteps) {
    EXPECT_TRUE(Quantity{1500}.is_multiple_of({500}));
    EXPECT_TRUE(Quantity{0}.is_multiple_of({500}));
    EXPECT_FALSE(Quantity{1600}.is_multiple_of({500}));
    EXPECT_FALSE(Quantity{1000}.is_multiple_of({0}));
    EXPECT_FALSE(Quantity{1000}.is_multiple_of({-1}));
}

TEST(PercentTest, HasTwoDecimals) {
    EXPECT_EQ(Percent{2100}.to_string(), "21.00");
    EXPECT_EQ(Percent::parse("21"), Percent{2100});
    EXPECT_EQ(Percent::parse("0.05"), Percent{5});
    EXPECT_EQ(Percent::parse("1000"), Percent{100000});
    for (const char* wrong : {"", "-1", "21.001", "1000.01", "21%"}) {
        EXPECT_EQ(Percent::parse(wrong), std::nullopt) << wrong;
    }
}

constexpr std::array<std::uint8_t, 8> zeros{};
constexpr std::array<std::uint8_t, 8> ones{255, 255, 255, 255, 255, 255, 255, 255};

TEST(UuidTest, ReadsBothCasesAndWritesLower) {
    const auto id = Uuid::parse("0192F3A4-5b6c-7d8e-8f90-a1b2c3d4e5f6");
    ASSERT_TRUE(id.has_value());
    EXPECT_EQ(id->to_string(), "0192f3a4-5b6c-7d8e-8f90-a1b2c3d4e5f6");
    EXPECT_EQ(id->milliseconds(), 0x0192F3A45B6C);
}

TEST(UuidTest, RefusesEveryOtherForm) {
    for (const char* wrong :
         {"", "0192f3a4", "0192f3a45b6c7d8e8f90a1b2c3d4e5f6", "0192f3a4-5b6c-7d8e-8f90-a1b2c3d4e5f",
          "0192f3a4-5b6c-7d8e-8f90-a1b2c3d4e5f66", "{192f3a4-5b6c-7d8e-8f90-a1b2c3d4e5f6",
          "g192f3a4-5b6c-7d8e-8f90-a1b2c3d4e5f6", "0192f3a4 5b6c-7d8e-8f90-a1b2c3d4e5f6"}) {
        EXPECT_EQ(Uuid::parse(wrong), std::nullopt) << wrong;
    }
}

TEST(UuidTest, VersionSevenCarriesTimeVersionAndVariant) {
    // Later than every other identifier of this process, so that monotonicity does not move it.
    constexpr std::int64_t far = 4'000'000'000'000'500;
    const Uuid id = Uuid::v7(far, ones);
    EXPECT_EQ(id.milliseconds(), far / 1000);
    EXPECT_EQ(id.to_string().substr(14, 4), "7800"); // half a millisecond in twelve bits
    EXPECT_EQ(id.to_string().substr(19), "bfff-ffffffffffff");
}

TEST(UuidTest, IsMonotonicWhenTheClockGoesBack) {
    Uuid last = Uuid::v7(5'000'000'000'000'000, ones);
    for (int i = 0; i < 10'000; ++i) {
        const Uuid next = Uuid::v7(1'000'000, zeros);
        ASSERT_LT(last, next);
        ASSERT_LT(last.to_string(), next.to_string());
        last = next;
    }
}

TEST(UuidTest, IsUniqueAmongThreads) {
    std::vector<std::vector<Uuid>> made(4);
    std::vector<std::thread> threads;
    for (auto& mine : made) {
        threads.emplace_back([&mine] {
            for (int i = 0; i < 5000; ++i) {
                mine.push_back(Uuid::v7(0, zeros));
            }
        });
    }
    std::set<Uuid> all;
    for (std::size_t i = 0; i < threads.size(); ++i) {
        threads[i].join();
        EXPECT_TRUE(std::is_sorted(made[i].begin(), made[i].end()));
        all.insert(made[i].begin(), made[i].end());
    }
    EXPECT_EQ(all.size(), 20'000U);
}

STATYBOS_ID(ShipmentId)
static_assert(!std::is_convertible_v<ShipmentId, ProductId>);
static_assert(!std::is_constructible_v<ProductId, Uuid> || std::is_aggregate_v<ProductId>);
static_assert(std::is_trivially_copyable_v<ShipmentId> && sizeof(ShipmentId) == 16);

TEST(StrongIdTest, IsOrderedHashableAndText) {
    const ShipmentId a = ShipmentId::make();
    const ShipmentId b = ShipmentId::make();
    EXPECT_LT(a, b);
    EXPECT_EQ(ShipmentId::parse(a.to_string()), a);
    EXPECT_EQ(ShipmentId::parse("x"), std::nullopt);
    EXPECT_TRUE(ShipmentId{}.is_nil());
    EXPECT_EQ((std::unordered_set<ShipmentId>{a, b, a}.size()), 2U);
}

TEST(InstantTest, ReadsAndWritesRfc3339) {
    struct Case {
        const char* text;
        const char* written;
    };
    const Case cases[] = {
        {"2026-11-22T12:00:00Z", "2026-11-22T12:00:00Z"},
        {"2026-11-22t12:00:00.5z", "2026-11-22T12:00:00.500000Z"},
        {"2026-11-22T14:00:00+02:00", "2026-11-22T12:00:00Z"},
        {"2026-11-22T00:30:00+05:30", "2026-11-21T19:00:00Z"},
        {"2026-11-22 12:00:00.123456+00", "2026-11-22T12:00:00.123456Z"},
        {"2026-11-22 12:00:00-03", "2026-11-22T15:00:00Z"},
        {"1900-01-01 00:00:00+01:24:36", "1899-12-31T22:35:24Z"},
        {"2024-02-29T23:59:59.999999Z", "2024-02-29T23:59:59.999999Z"},
        {"1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"},
        {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"},
        {"9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"},
    };
    for (const Case& c : cases) {
        const auto instant = Instant::parse(c.text);
        ASSERT_TRUE(instant.has_value()) << c.text;
        EXPECT_EQ(instant->to_string(), c.written);
        EXPECT_EQ(Instant::parse(c.written), instant);
    }
    EXPECT_EQ(Instant::parse("1970-01-01T00:00:00Z")->us, 0);
    EXPECT_EQ(Instant::parse("2026-11-22T12:00:00Z")->seconds(), 1'795'348'800);
}

TEST(InstantTest, RefusesWhatIsNoInstant) {
    for (const char* wrong : {"",
                              "2026-11-22",
                              "2026-11-22T12:00:00",
                              "2026-02-29T00:00:00Z",
                              "2026-13-01T00:00:00Z",
                              "2026-00-01T00:00:00Z",
                              "2026-01-00T00:00:00Z",
                              "2026-01-01T24:00:00Z",
                              "2026-01-01T00:60:00Z",
                              "2026-01-01T00:00:60Z",
                              "2026-01-01T00:00:00.Z",
                              "2026-01-01T00:00:00.1234567Z",
                              "2026-01-01T00:00:00+",
                              "2026-01-01T00:00:00+2",
                              "2026-01-01T00:00:00ZZ",
                              "26-01-01T00:00:00Z",
                              "0000-01-01T00:00:00Z",
                              "infinity",
                              "0001-01-01T00:00:00+01:00",
                              "9999-12-31T23:59:59-01:00",
                              "+2026-01-01T00:00:00Z"}) {
        EXPECT_EQ(Instant::parse(wrong), std::nullopt) << wrong;
    }
}

TEST(InstantTest, WritesTheNearestInstantWithinTheYearsThatTextHas) {
    EXPECT_EQ(Instant{INT64_MAX}.to_string(), "9999-12-31T23:59:59.999999Z");
    EXPECT_EQ(Instant{INT64_MIN}.to_string(), "0001-01-01T00:00:00Z");
    EXPECT_EQ(Instant{-1}.seconds(), -1);
    EXPECT_EQ(Instant{-1'000'000}.seconds(), -1);
}

} // namespace
