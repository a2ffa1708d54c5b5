#include <statybos/contract.hpp>

#include <optional>

#include <gtest/gtest.h>

#include <statybos/testing/fake_host.hpp>

namespace {

using namespace statybos;

struct Parcel {
    std::uint32_t grams, length_mm;
};
STATYBOS_POD(Parcel, "Parcel{4,4}")

enum class Speed : std::uint8_t { slow, fast };
STATYBOS_ENUM(Speed, slow, fast)

struct Offer {
    std::string service;
    Money price;
    std::optional<std::uint32_t> days;
};
STATYBOS_RECORD(Offer, service, price, days)

struct Carrier {
    virtual ~Carrier() = default;
    virtual Result<std::vector<Offer>> offers(Ctx&, std::string_view postal_code,
                                              std::span<const Parcel> parcels) = 0;
    virtual Result<std::string> book(Ctx&, const OrderId& order, const Offer& offer,
                                     Speed speed) = 0;
    virtual Money cheapest(const std::vector<Offer>& offers, bool express) = 0;
    virtual void forget(std::int64_t number) = 0;
    virtual Result<std::optional<Offer>> find(Ctx&, const std::optional<Offer>& like) = 0;
};
STATYBOS_INTERFACE(Carrier, "test.carrier", 1, offers, book, cheapest, forget, find)

class Snail final : public Carrier {
public:
    Result<std::vector<Offer>> offers(Ctx&, std::string_view postal_code,
                                      std::span<const Parcel> parcels) override {
        std::uint32_t grams = 0;
        for (const Parcel& parcel : parcels) {
            grams += parcel.grams;
        }
        return std::vector<Offer>{{std::string(postal_code), eur(grams), grams / 1000}};
    }
    Result<std::string> book(Ctx&, const OrderId& order, const Offer& offer, Speed speed) override {
        if (speed == Speed::fast) {
            return Error(Errc::conflict, "too_slow", "a snail cannot").member("limit", "7");
        }
        if (offer.service == "throw failure") {
            throw Failure(Errc::unavailable, "asleep", "the snail sleeps");
        }
        if (offer.service == "throw int") {
            throw 42;
        }
        return order.to_string() + ' ' + offer.service;
    }
    Money cheapest(const std::vector<Offer>& offers, bool express) override {
        return express ? offers.back().price : offers.front().price;
    }
    void forget(std::int64_t number) override {
        if (number < 0) {
            throw std::runtime_error("a private detail");
        }
        forgotten = number;
    }
    Result<std::optional<Offer>> find(Ctx&, const std::optional<Offer>& like) override {
        return like;
    }

    std::int64_t forgotten = 0;
};

class ContractTest : public ::testing::Test {
protected:
    statybos::testing::FakeHost host;
    Ctx ctx = host.ctx();
    Snail snail;
    Proxy<Carrier> carrier{service_of<Carrier>(snail)};
};

TEST_F(ContractTest, CarriesPodsStringsAndRecords) {
    const Parcel parcels[] = {{700, 1}, {1300, 2}};
    const auto offers = carrier->offers(ctx, "LT-01100", parcels);
    ASSERT_TRUE(offers.has_value());
    ASSERT_EQ(offers->size(), 1u);
    EXPECT_EQ(offers->front().service, "LT-01100");
    EXPECT_EQ(offers->front().price, eur(2000));
    EXPECT_EQ(offers->front().days, 2u);
}

TEST_F(ContractTest, CarriesIdsAndEnums) {
    const OrderId order = OrderId::make();
    const auto booked = carrier->book(ctx, order, {"slow", eur(1), {}}, Speed::slow);
    EXPECT_EQ(*booked, order.to_string() + " slow");
}

TEST_F(ContractTest, CarriesPlainResultsAndOptionals) {
    const std::vector<Offer> offers = {{"a", eur(5), {}}, {"b", eur(9), {}}};
    EXPECT_EQ(carrier->cheapest(offers, false), eur(5));
    EXPECT_EQ(carrier->cheapest(offers, true), eur(9));
    EXPECT_FALSE(carrier->find(ctx, std::nullopt)->has_value());
    EXPECT_EQ((*carrier->find(ctx, Offer{"c", eur(3), 4u}))->days, 4u);
}

TEST_F(ContractTest, GivesAnExpectedRefusalAsAnError) {
    const auto booked = carrier->book(ctx, OrderId::make(), {}, Speed::fast);
    ASSERT_TRUE(booked.has_error());
    EXPECT_EQ(booked.error().code(), Errc::conflict);
    EXPECT_EQ(booked.error().slug(), "too_slow");
    EXPECT_EQ(booked.error().message(), "a snail cannot");
    EXPECT_EQ(booked.error().details(), R"({"limit":7})");
}

TEST_F(ContractTest, ThrowsOnTheCallersSideWhatTheCalleeThrew) {
    try {
        (void)carrier->book(ctx, OrderId::make(), {"throw failure", eur(0), {}}, Speed::slow);
        FAIL() << "nothing was thrown";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.error().code(), Errc::unavailable);
        EXPECT_EQ(failure.error().slug(), "asleep");
        EXPECT_FALSE(failure.error().hidden());
    }
    EXPECT_THROW((void)carrier->book(ctx, OrderId::make(), {"throw int", eur(0), {}}, Speed::slow),
                 Failure);
}

TEST_F(ContractTest, HidesTheTextOfAForeignException) {
    try {
        carrier->forget(-1);
        FAIL() << "nothing was thrown";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.error().code(), Errc::exception);
        EXPECT_TRUE(failure.error().hidden());
    }
    carrier->forget(7);
    EXPECT_EQ(snail.forgotten, 7);
}

struct Express final : Forward<Carrier> {
    Money cheapest(const std::vector<Offer>& offers, bool express) override {
        return next().cheapest(offers, express) + eur(100);
    }
};

TEST_F(ContractTest, DecoratesOneMethodAndForwardsTheOthers) {
    Express express;
    express.next_ = std::make_unique<Proxy<Carrier>>(service_of<Carrier>(snail));
    Proxy<Carrier> decorated(service_of<Carrier>(express));
    EXPECT_EQ(decorated->cheapest({{"a", eur(5), {}}}, false), eur(105));
    decorated->forget(11);
    EXPECT_EQ(snail.forgotten, 11);
}

// The same contract as another version of its header might have it.
namespace appended {
struct Carrier {
    virtual ~Carrier() = default;
    virtual Result<std::vector<Offer>> offers(Ctx&, std::string_view, std::span<const Parcel>) = 0;
    virtual Result<std::string> book(Ctx&, const OrderId&, const Offer&, Speed) = 0;
    virtual Money cheapest(const std::vector<Offer>&, bool) = 0;
    virtual void forget(std::int64_t) = 0;
    virtual Result<std::optional<Offer>> find(Ctx&, const std::optional<Offer>&) = 0;
    virtual void wake() = 0;
};
STATYBOS_INTERFACE(Carrier, "test.carrier", 1, offers, book, cheapest, forget, find, wake)
} // namespace appended

namespace changed {
struct Carrier {
    virtual ~Carrier() = default;
    virtual Result<std::vector<Offer>> offers(Ctx&, std::string_view, std::span<const Parcel>) = 0;
    virtual Result<std::string> book(Ctx&, const OrderId&, const Offer&, Speed) = 0;
    virtual Money cheapest(const std::vector<Offer>&, std::int32_t) = 0;
    virtual Result<void> forget(std::int64_t) = 0;
};
STATYBOS_INTERFACE(Carrier, "test.carrier", 1, offers, book, cheapest, forget)
} // namespace changed

namespace reordered {
struct Carrier {
    virtual ~Carrier() = default;
    virtual Result<std::string> book(Ctx&, const OrderId&, const Offer&, Speed) = 0;
    virtual Result<std::vector<Offer>> offers(Ctx&, std::string_view, std::span<const Parcel>) = 0;
};
STATYBOS_INTERFACE(Carrier, "test.carrier", 1, book, offers)
} // namespace reordered

constexpr auto& now = detail::Tabled<Carrier>::prefix.of;

TEST(SignatureHashTest, StaysWhenAMethodIsAppended) {
    for (std::size_t i = 0; i < 5; ++i) {
        EXPECT_EQ(detail::Tabled<appended::Carrier>::prefix.of[i], now[i]) << i;
    }
}

TEST(SignatureHashTest, DiffersFromTheFirstChangedMethodOn) {
    const auto& other = detail::Tabled<changed::Carrier>::prefix.of;
    EXPECT_EQ(other[0], now[0]);
    EXPECT_EQ(other[1], now[1]);
    EXPECT_NE(other[2], now[2]);
    EXPECT_NE(other[3], now[3]);
}

TEST(SignatureHashTest, DiffersWhenMethodsAreReordered) {
    const auto& other = detail::Tabled<reordered::Carrier>::prefix.of;
    EXPECT_NE(other[0], now[0]);
    EXPECT_NE(other[1], now[1]);
}

} // namespace
