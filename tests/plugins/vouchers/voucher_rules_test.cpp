// What vouchers take off, to the cent, and why they do not.
#include <gmock/gmock.h>

#include "plugins/vouchers/samples.hpp"
#include "service/voucher_rules.hpp"

namespace statybos::vouchers {
namespace {

using orders::VoucherDiscount;
using orders::VoucherLine;
using orders::VoucherVerdict;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

const Instant noon = Instant::from_seconds(1'767'268'800);

class VoucherRulesTest : public ::testing::Test {
protected:
    /// All vouchers' codes in their order on all lines.
    VoucherVerdict judged() {
        orders::VoucherQuestion question;
        std::vector<MetVoucher> known;
        for (const VoucherRow& voucher : vouchers) {
            question.codes.push_back(voucher.code);
            known.push_back({voucher, used_by_customer});
        }
        question.lines = lines;
        return judge(question, known, noon, "en");
    }

    /// Cents off each line by the voucher of that code.
    std::vector<std::int64_t> off(const VoucherVerdict& verdict, const std::string& code) {
        std::vector<std::int64_t> cents(lines.size(), 0);
        for (const VoucherDiscount& discount : verdict.discounts) {
            std::int64_t sum = 0;
            for (const orders::LineDiscount& part : discount.lines) {
                sum += part.amount.minor;
                for (std::size_t i = 0; i < lines.size(); ++i) {
                    if (discount.code == code && lines[i].line_id == part.line_id) {
                        cents[i] += part.amount.minor;
                    }
                }
            }
            EXPECT_EQ(sum, discount.discount.minor) << discount.code;
        }
        return cents;
    }

    static std::vector<std::pair<std::string, std::string>> why(const VoucherVerdict& verdict) {
        std::vector<std::pair<std::string, std::string>> reasons;
        for (const orders::VoucherRefusal& refusal : verdict.refusals) {
            reasons.emplace_back(refusal.code, refusal.reason);
        }
        return reasons;
    }

    VendorId a = VendorId::make();
    VendorId b = VendorId::make();
    std::vector<VoucherRow> vouchers;
    std::vector<VoucherLine> lines;
    std::int32_t used_by_customer = 0;
};

TEST_F(VoucherRulesTest, AnAmountIsSplitByLargestRemainderAndTiesGoToTheEarlierLine) {
    vouchers = {money_off("VIENAS", 100)};
    lines = {goods(a, 1'000), goods(b, 1'000), goods(a, 1'000)};
    EXPECT_THAT(off(judged(), "VIENAS"), ElementsAre(34, 33, 33));
    lines = {goods(a, 1'001), goods(a, 1'999), goods(b, 3'000)};
    EXPECT_THAT(off(judged(), "VIENAS"), ElementsAre(17, 33, 50));
}

TEST_F(VoucherRulesTest, APercentageIsOfTheSumHalfUpAndThenSplit) {
    vouchers = {percent_off("DESIMT", 1'000)};
    lines = {goods(a, 105), goods(a, 105), goods(b, 105)};
    // 31.5 cents are 32; each line's own 10.5 would have made 33.
    EXPECT_THAT(off(judged(), "DESIMT"), ElementsAre(11, 11, 10));
}

TEST_F(VoucherRulesTest, AnAmountNeverExceedsTheGoodsThatItIsFor) {
    vouchers = {borne_by(a, money_off("DAUG", 100'000))};
    lines = {goods(a, 1'500), goods(b, 9'000), goods(a, 2)};
    EXPECT_THAT(off(judged(), "DAUG"), ElementsAre(1'500, 0, 2));
}

TEST_F(VoucherRulesTest, TheMarketplacesPercentageIsOfWhatTheVendorsVouchersLeave) {
    vouchers = {percent_off("RINKA", 1'000), borne_by(a, money_off("SAVAS", 2'100))};
    lines = {goods(a, 12'100), goods(b, 4'840)};
    const VoucherVerdict verdict = judged();
    EXPECT_THAT(off(verdict, "SAVAS"), ElementsAre(2'100, 0));
    EXPECT_THAT(off(verdict, "RINKA"), ElementsAre(1'000, 484));
    EXPECT_THAT(verdict.refusals, IsEmpty());
    ASSERT_EQ(verdict.discounts.size(), 2u);
    EXPECT_EQ(verdict.discounts[0].funded_by, VoucherFunder::vendor);
    EXPECT_EQ(verdict.discounts[0].vendor_id, a);
    EXPECT_EQ(verdict.discounts[1].funded_by, VoucherFunder::marketplace);
    EXPECT_EQ(verdict.discounts[1].discount, eur(1'484));
}

TEST_F(VoucherRulesTest, EveryVendorsVoucherStandsBesideTheOthers) {
    vouchers = {borne_by(a, percent_off("A15", 1'500)), borne_by(b, money_off("B5", 500)),
                money_off("RINKA", 1'000)};
    lines = {goods(a, 10'000), goods(b, 2'000)};
    const VoucherVerdict verdict = judged();
    EXPECT_THAT(off(verdict, "A15"), ElementsAre(1'500, 0));
    EXPECT_THAT(off(verdict, "B5"), ElementsAre(0, 500));
    EXPECT_THAT(off(verdict, "RINKA"), ElementsAre(850, 150));
}

TEST_F(VoucherRulesTest, OfTwoInOnePlaceTheLaterOneStands) {
    vouchers = {percent_off("PIRMAS", 5'000), borne_by(a, percent_off("SENAS", 5'000)),
                percent_off("ANTRAS", 1'000), borne_by(a, percent_off("NAUJAS", 1'000))};
    lines = {goods(a, 1'000)};
    const VoucherVerdict verdict = judged();
    EXPECT_THAT(why(verdict),
                ElementsAre(Pair("PIRMAS", "voucher_replaced"), Pair("SENAS", "voucher_replaced")));
    EXPECT_THAT(off(verdict, "NAUJAS"), ElementsAre(100));
    EXPECT_THAT(off(verdict, "ANTRAS"), ElementsAre(90));
}

TEST_F(VoucherRulesTest, OneThatDoesNotHoldReplacesNothing) {
    VoucherRow over = percent_off("BAIGESI", 5'000);
    over.ends_at = noon;
    vouchers = {percent_off("GERAS", 1'000), over};
    lines = {goods(a, 1'000)};
    const VoucherVerdict verdict = judged();
    EXPECT_THAT(why(verdict), ElementsAre(Pair("BAIGESI", "voucher_expired")));
    EXPECT_THAT(off(verdict, "GERAS"), ElementsAre(100));
}

TEST_F(VoucherRulesTest, HoldsFromItsFirstInstantUntilBeforeItsLast) {
    VoucherRow voucher = percent_off("LAIKAS", 1'000);
    voucher.starts_at = noon;
    voucher.ends_at = Instant{noon.us + 1};
    EXPECT_EQ(why_closed(voucher, Instant{noon.us - 1}), Reason::voucher_not_started);
    EXPECT_EQ(why_closed(voucher, noon), std::nullopt);
    EXPECT_EQ(why_closed(voucher, Instant{noon.us + 1}), Reason::voucher_expired);
}

TEST_F(VoucherRulesTest, IsUsedUpInAllOrByTheCustomer) {
    VoucherRow total = percent_off("VISI", 1'000);
    total.limit_total = total.used = 3;
    VoucherRow each = percent_off("KIEKVIENAS", 1'000);
    each.limit_per_customer = 2;
    vouchers = {total, borne_by(a, each)};
    lines = {goods(a, 1'000)};
    used_by_customer = 2;
    EXPECT_THAT(why(judged()), ElementsAre(Pair("VISI", "voucher_used_up"),
                                           Pair("KIEKVIENAS", "voucher_used_up")));
    used_by_customer = 1;
    vouchers[0].used = 2;
    EXPECT_THAT(why(judged()), IsEmpty());
}

TEST_F(VoucherRulesTest, TheMinimumIsOfTheGoodsThatItIsForBeforeAnyDiscount) {
    VoucherRow voucher = percent_off("NUO50", 1'000);
    voucher.minimum = 5'000;
    voucher.currency = "EUR";
    voucher.vendor_id = a;
    vouchers = {voucher, borne_by(a, money_off("SAVAS", 4'000))};
    lines = {goods(a, 4'999), goods(b, 90'000)};
    const VoucherVerdict below = judged();
    EXPECT_THAT(why(below), ElementsAre(Pair("NUO50", "voucher_minimum_not_met")));
    EXPECT_THAT(below.refusals.front().message, ::testing::HasSubstr("50.00 EUR"));
    EXPECT_EQ(below.refusals.front().vendor_id, a);
    lines[0].gross = eur(5'000);
    EXPECT_THAT(off(judged(), "NUO50"), ElementsAre(100, 0));
}

TEST_F(VoucherRulesTest, ACategoryReachesItsDescendantsAndNothingElse) {
    VoucherRow parent = percent_off("SILDYMAS", 1'000);
    parent.category = "sildymas";
    lines = {goods(a, 1'000), goods(a, 1'000)};
    lines[1].category = "plyteles";
    lines[1].categories = {"plyteles-ir-grindys", "plyteles"};
    vouchers = {parent};
    EXPECT_THAT(off(judged(), "SILDYMAS"), ElementsAre(100, 0));
    vouchers[0].category = "grindu-plyteles";
    EXPECT_THAT(why(judged()), ElementsAre(Pair("SILDYMAS", "voucher_not_applicable")));
}

TEST_F(VoucherRulesTest, WhatTakesNothingOffIsNotApplicable) {
    VoucherRow dollars = money_off("DOLERIAI", 500);
    dollars.currency = "USD";
    vouchers = {borne_by(b, percent_off("KITO", 1'000)), borne_by(a, percent_off("VISKAS", 10'000)),
                percent_off("LIKO", 1'000)};
    lines = {goods(a, 1'000)};
    EXPECT_THAT(why(judged()), ElementsAre(Pair("KITO", "voucher_not_applicable"),
                                           Pair("LIKO", "voucher_not_applicable")));
    vouchers = {dollars};
    EXPECT_THAT(why(judged()), ElementsAre(Pair("DOLERIAI", "voucher_not_applicable")));
    vouchers = {percent_off("MAZAS", 100)};
    lines = {goods(a, 4)};
    EXPECT_THAT(why(judged()), ElementsAre(Pair("MAZAS", "voucher_not_applicable")));
    lines.clear();
    EXPECT_THAT(why(judged()), ElementsAre(Pair("MAZAS", "voucher_not_applicable")));
}

TEST_F(VoucherRulesTest, ACodeOfNoVoucherIsUnknown) {
    orders::VoucherQuestion question;
    question.codes = {"NERA"};
    question.lines = {goods(a, 1'000)};
    const VoucherVerdict verdict = judge(question, {}, noon, "lt");
    EXPECT_THAT(why(verdict), ElementsAre(Pair("NERA", "voucher_unknown")));
    EXPECT_EQ(verdict.refusals.front().message, "tokio nuolaidos kodo nėra");
    EXPECT_THAT(verdict.discounts, IsEmpty());
}

TEST_F(VoucherRulesTest, DiscountsOfALineNeverExceedItsGross) {
    vouchers = {borne_by(a, percent_off("A", 9'999)), borne_by(b, money_off("B", 333)),
                money_off("RINKA", 1'000'000)};
    lines = {goods(a, 1), goods(b, 7), goods(a, 3), goods(b, 331), goods(a, 0)};
    const VoucherVerdict verdict = judged();
    std::vector<std::int64_t> sums(lines.size(), 0);
    for (const char* code : {"A", "B", "RINKA"}) {
        const auto cents = off(verdict, code);
        for (std::size_t i = 0; i < sums.size(); ++i) {
            sums[i] += cents[i];
        }
    }
    EXPECT_THAT(sums, ElementsAre(1, 7, 3, 331, 0));
}

} // namespace
} // namespace statybos::vouchers
