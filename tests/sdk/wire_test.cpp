#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include <statybos/error.hpp>
#include <statybos/wire.hpp>
#include <statybos/wire_signature.hpp>

#include "sdk/sample_records.hpp"

namespace {

using namespace statybos;
using sample::Everything;

template <class T>
std::string written(const T& value) {
    WireWriter writer;
    wire_write(writer, value);
    return std::string(writer.bytes());
}

template <class T>
bool read(std::string_view bytes, T& value) {
    // Of exactly that size, so that a sanitizer sees a step beyond.
    const std::vector<char> exact(bytes.begin(), bytes.end());
    WireReader reader(std::string_view(exact.data(), exact.size()));
    return wire_read(reader, value);
}

template <class T>
T again(const T& value) {
    T out{};
    EXPECT_TRUE(read(written(value), out));
    return out;
}

struct Parcel {
    std::uint32_t grams = 0;
    std::uint32_t length_mm = 0;
    friend bool operator==(const Parcel&, const Parcel&) = default;
};
STATYBOS_POD(Parcel, "Parcel{u4,u4}")

namespace older {
struct Offer {
    std::string service;
    std::int64_t price = 0;
};
STATYBOS_RECORD(Offer, service, price)
} // namespace older

struct Offer {
    std::string service;
    std::int64_t price = 0;
    std::uint32_t days = 3;
    std::vector<std::string> notes;
};
STATYBOS_RECORD(Offer, service, price, days, notes)

struct Tree {
    std::vector<Tree> children;
};
STATYBOS_RECORD(Tree, children)

TEST(WireTest, BringsEveryKindOfFieldAcross) {
    EXPECT_EQ(again(sample::everything()), sample::everything());
    EXPECT_EQ(again(Everything{}), Everything{});
    EXPECT_EQ(again(std::vector<Parcel>{{1, 2}, {3, 4}}), (std::vector<Parcel>{{1, 2}, {3, 4}}));
    EXPECT_EQ(again(std::optional<Money>(eur(5))), eur(5));
    EXPECT_EQ(again(std::optional<Money>()), std::nullopt);
    Change<std::string> change("x");
    EXPECT_EQ(again(change), change);
    EXPECT_EQ(again(Change<std::string>()), Change<std::string>());
}

TEST(WireTest, GoesOnWhereTheStackEnds) {
    const std::vector<std::string> long_list(1000, std::string(37, 'x'));
    EXPECT_EQ(again(long_list), long_list);
}

TEST(WireTest, AnOlderReaderSkipsTheFieldsItDoesNotKnow) {
    const std::vector<Offer> offers{{"a", 1, 2, {"n"}}, {"b", 2, 3, {}}};
    std::vector<older::Offer> out;
    ASSERT_TRUE(read(written(offers), out));
    ASSERT_EQ(out.size(), 2U);
    EXPECT_EQ(out[1].service, "b");
    EXPECT_EQ(out[1].price, 2);
}

TEST(WireTest, ANewerReaderKeepsItsDefaults) {
    Offer out;
    ASSERT_TRUE(read(written(older::Offer{"a", 1}), out));
    EXPECT_EQ(out.service, "a");
    EXPECT_EQ(out.days, 3U);
    EXPECT_TRUE(out.notes.empty());
}

TEST(WireTest, RefusesWhatNoWriterWrites) {
    bool flag = false;
    EXPECT_FALSE(read(std::string("\x02", 1), flag));
    std::optional<bool> optional;
    EXPECT_FALSE(read(std::string("\x02\x01", 2), optional));
    sample::Unit unit{};
    EXPECT_FALSE(read(written(static_cast<sample::Unit>(3)), unit));
    Money money;
    std::string bytes = written(eur(1));
    bytes[8] = '"';
    EXPECT_FALSE(read(bytes, money));
    bytes = written(eur(1));
    bytes[15] = 'x';
    EXPECT_FALSE(read(bytes, money));
    Json json;
    EXPECT_FALSE(read(written(std::string("{")), json));
}

TEST(WireTest, RefusesAFalseCountWithoutAskingForMemory) {
    std::vector<std::string> texts;
    EXPECT_FALSE(read("\xFF\xFF\xFF\xFF" + std::string(100, '\0'), texts));
    std::vector<Money> money;
    EXPECT_FALSE(read("\x02" + std::string(30, '\0'), money));
    std::map<std::string, std::int64_t> map;
    EXPECT_FALSE(read("\xFF\xFF\xFF\x7F" + std::string(100, '\0'), map));
}

TEST(WireTest, DepthIsBounded) {
    Tree tree;
    for (int i = 0; i < 50; ++i) {
        Tree parent;
        parent.children.push_back(std::move(tree));
        tree = std::move(parent);
    }
    Tree out;
    EXPECT_TRUE(read(written(tree), out));
    for (int i = 0; i < 20; ++i) {
        Tree parent;
        parent.children.push_back(std::move(tree));
        tree = std::move(parent);
    }
    EXPECT_FALSE(read(written(tree), out));
}

TEST(WireTest, EveryTruncationIsRefused) {
    const std::string whole = written(sample::everything());
    for (std::size_t size = 0; size < whole.size(); ++size) {
        Everything out;
        EXPECT_FALSE(read(std::string_view(whole).substr(0, size), out)) << size;
    }
}

TEST(WireTest, SurvivesFlippedBitsAndChanceBytes) {
    std::mt19937 random(20261122);
    const std::string whole = written(sample::everything());
    std::size_t accepted = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::string bytes = whole;
        for (unsigned flips = 1 + random() % 8; flips > 0; --flips) {
            bytes[random() % bytes.size()] ^= static_cast<char>(1U << random() % 8);
        }
        if (round % 4 == 0) {
            bytes.resize(random() % bytes.size());
        }
        Everything out;
        if (read(bytes, out)) {
            ++accepted;
            EXPECT_EQ(written(again(out)), written(out));
        }
    }
    EXPECT_GT(accepted, 0U);
    for (int round = 0; round < 5'000; ++round) {
        std::string bytes(random() % 200, '\0');
        for (char& byte : bytes) {
            byte = static_cast<char>(random() % 3 == 0 ? random() : 0);
        }
        Everything out;
        std::vector<Tree> trees;
        (void)read(bytes, out);
        (void)read(bytes, trees);
    }
}

template <class T>
constexpr std::uint64_t signature = wire_signature<T>(wire_hash_seed);

// Frozen: these numbers are in the tables of binaries that exist.
static_assert(signature<void> == 0x82A0708289CDD66CULL);
static_assert(signature<bool> == 0x585ACAB29D32DFB2ULL);
static_assert(signature<std::int32_t> == 0x2ADAB2192B2CFDB1ULL);
static_assert(signature<std::int64_t> == 0x2B03BA192B50105DULL);
static_assert(signature<std::uint32_t> == 0x4D2F5E193E883475ULL);
static_assert(signature<double> == 0xDD44C118FF5644B8ULL);
static_assert(signature<std::string> == 0x6BAC7748789C353FULL);
static_assert(signature<Money> == 0xF9E938867300DB5CULL);
static_assert(signature<ProductId> == 0x26AEC7EECC2BB0A1ULL);
static_assert(signature<sample::Unit> == 0x1F36BD369FF352C4ULL);
static_assert(signature<Parcel> == 0x22F2EB79F79D8C9EULL);
static_assert(signature<Offer> == 0x4CFB9FA159D4A39DULL);
static_assert(signature<std::vector<std::optional<Offer>>> == 0xDCC28CDB43D2A75DULL);

static_assert(signature<Offer> == signature<older::Offer>, "a record may grow");
static_assert(signature<long> == signature<std::int64_t>);
static_assert(signature<long long> == signature<std::int64_t>);
static_assert(signature<std::string_view> == signature<std::string>);
static_assert(signature<ProductId> != signature<OrderId>);
static_assert(signature<std::int32_t> != signature<std::uint32_t>);
static_assert(signature<std::optional<Money>> != signature<std::vector<Money>>);
static_assert(wire_signature<bool>(wire_signature<Money>(1)) !=
              wire_signature<Money>(wire_signature<bool>(1)));

} // namespace
