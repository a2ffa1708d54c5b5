// Limits under concurrency: the only allowed outcome, every time.
#include <algorithm>

#include "plugins/vouchers/desk_fixture.hpp"

namespace statybos::vouchers {
namespace {

constexpr int repetitions = 20;
constexpr std::size_t crowd = 10;

class VoucherRacesTest : public DeskTest {
protected:
    /// How many of the crowd got a use; whoever did not was told voucher_used_up.
    static std::ptrdiff_t winners(const std::vector<std::string>& told) {
        const auto won = std::count(told.begin(), told.end(), "");
        EXPECT_EQ(won + std::count(told.begin(), told.end(), "voucher_used_up"),
                  static_cast<std::ptrdiff_t>(told.size()));
        return won;
    }

    static std::string told(const Result<void>& claimed) {
        return claimed ? std::string() : claimed.error().slug();
    }

    VoucherRow fresh(int round, std::optional<std::int32_t> total,
                     std::optional<std::int32_t> per_customer = {}) {
        Terms terms = limited(total, per_customer);
        terms.code = "LENKTYNES" + std::to_string(round);
        return given(terms);
    }
};

TEST_F(VoucherRacesTest, TenClaimOneRemainingUseAndOneGetsIt) {
    for (int round = 0; round < repetitions; ++round) {
        const VoucherRow voucher = fresh(round, 1);
        const auto all = together(crowd, [&](Ctx own, std::size_t i) {
            return told(claim(own, {voucher}, {}, {{}, std::to_string(i) + "@example.test"}));
        });
        ASSERT_EQ(winners(all), 1);
        ASSERT_EQ(used(voucher), 1);
        ASSERT_EQ(standing_uses(), round + 1);
    }
}

TEST_F(VoucherRacesTest, OneCustomerTenTimesAtOnceStaysWithinItsLimit) {
    for (int round = 0; round < repetitions; ++round) {
        const VoucherRow voucher = fresh(round, {}, 2);
        const UserId ona = UserId::make();
        // Half under the user, half as a guest under the user's address.
        const auto all = together(crowd, [&](Ctx own, std::size_t i) {
            return told(
                claim(own, {voucher}, {},
                      {i % 2 == 0 ? std::optional(ona) : std::nullopt, "ona@example.test"}));
        });
        ASSERT_EQ(winners(all), 2);
        ASSERT_EQ(used(voucher), 2);
    }
}

TEST_F(VoucherRacesTest, TwoVouchersClaimedInOppositeOrdersNeverWaitForEachOther) {
    for (int round = 0; round < repetitions; ++round) {
        const VoucherRow first = fresh(2 * round, 5);
        const VoucherRow second = fresh(2 * round + 1, 5);
        const auto all = together(crowd, [&](Ctx own, std::size_t i) {
            const auto vouchers =
                i % 2 == 0 ? std::vector{first, second} : std::vector{second, first};
            return told(claim(own, vouchers, {}, {{}, std::to_string(i) + "@example.test"}));
        });
        ASSERT_EQ(winners(all), 5);
        ASSERT_EQ(used(first), 5);
        ASSERT_EQ(used(second), 5);
    }
}

TEST_F(VoucherRacesTest, AUseToldBackTenTimesAtOnceGoesBackOnce) {
    for (int round = 0; round < repetitions; ++round) {
        const VoucherRow voucher = fresh(round, 3, 3);
        const Purchase kept;
        const Purchase off{PurchaseId::make(), {OrderId::make(), OrderId::make()}};
        ASSERT_TRUE(claim(voucher, kept).has_value());
        ASSERT_TRUE(claim(voucher, off).has_value());
        // Some tell of one order, some of the other, some of both.
        together(crowd, [&](Ctx own, std::size_t i) {
            give_back(own, off, i % 3 == 2 ? off.orders : std::vector{off.orders[i % 3]});
            return 0; // the results are no std::vector<bool>
        });
        ASSERT_EQ(used(voucher), 1);
        ASSERT_EQ(number("SELECT max(used) FROM vouchers.customer WHERE voucher_id = '" +
                         voucher.id.to_string() + "'"),
                  1);
        ASSERT_EQ(standing_uses(), round + 1);
    }
}

TEST_F(VoucherRacesTest, WhatGoesBackCanBeTakenAndNoMore) {
    for (int round = 0; round < repetitions; ++round) {
        const VoucherRow voucher = fresh(round, 5);
        std::vector<Purchase> taken(5);
        for (const Purchase& purchase : taken) {
            ASSERT_TRUE(claim(voucher, purchase).has_value());
        }
        const auto all = together(crowd, [&](Ctx own, std::size_t i) -> std::string {
            if (i < taken.size()) {
                give_back(own, taken[i], taken[i].orders);
                return "back";
            }
            return told(claim(own, {voucher}, {}));
        });
        ASSERT_EQ(used(voucher), std::count(all.begin(), all.end(), ""));
        ASSERT_LE(used(voucher), 5);
    }
}

TEST_F(VoucherRacesTest, ALimitThatIsLoweredMeanwhileIsNeverBelowWhatWasUsed) {
    for (int round = 0; round < repetitions; ++round) {
        const VoucherRow voucher = fresh(round, 10);
        const auto all = together(crowd, [&](Ctx own, std::size_t i) -> std::string {
            if (i == 5) {
                TermsChange change;
                change.limit_total = std::int32_t{3};
                const auto changed = services->vouchers.change(
                    own, {}, voucher.id, change, [](const VoucherRow&) { return Result<void>(); });
                return changed ? "lowered" : "kept";
            }
            return told(claim(own, {voucher}, {}, {{}, std::to_string(i) + "@example.test"}));
        });
        const auto won = std::count(all.begin(), all.end(), "");
        ASSERT_EQ(won, all[5] == "lowered" ? 3 : 9);
        ASSERT_EQ(used(voucher), won);
    }
}

} // namespace
} // namespace statybos::vouchers
