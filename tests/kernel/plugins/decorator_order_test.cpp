#include "composition_fixture.hpp"

namespace statybos::kernel::plugins {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class DecoratorOrderTest : public CompositionTest {
protected:
    DecoratorOrderTest() { plugin("shop.catalog").provides("shop.stock"); }
};

TEST_F(DecoratorOrderTest, NeedsNoDecisionForOne) {
    plugin("acme.vip").decorates("shop.stock");
    EXPECT_THAT(chain_of("shop.stock"), ElementsAre("acme.vip"));
    EXPECT_THAT(composed().errors, IsEmpty());
}

TEST_F(DecoratorOrderTest, IsTheOperatorsChain) {
    plugin("acme.vip").decorates("shop.stock");
    plugin("beta.backorder").decorates("shop.stock");
    overrides_["shop.stock"].chain = {"beta.backorder", "acme.vip"};
    EXPECT_THAT(chain_of("shop.stock"), ElementsAre("beta.backorder", "acme.vip"));
    EXPECT_THAT(composed().errors, IsEmpty());
}

TEST_F(DecoratorOrderTest, PrintsTheYamlToPasteWhenNobodyDecided) {
    plugin("acme.vip").decorates("shop.stock");
    plugin("beta.backorder").decorates("shop.stock");
    EXPECT_EQ(error(), "nobody decided in which order acme.vip and beta.backorder decorate "
                       "shop.stock. Decide in the operator's YAML, outermost last:\n"
                       "overrides:\n"
                       "  shop.stock:\n"
                       "    chain: [acme.vip, beta.backorder]");
}

TEST_F(DecoratorOrderTest, FollowsTheManifestsWhenTheOperatorIsSilent) {
    plugin("acme.vip").decorates("shop.stock").after("shop.stock", "beta.backorder");
    plugin("beta.backorder").decorates("shop.stock");
    plugin("zeta.audit")
        .decorates("shop.stock")
        .after("shop.stock", "acme.vip")
        .after("shop.stock", "beta.backorder");
    EXPECT_THAT(chain_of("shop.stock"), ElementsAre("beta.backorder", "acme.vip", "zeta.audit"));
}

TEST_F(DecoratorOrderTest, ReadsBeforeAsInsideOf) {
    plugin("acme.vip").decorates("shop.stock");
    plugin("beta.backorder").decorates("shop.stock").before("shop.stock", "acme.vip");
    EXPECT_THAT(chain_of("shop.stock"), ElementsAre("beta.backorder", "acme.vip"));
}

TEST_F(DecoratorOrderTest, PrefersTheOperatorToTheManifests) {
    plugin("acme.vip").decorates("shop.stock").after("shop.stock", "beta.backorder");
    plugin("beta.backorder").decorates("shop.stock");
    overrides_["shop.stock"].chain = {"acme.vip", "beta.backorder"};
    EXPECT_THAT(chain_of("shop.stock"), ElementsAre("acme.vip", "beta.backorder"));
}

TEST_F(DecoratorOrderTest, NamesManifestsThatContradictEachOther) {
    plugin("acme.vip").decorates("shop.stock").after("shop.stock", "beta.backorder");
    plugin("beta.backorder").decorates("shop.stock").after("shop.stock", "acme.vip");
    EXPECT_EQ(error(), "the manifests of acme.vip and beta.backorder contradict each other about "
                       "their order around shop.stock. Decide in the operator's YAML, outermost "
                       "last:\noverrides:\n  shop.stock:\n    chain: [acme.vip, beta.backorder]");
}

TEST_F(DecoratorOrderTest, RefusesAChainThatLeavesOneOut) {
    plugin("acme.vip").decorates("shop.stock");
    plugin("beta.backorder").decorates("shop.stock");
    overrides_["shop.stock"].chain = {"acme.vip"};
    EXPECT_EQ(error(), "overrides.shop.stock.chain leaves out beta.backorder. Name every "
                       "decorator, outermost last, or disable its plugin.");
}

TEST_F(DecoratorOrderTest, RefusesAChainWithAStranger) {
    plugin("acme.vip").decorates("shop.stock");
    overrides_["shop.stock"].chain = {"acme.vip", "acme.vipp"};
    EXPECT_EQ(error(), "overrides.shop.stock.chain names acme.vipp, which does not decorate it; "
                       "acme.vip does.");
}

TEST_F(DecoratorOrderTest, FindsTwoDecoratorsOfOnePluginByTheirLabels) {
    plugin("acme.vip").decorates("shop.stock", "vip").decorates("shop.stock", "audit");
    overrides_["shop.stock"].chain = {"audit", "vip"};
    EXPECT_THAT(chain_of("shop.stock"), ElementsAre("audit", "vip"));
}

TEST_F(DecoratorOrderTest, KeepsNamedProvidersApart) {
    plugin("acme.pay").provides("shop.gateway", "acme");
    plugin("beta.fee").decorates("shop.gateway", "", "acme");
    const Composition plan = composed();
    EXPECT_THAT(plan.errors, IsEmpty());
    EXPECT_THAT(chain_of("shop.gateway"), ElementsAre("beta.fee"));
    EXPECT_THAT(chain_of("shop.stock"), IsEmpty());
}

TEST_F(DecoratorOrderTest, FailsADecoratorOfNothing) {
    plugin("acme.vip").decorates("shop.prices");
    const Composition plan = composed();
    EXPECT_THAT(plan.errors, IsEmpty());
    EXPECT_EQ(plan.failures[1], "acme.vip decorates shop.prices, which no running plugin provides. "
                                "Enable a plugin that provides it, or remove acme.vip from "
                                "plugins.");
}

} // namespace
} // namespace statybos::kernel::plugins
