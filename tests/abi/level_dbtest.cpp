// Plugins in C that were built with the waist's headers of another day.
#include "abi_fixture.hpp"

namespace statybos::kernel {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class LevelTest : public AbiTest {
protected:
    static std::string level(const std::string& name) {
        return entry("level_" + name, "level." + name);
    }

    /// Why the operator's configuration is refused with this plugin in it.
    std::string refusal(const std::string& name) {
        write_config(level(name));
        MarketplaceSource source;
        source.config = folder_.path() / "config/marketplace.yaml";
        const auto read = read_marketplace(source);
        return read ? "nothing" : read.error().message();
    }
};

TEST_F(LevelTest, AnOlderPluginIsServedWithinWhatItKnows) {
    write_config(level("older"));
    start();
    EXPECT_THAT(failures(), IsEmpty());
    EXPECT_EQ(get("/level").body, "rc -3, invalid_declaration, behind it nothing, log table whole");
}

TEST_F(LevelTest, ANewerPluginRunsWhenItSaysThatItLivesWithOurLevel) {
    write_config(level("pinned"));
    start();
    EXPECT_THAT(failures(), IsEmpty());
    EXPECT_EQ(get("/level").body,
              "rc -3, invalid_declaration, behind it nothing, log table shorter");
}

TEST_F(LevelTest, ANewerPluginIsRefusedByItsManifest) {
    EXPECT_THAT(refusal("newer"),
                HasSubstr("/level_newer.so abi.level: is 3, this kernel has 2; install a newer "
                          "kernel, or an older release of the plugin"));
}

TEST_F(LevelTest, ANewerPluginIsRefusedByItsCodeWhereTheManifestIsSilent) {
    write_config(level("unmarked"));
    start();
    EXPECT_THAT(failures(),
                ElementsAre("level.unmarked: " STATYBOS_PLUGINS_DIR "/level_unmarked.so: it needs "
                            "level 3 of the plugin interface; this kernel has level 2. Install a "
                            "newer kernel."));
}

TEST_F(LevelTest, AnotherEpochIsRefusedByItsManifest) {
    EXPECT_THAT(refusal("epoch"),
                HasSubstr("/level_epoch.so abi.epoch: is 2, this kernel speaks 1; the plugin must "
                          "be built with an SDK of that epoch"));
}

TEST_F(LevelTest, AnotherEpochIsRefusedByItsCodeWhereTheManifestIsSilent) {
    write_config(level("silent_epoch"));
    start();
    EXPECT_THAT(failures(),
                ElementsAre("level.silent_epoch: " STATYBOS_PLUGINS_DIR
                            "/level_silent_epoch.so: it "
                            "was built for epoch 2 of the plugin interface; this kernel speaks "
                            "epoch 1. Install a release of the plugin for this kernel."));
}

} // namespace
} // namespace statybos::kernel
