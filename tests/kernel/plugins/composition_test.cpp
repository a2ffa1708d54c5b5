#include "composition_fixture.hpp"

namespace statybos::kernel::plugins {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ProvidersTest : public CompositionTest {};

TEST_F(ProvidersTest, ServesARequirementFromItsOnlyProvider) {
    plugin("shop.catalog").provides("shop.stock");
    plugin("shop.orders").needs("shop.stock");
    const Composition plan = composed();
    EXPECT_THAT(plan.errors, IsEmpty());
    EXPECT_THAT(plan.failures, ElementsAre("", ""));
    ASSERT_EQ(plan.services.size(), 1u);
    EXPECT_EQ(plan.services[0].provider, 0u);
    EXPECT_EQ(plan.services[0].service.table->method_count, 2);
}

TEST_F(ProvidersTest, RefusesTwoProvidersAndNamesBoth) {
    plugin("shop.catalog").provides("shop.stock");
    plugin("acme.catalog").provides("shop.stock");
    EXPECT_EQ(error(), "shop.stock is provided by shop.catalog and acme.catalog. Disable all but "
                       "one, or choose in the operator's YAML:\n"
                       "overrides:\n"
                       "  shop.stock:\n"
                       "    provider: shop.catalog");
}

TEST_F(ProvidersTest, TakesTheOperatorsProvider) {
    plugin("shop.catalog").provides("shop.stock");
    plugin("acme.catalog").provides("shop.stock", "", 5);
    overrides_["shop.stock"].provider = "acme.catalog";
    const Composition plan = composed();
    EXPECT_THAT(plan.errors, IsEmpty());
    ASSERT_EQ(plan.services.size(), 1u);
    EXPECT_EQ(plan.services[0].provider, 1u);
    EXPECT_EQ(plan.services[0].service.table->method_count, 5);
}

TEST_F(ProvidersTest, TakesAForkForTheModuleThatItReplaces) {
    plugin("acme.other").provides("shop.stock");
    plugin("acme.catalog").provides("shop.stock").member().replaces = {"shop.catalog"};
    overrides_["shop.stock"].provider = "shop.catalog";
    EXPECT_EQ(composed().services.at(0).provider, 1u);
}

TEST_F(ProvidersTest, RefusesAnOperatorsProviderThatDoesNotProvide) {
    plugin("shop.catalog").provides("shop.stock");
    overrides_["shop.stock"].provider = "acme.catalog";
    EXPECT_EQ(error(), "overrides.shop.stock.provider is acme.catalog, which does not provide it; "
                       "shop.catalog does.");
}

TEST_F(ProvidersTest, RefusesAnOverrideOfNothing) {
    plugin("shop.catalog").provides("shop.stock");
    overrides_["shop.stok"].provider = "shop.catalog";
    EXPECT_EQ(error(), "overrides.shop.stok: no enabled plugin provides it. Remove the override, "
                       "or enable the plugin that it was written for.");
}

TEST_F(ProvidersTest, KeepsNamedProvidersApart) {
    plugin("acme.pay").provides("shop.gateway", "acme");
    plugin("omega.pay").provides("shop.gateway", "omega");
    plugin("shop.payments").needs("shop.gateway", "omega").needs_all("shop.gateway");
    const Composition plan = composed();
    EXPECT_THAT(plan.errors, IsEmpty());
    EXPECT_THAT(plan.failures, ElementsAre("", "", ""));
    ASSERT_EQ(plan.services.size(), 2u);
    EXPECT_EQ(plan.services[1].key.label(), "shop.gateway/omega");
}

TEST_F(ProvidersTest, ServesTwoMajorVersionsSideBySide) {
    plugin("shop.catalog").provides("shop.stock", "", 2, 1).provides("shop.stock", "", 3, 2);
    plugin("old.orders").needs("shop.stock", "", 2, 1);
    plugin("new.orders").needs("shop.stock", "", 3, 2);
    const Composition plan = composed();
    EXPECT_THAT(plan.errors, IsEmpty());
    EXPECT_THAT(plan.failures, ElementsAre("", "", ""));
    EXPECT_EQ(plan.services.size(), 2u);
}

class FailedMembersTest : public CompositionTest {};

TEST_F(FailedMembersTest, TakeThoseWithThemThatNeedThem) {
    plugin("shop.catalog").provides("shop.stock").failed("migration 0003 failed");
    plugin("shop.orders").needs("shop.stock").provides("shop.orders");
    plugin("shop.mail").needs("shop.orders");
    plugin("shop.users").provides("shop.users");
    const Composition plan = composed();
    EXPECT_THAT(plan.errors, IsEmpty());
    EXPECT_EQ(plan.failures[0], "migration 0003 failed");
    EXPECT_EQ(plan.failures[1],
              "shop.orders needs shop.stock of shop.catalog, which failed: migration 0003 failed");
    EXPECT_EQ(plan.failures[2], "shop.mail needs shop.orders of shop.orders, which failed: "
                                "shop.orders needs shop.stock of shop.catalog, which failed: "
                                "migration 0003 failed");
    EXPECT_EQ(plan.failures[3], "");
    EXPECT_THAT(started(), ElementsAre("shop.users"));
}

TEST_F(FailedMembersTest, AreKnownByTheirManifestWhenTheyNeverDeclared) {
    plugin("shop.catalog").promising("shop.stock").failed("wrong epoch");
    plugin("shop.orders").needs("shop.stock");
    EXPECT_EQ(composed().failures[1],
              "shop.orders needs shop.stock of shop.catalog, which failed: wrong epoch");
}

TEST_F(FailedMembersTest, TakeTheServiceWithThemThatTheyDecorate) {
    plugin("shop.catalog").provides("shop.prices");
    plugin("acme.vip").decorates("shop.prices").failed("migration 0001 failed");
    plugin("shop.orders").needs("shop.prices");
    const Composition plan = composed();
    EXPECT_EQ(plan.failures[0], "");
    EXPECT_EQ(plan.failures[2], "shop.orders needs shop.prices of acme.vip, which failed: "
                                "migration 0001 failed");
}

TEST_F(FailedMembersTest, LeaveAnOptionalRequirementEmpty) {
    plugin("shop.catalog").provides("shop.stock").failed("migration 0003 failed");
    plugin("shop.orders").may_use("shop.stock");
    const Composition plan = composed();
    EXPECT_EQ(plan.failures[1], "");
    EXPECT_THAT(plan.services, IsEmpty());
}

TEST_F(FailedMembersTest, DoNotMakeTheirOverrideAnError) {
    plugin("shop.catalog").provides("shop.stock").failed("migration 0003 failed");
    overrides_["shop.stock"].provider = "shop.catalog";
    EXPECT_THAT(composed().errors, IsEmpty());
}

TEST_F(FailedMembersTest, AreNoLongerRivals) {
    plugin("shop.catalog").provides("shop.stock").failed("migration 0003 failed");
    plugin("acme.catalog").provides("shop.stock");
    const Composition plan = composed();
    EXPECT_THAT(plan.errors, IsEmpty());
    EXPECT_EQ(plan.services.at(0).provider, 1u);
}

} // namespace
} // namespace statybos::kernel::plugins
