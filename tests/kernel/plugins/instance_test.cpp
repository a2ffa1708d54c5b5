#include "plugins/instance.hpp"

#include <statybos/abi/mem.h>

#include "plugin_fixture.hpp"

namespace statybos::kernel::plugins {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class InstanceTest : public LoadedPluginTest {};

TEST_F(InstanceTest, LivesItsLifeInOrder) {
    {
        const auto instance = load("counter", "test.counter");
        EXPECT_EQ(instance->state(), State::mapped);
        ASSERT_TRUE(instance->create());
        EXPECT_EQ(instance->state(), State::created);
        ASSERT_TRUE(instance->start());
        EXPECT_EQ(instance->state(), State::active);
        EXPECT_THAT(journal(), ElementsAre("create test.counter", "start test.counter"));
    }
    EXPECT_THAT(journal(), ElementsAre("create test.counter", "start test.counter",
                                       "stop test.counter", "destroy test.counter"));
}

TEST_F(InstanceTest, IsNotStoppedWhenItNeverStarted) {
    load("counter", "test.counter")->create().value();
    EXPECT_THAT(journal(), ElementsAre("create test.counter", "destroy test.counter"));
}

TEST_F(InstanceTest, DeclaresInCreate) {
    const auto counter = load("counter", "test.counter");
    ASSERT_TRUE(counter->create());
    ASSERT_EQ(counter->declarations().provisions().size(), 1u);
    EXPECT_EQ(counter->declarations().provisions()[0].key.label(), "test.counter");

    const auto reader = load("reader", "test.reader");
    ASSERT_TRUE(reader->create());
    EXPECT_EQ(reader->declarations().routes().size(), 1u);
    EXPECT_EQ(reader->declarations().requirements().size(), 1u);
    EXPECT_EQ(slots_.slots().size(), 1u);

    const auto ten = load("ten", "test.ten");
    ASSERT_TRUE(ten->create());
    ASSERT_EQ(ten->declarations().decorations().size(), 1u);
    EXPECT_EQ(ten->declarations().decorations()[0].label, "test.ten");
}

TEST_F(InstanceTest, GetsTheSameSlotInEveryGeneration) {
    ASSERT_TRUE(load("reader", "test.reader")->create());
    ASSERT_TRUE(load("reader", "test.reader")->create());
    EXPECT_EQ(slots_.slots().size(), 1u);
}

TEST(SlotTableTest, KeepsTwoFormsOfOneContractApart) {
    SlotTable slots;
    const Requirement two{{"shop.stock", 1, ""}, 2, 1001};
    const Requirement three{{"shop.stock", 1, ""}, 3, 1002};
    EXPECT_EQ(slots.slot_of(two), 0u);
    EXPECT_EQ(slots.slot_of(three), 1u);
    EXPECT_EQ(slots.slot_of(two), 0u);
}

TEST_F(InstanceTest, IsRefusedDeclarationsOutsideCreate) {
    const auto late = load("late", "test.late");
    ASSERT_TRUE(late->create());
    const auto started = late->start();
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().slug(), "declared_too_late");
    EXPECT_EQ(started.error().message(),
              "test.late failed in start(): test.late declares a route outside create(); "
              "everything is declared there, on its thread");
    EXPECT_THAT(late->declarations().routes(), IsEmpty());
    EXPECT_EQ(late->state(), State::failed);
}

TEST_F(InstanceTest, IsRefusedDeclarationsOnAnotherThread) {
    const auto counter = load("counter", "test.counter");
    EXPECT_FALSE(counter->declare("a job", [](Declarations&) { return Result<>(); }));
}

TEST_F(InstanceTest, ReportsWhatCreateSaid) {
    const auto broken = load("no_create", "test.no_create");
    const auto created = broken->create();
    ASSERT_FALSE(created);
    EXPECT_EQ(created.error().code(), Errc::unavailable);
    EXPECT_EQ(created.error().slug(), "no_terminal");
    EXPECT_EQ(created.error().message(),
              "test.no_create failed in create(): the terminal does not answer");
    EXPECT_EQ(broken->state(), State::failed);
}

TEST_F(InstanceTest, ContainsAnExceptionInCreate) {
    const auto broken = load("throws_create", "test.throwing");
    const auto created = broken->create();
    ASSERT_FALSE(created);
    EXPECT_EQ(created.error().message(),
              "test.throwing failed in create(): cannot read the price list");
}

TEST_F(InstanceTest, IsDestroyedWhenItCouldNotStart) {
    {
        const auto broken = load("no_start", "test.no_start");
        ASSERT_TRUE(broken->create());
        EXPECT_FALSE(broken->start());
    }
    EXPECT_THAT(journal(), ElementsAre("create test.no_start", "start test.no_start",
                                       "destroy test.no_start"));
}

TEST_F(InstanceTest, FindsTablesByIdAndSize) {
    EXPECT_NE(apis_.find(STY_API_MEM, sizeof(sty_api_mem)), nullptr);
    EXPECT_EQ(apis_.find(STY_API_MEM, sizeof(sty_api_mem) + 8), nullptr);
    EXPECT_EQ(apis_.find("statybos.mem/2", 0), nullptr);
}

} // namespace
} // namespace statybos::kernel::plugins
