#include "composition_fixture.hpp"

namespace statybos::kernel::plugins {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class StartOrderTest : public CompositionTest {};

TEST_F(StartOrderTest, IsTheOperatorsWhereNobodyNeedsAnybody) {
    plugin("b");
    plugin("a");
    plugin("c");
    EXPECT_THAT(started(), ElementsAre("b", "a", "c"));
}

TEST_F(StartOrderTest, PutsProvidersFirst) {
    plugin("orders").needs("stock").needs("users");
    plugin("catalog").provides("stock").needs("users");
    plugin("users").provides("users");
    EXPECT_THAT(started(), ElementsAre("users", "catalog", "orders"));
}

TEST_F(StartOrderTest, PutsOptionalProvidersGroupsAndDecoratorsFirstWherePossible) {
    plugin("payments").needs_all("gateway").may_use("mail");
    plugin("acme").provides("gateway", "acme");
    plugin("fee").decorates("gateway", "", "acme");
    plugin("notifications").provides("mail");
    EXPECT_THAT(started(), ElementsAre("acme", "fee", "notifications", "payments"));
}

TEST_F(StartOrderTest, LetsAnOptionalRequirementCloseACircle) {
    plugin("orders").needs("payments").provides("orders");
    plugin("payments").provides("payments").may_use("orders");
    EXPECT_THAT(composed().errors, IsEmpty());
    EXPECT_THAT(started(), ElementsAre("payments", "orders"));
}

TEST_F(StartOrderTest, LetsAPluginDecorateWhatItsProviderCalls) {
    plugin("orders").provides("prices").needs("prices").provides("reader");
    plugin("vip").decorates("prices").needs("reader");
    EXPECT_THAT(composed().errors, IsEmpty());
    EXPECT_THAT(started(), ElementsAre("orders", "vip"));
}

TEST_F(StartOrderTest, PrintsACircleAsAPath) {
    plugin("users").provides("users");
    plugin("orders").needs("payments").provides("orders").needs("users");
    plugin("payments").provides("payments").needs("shipping");
    plugin("shipping").provides("shipping").needs("orders");
    EXPECT_EQ(error(), "plugins need each other in a circle: orders -> (payments) -> payments -> "
                       "(shipping) -> shipping -> (orders) -> orders. One of them must make its "
                       "requirement optional, or ask by an event.");
}

TEST_F(StartOrderTest, LeavesOutWhoeverOnlyLeadsIntoACircle) {
    plugin("mail").needs("orders");
    plugin("orders").needs("payments").provides("orders");
    plugin("payments").provides("payments").needs("orders");
    EXPECT_EQ(error(), "plugins need each other in a circle: orders -> (payments) -> payments -> "
                       "(orders) -> orders. One of them must make its requirement optional, or ask "
                       "by an event.");
}

} // namespace
} // namespace statybos::kernel::plugins
