#include "composition_fixture.hpp"

namespace statybos::kernel::plugins {
namespace {

class RequirementsTest : public CompositionTest {};

TEST_F(RequirementsTest, RefuseAnAbsentService) {
    plugin("acme.pay").needs("shop.orders");
    EXPECT_EQ(composed().failures[0],
              "acme.pay needs shop.orders, and no enabled plugin provides it. Enable a plugin that "
              "does, or remove acme.pay from plugins.");
}

TEST_F(RequirementsTest, NameTheWantedProvider) {
    plugin("shop.payments").provides("shop.gateway", "test");
    plugin("acme.pay").needs("shop.gateway", "omega");
    EXPECT_EQ(composed().failures[1],
              "acme.pay needs shop.gateway/omega, and no enabled plugin provides it. Enable a "
              "plugin that does, or remove acme.pay from plugins.");
}

TEST_F(RequirementsTest, RefuseAnotherMajorVersion) {
    plugin("shop.orders").provides("shop.reader", "", 2, 1);
    plugin("acme.pay").needs("shop.reader", "", 2, 2);
    EXPECT_EQ(composed().failures[1],
              "acme.pay needs shop.reader in version 2, but shop.orders 1.0.0 provides version 1. "
              "Install a release of shop.orders with version 2, or one of acme.pay built for "
              "version 1.");
}

TEST_F(RequirementsTest, AcceptAppendedMethods) {
    plugin("shop.orders").provides("shop.reader", "", 3);
    plugin("acme.pay").needs("shop.reader", "", 2);
    EXPECT_EQ(composed().failures[1], "");
}

TEST_F(RequirementsTest, RefuseFewerMethods) {
    plugin("shop.orders").provides("shop.reader", "", 2);
    plugin("acme.pay").needs("shop.reader", "", 3);
    EXPECT_EQ(composed().failures[1],
              "acme.pay calls 3 methods of shop.reader, but shop.orders 1.0.0 has only 2. Install "
              "a newer release of shop.orders.");
}

TEST_F(RequirementsTest, RefuseAnotherForm) {
    plugin("shop.orders").provides("shop.reader", "", 2, 1, 7);
    plugin("acme.pay").needs("shop.reader", "", 2, 1, 8);
    EXPECT_EQ(composed().failures[1],
              "acme.pay was built against another form of shop.reader than shop.orders 1.0.0 "
              "provides: the first 2 methods differ in name, order or types. Build both with the "
              "same contract headers.");
}

TEST_F(RequirementsTest, TreatAnOptionalServiceThatDoesNotFitAsAbsentAndSayWhy) {
    plugin("shop.orders").provides("shop.reader", "", 2, 2);
    plugin("acme.pay").may_use("shop.reader");
    const Composition plan = composed();
    EXPECT_EQ(plan.failures[1], "");
    EXPECT_EQ(why_without(members_, plan.services, members_[1], declared_[1]->requirements()[0]),
              "acme.pay needs shop.reader in version 1, but shop.orders 1.0.0 provides version 2. "
              "Install a release of shop.orders with version 1, or one of acme.pay built for "
              "version 2.");
}

TEST_F(RequirementsTest, SayNothingOfAnOptionalServiceThatFitsOrIsAbsent) {
    plugin("shop.orders").provides("shop.reader", "", 3);
    plugin("acme.pay").may_use("shop.reader").may_use("shop.stock");
    const Composition plan = composed();
    for (const Requirement& wanted : declared_[1]->requirements()) {
        EXPECT_EQ(why_without(members_, plan.services, members_[1], wanted), "");
    }
}

TEST_F(RequirementsTest, BlameTheProviderWhereManyAreTaken) {
    plugin("shop.payments").needs_all("shop.gateway");
    plugin("acme.pay").provides("shop.gateway", "acme");
    plugin("old.pay").provides("shop.gateway", "old", 2, 1, 9);
    const Composition plan = composed();
    EXPECT_EQ(plan.failures[0], "");
    EXPECT_EQ(plan.failures[1], "");
    EXPECT_EQ(plan.failures[2],
              "shop.payments was built against another form of shop.gateway than old.pay 1.0.0 "
              "provides: the first method differs in name, order or types. Build both with the "
              "same contract headers.");
    EXPECT_EQ(plan.services.size(), 1u);
}

TEST_F(RequirementsTest, OfTheKernelFailAProviderThatDoesNotFit) {
    plugin("acme.users").provides("kernel.authenticator", "", 1, 1, 9);
    const Requirement wanted{{"kernel.authenticator", 1, ""}, 1, 1000, true, false};
    EXPECT_EQ(compose(members_, overrides_, {wanted}).failures[0],
              "the kernel was built against another form of kernel.authenticator than acme.users "
              "1.0.0 provides: the first method differs in name, order or types. Build both with "
              "the same contract headers.");
    EXPECT_TRUE(compose({}, {}, {wanted}).errors.empty());
}

class DraftTest : public CompositionTest {
protected:
    DraftTest() { plugin("shop.orders").provides("shop.reader").member().drafts = {"shop.reader"}; }
};

TEST_F(DraftTest, NeedsTheOperatorsLeave) {
    plugin("acme.pay").needs("shop.reader", "", 2);
    EXPECT_EQ(composed().failures[1],
              "acme.pay uses shop.reader, which shop.orders 1.0.0 calls a draft: it may change "
              "with any release. Write allow_draft: true beside acme.pay in plugins to accept "
              "that.");
}

TEST_F(DraftTest, IsAcceptedWithLeaveWhenWholeFormsAgree) {
    plugin("acme.pay").needs("shop.reader", "", 2).member().allow_draft = true;
    EXPECT_EQ(composed().failures[1], "");
}

TEST_F(DraftTest, IsRefusedWhenOnlyAPrefixAgrees) {
    plugin("acme.pay").needs("shop.reader", "", 1).member().allow_draft = true;
    EXPECT_EQ(composed().failures[1],
              "acme.pay was built against another draft of shop.reader than shop.orders 1.0.0 "
              "provides. Rebuild acme.pay with the contract headers of shop.orders 1.0.0.");
}

TEST_F(DraftTest, NeedsTheOperatorsLeaveWhereItIsOptionalToo) {
    plugin("acme.pay").may_use("shop.reader");
    EXPECT_THAT(composed().failures[1], ::testing::HasSubstr("allow_draft: true"));
}

TEST_F(DraftTest, IsTheProvidersOwnAffairInside) {
    declared_[0]
        ->add_requirement({.size = sizeof(sty_requirement),
                           .major = 1,
                           .method_count = 1,
                           .contract = to_abi("shop.reader"),
                           .name = {},
                           .prefix_hash = 1000,
                           .optional = 0,
                           .reserved = 0},
                          false)
        .value();
    EXPECT_EQ(composed().failures[0], "");
}

} // namespace
} // namespace statybos::kernel::plugins
