// Vouchers are made, changed and deleted, each by whom they belong to.
#include "plugins/vouchers/desk_fixture.hpp"

namespace statybos::vouchers {
namespace {

using ::testing::ElementsAre;

class VoucherServiceTest : public DeskTest {
protected:
    Result<VoucherRow> change(const Owner& owner, VoucherId id, const TermsChange& change) {
        return services->vouchers.change(ctx(), owner, id, change,
                                         [](const VoucherRow&) { return Result<void>(); });
    }

    Terms of_vendor(std::string code) {
        Terms terms = ten_percent(std::move(code));
        terms.funded_by = VoucherFunder::vendor;
        terms.vendor_id = vendor.id;
        return terms;
    }

    static std::vector<std::string> pointers(const Error& error) {
        std::vector<std::string> found;
        for (const FieldError& field : error.fields()) {
            found.push_back(field.pointer);
        }
        return found;
    }
};

TEST_F(VoucherServiceTest, KeepsWhatWasSaid) {
    Terms terms = of_vendor(" ziema-5 ");
    terms.kind = VoucherKind::fixed;
    terms.value = {{}, eur(500)};
    terms.category = category.id.to_string();
    terms.minimum = eur(3'000);
    terms.starts_at = Instant::from_seconds(1'767'225'600);
    terms.ends_at = Instant{1'769'904'000'000'001};
    terms.limit_total = 100;
    terms.limit_per_customer = 1;
    const VoucherRow made = given(terms);
    const auto kept = services->vouchers.get(ctx(), vendor.id, made.id);
    ASSERT_TRUE(kept.has_value());
    EXPECT_EQ(kept->code, "ZIEMA-5");
    EXPECT_EQ(kept->kind, VoucherKind::fixed);
    EXPECT_EQ(kept->amount, 500);
    EXPECT_EQ(kept->percent, std::nullopt);
    EXPECT_EQ(kept->currency, "EUR");
    EXPECT_EQ(kept->funded_by, VoucherFunder::vendor);
    EXPECT_EQ(kept->vendor_id, vendor.id);
    EXPECT_EQ(kept->category, "katilai");
    EXPECT_EQ(kept->minimum, 3'000);
    EXPECT_EQ(kept->starts_at, terms.starts_at);
    EXPECT_EQ(kept->ends_at, terms.ends_at);
    EXPECT_EQ(kept->limit_total, 100);
    EXPECT_EQ(kept->limit_per_customer, 1);
    EXPECT_EQ(kept->used, 0);
}

TEST_F(VoucherServiceTest, ACodeBelongsToOneVoucherAtATime) {
    const VoucherRow first = given(ten_percent("PAVASARIS"));
    const VoucherRow other = given(ten_percent("VASARA"));
    const auto taken = services->vouchers.create(ctx(), {}, ten_percent(" pavasaris"));
    EXPECT_TRUE(taken.error().is("code_taken"));
    EXPECT_EQ(taken.error().code(), Errc::conflict);
    TermsChange rename;
    rename.code = std::string("Pavasaris");
    EXPECT_TRUE(change({}, other.id, rename).error().is("code_taken"));
    EXPECT_TRUE(change({}, first.id, rename).has_value());
    ASSERT_TRUE(services->vouchers.remove(ctx(), {}, first.id).has_value());
    EXPECT_EQ(change({}, other.id, rename)->code, "PAVASARIS");
}

TEST_F(VoucherServiceTest, UnknownVendorOrCategoryIsInvalid) {
    Terms terms = ten_percent();
    terms.vendor_id = VendorId::make();
    terms.category = "no-such-category";
    const auto wrong = services->vouchers.create(ctx(), {}, terms);
    ASSERT_TRUE(wrong.has_error());
    EXPECT_TRUE(wrong.error().is("validation_failed"));
    EXPECT_THAT(pointers(wrong.error()), ElementsAre("/vendor_id", "/category"));
    EXPECT_EQ(number("SELECT count(*) FROM vouchers.voucher"), 0);
}

TEST_F(VoucherServiceTest, AVendorsOwnAreBorneByItAndForItsGoods) {
    Terms terms = of_vendor("SAVAS");
    terms.funded_by = VoucherFunder::marketplace;
    terms.vendor_id = VendorId::make();
    const auto wrong = services->vouchers.create(ctx(), vendor.id, terms);
    ASSERT_TRUE(wrong.has_error());
    EXPECT_THAT(pointers(wrong.error()), ElementsAre("/funded_by", "/vendor_id"));
    EXPECT_TRUE(services->vouchers.create(ctx(), vendor.id, of_vendor("SAVAS")).has_value());
}

TEST_F(VoucherServiceTest, AnothersVoucherIsNotFound) {
    const VoucherRow own = given(of_vendor("SAVAS"));
    Terms theirs = ten_percent("RINKOS");
    theirs.vendor_id = vendor.id;
    const VoucherRow marketplace = given(theirs);
    const VendorId stranger = VendorId::make();
    const auto unseen = [&](const Owner& owner, VoucherId id) {
        return services->vouchers.get(ctx(), owner, id).error().code() == Errc::not_found &&
               change(owner, id, {}).error().code() == Errc::not_found &&
               services->vouchers.remove(ctx(), owner, id).error().code() == Errc::not_found;
    };
    EXPECT_TRUE(unseen(stranger, own.id));
    // It is for the vendor's goods, but the marketplace bears it.
    EXPECT_TRUE(unseen(vendor.id, marketplace.id));
    EXPECT_TRUE(unseen({}, VoucherId::make()));
    EXPECT_EQ(services->vouchers.list(ctx(), stranger, {}, 10).size(), 0u);
    EXPECT_EQ(services->vouchers.list(ctx(), vendor.id, {}, 10).size(), 1u);
    EXPECT_EQ(services->vouchers.list(ctx(), {}, {}, 10).size(), 2u);
}

TEST_F(VoucherServiceTest, ListsPageByPageNewestFirst) {
    std::vector<VoucherId> made;
    for (const char* code : {"A", "B", "C"}) {
        made.push_back(given(ten_percent(code)).id);
    }
    std::vector<std::string> codes;
    std::optional<VoucherId> after;
    for (int page = 0; page < 4; ++page) {
        for (const VoucherRow& row : services->vouchers.list(ctx(), {}, after, 1)) {
            codes.push_back(row.code);
            after = row.id;
        }
    }
    std::sort(made.begin(), made.end());
    EXPECT_EQ(codes.size(), 3u);
    EXPECT_EQ(after, made.front());
}

TEST_F(VoucherServiceTest, ACheckSeesTheVoucherAndMayRefuse) {
    const VoucherRow voucher = given(ten_percent());
    TermsChange lower;
    lower.value = VoucherValue{Percent{500}, {}};
    const auto refused = services->vouchers.change(ctx(), {}, voucher.id, lower,
                                                   [](const VoucherRow& current) -> Result<void> {
                                                       EXPECT_EQ(current.percent, Percent{1'000});
                                                       return Error(Errc::stale, "stale", "as if");
                                                   });
    EXPECT_TRUE(refused.error().is("stale"));
    EXPECT_EQ(services->vouchers.get(ctx(), {}, voucher.id)->percent, Percent{1'000});
    EXPECT_EQ(change({}, voucher.id, lower)->percent, Percent{500});
}

TEST_F(VoucherServiceTest, AKindIsChangedTogetherWithItsValue) {
    const VoucherRow voucher = given(ten_percent());
    TermsChange to_fixed;
    to_fixed.kind = VoucherKind::fixed;
    EXPECT_THAT(pointers(change({}, voucher.id, to_fixed).error()), ElementsAre("/value"));
    to_fixed.value = VoucherValue{{}, eur(700)};
    const auto changed = change({}, voucher.id, to_fixed);
    ASSERT_TRUE(changed.has_value());
    EXPECT_EQ(changed->amount, 700);
    EXPECT_EQ(changed->percent, std::nullopt);
}

TEST_F(VoucherServiceTest, ALimitBelowWhatWasUsedIsInvalid) {
    const VoucherRow voucher = given(limited(5));
    ASSERT_TRUE(claim(voucher).has_value());
    ASSERT_TRUE(claim(voucher).has_value());
    TermsChange lower;
    lower.limit_total = std::int32_t{1};
    EXPECT_THAT(pointers(change({}, voucher.id, lower).error()), ElementsAre("/limit_total"));
    lower.limit_total = std::int32_t{2};
    ASSERT_TRUE(change({}, voucher.id, lower).has_value());
    EXPECT_TRUE(claim(voucher).error().is("voucher_used_up"));
}

TEST_F(VoucherServiceTest, TheDatabaseRefusesWhatTheCodeMustNotDo) {
    const VoucherRow voucher = given(limited(1));
    const auto refused = [&](const std::string& change) {
        try {
            Session session(ctx());
            session.execute("UPDATE vouchers.voucher SET " + change);
        } catch (const Failure& failure) {
            return constraint_of(failure.error());
        }
        return std::string("taken");
    };
    EXPECT_EQ(refused("used = 2"), "voucher_not_overused");
    EXPECT_EQ(refused("used = -1"), "voucher_used_check");
    EXPECT_EQ(refused("percent = NULL"), "voucher_value_fits_kind");
    EXPECT_EQ(refused("funded_by = 'vendor'"), "voucher_of_vendor_names_it");
    EXPECT_EQ(refused("minimum = 5"), "voucher_amounts_have_currency");
    EXPECT_EQ(refused("code = 'maža'"), "voucher_code_check");
}

} // namespace
} // namespace statybos::vouchers
