#include "runtime/marketplace.hpp"

#include <fstream>

#include "kernel/plugins/plugin_fixture.hpp"

namespace statybos::kernel {
namespace {

namespace fs = std::filesystem;
using plugins::fixture;
using ::testing::HasSubstr;

/// A folder with an operator's YAML and the plugins that he installed.
class MarketplaceTest : public ::testing::Test {
protected:
    MarketplaceTest() {
        fs::create_directories(root() / "config");
        fs::create_directories(root() / "installed");
    }

    fs::path root() const { return folder_.path(); }

    void install(const std::string& name, std::string as = "") {
        fs::copy_file(fixture(name), root() / "installed" / ((as.empty() ? name : as) + ".so"));
    }

    MarketplaceSource source(const std::string& yaml) {
        std::ofstream(root() / "config/marketplace.yaml")
            << "plugin_loading: {directories: [installed]}\n"
            << yaml;
        MarketplaceSource made;
        made.config = root() / "config/marketplace.yaml";
        return made;
    }

    PluginPlan plan(const std::string& yaml) { return look_at_plugins(source(yaml)).value(); }

    std::string mistakes(const std::string& yaml) {
        auto looked = look_at_plugins(source(yaml));
        EXPECT_FALSE(looked);
        return looked ? "" : looked.error().message();
    }

    plugins::TemporaryFolder folder_;
};

TEST_F(MarketplaceTest, PlansWhatIsEnabledInTheOperatorsOrder) {
    install("counter");
    install("reader");
    const PluginPlan planned = plan("plugins:\n"
                                    "  - id: test.reader\n"
                                    "  - id: test.counter\n"
                                    "overrides:\n"
                                    "  test.counter: {provider: test.counter}\n");
    ASSERT_EQ(planned.plugins.size(), 2u);
    EXPECT_EQ(planned.plugins[0].member.id, "test.reader");
    EXPECT_EQ(planned.plugins[1].member.id, "test.counter");
    EXPECT_EQ(planned.plugins[1].member.version, "1.0.0");
    EXPECT_EQ(planned.plugins[1].settings, "{}");
    ASSERT_EQ(planned.plugins[1].member.promised.size(), 1u);
    EXPECT_EQ(planned.plugins[1].member.promised[0].contract, "test.counter");
    EXPECT_EQ(planned.overrides.at("test.counter").provider, "test.counter");
}

TEST_F(MarketplaceTest, CopiesAndJudgesTheCopiesForARun) {
    install("counter");
    auto marketplace = read_marketplace(source("plugins: [{id: test.counter}]")).value();
    const auto run = plugins::RunDirectory::create(root() / "run").value();
    const PluginPlan planned = marketplace.read_plan(run).value();
    EXPECT_EQ(planned.plugins.at(0).copy.path.parent_path(), run.path());
    EXPECT_EQ(marketplace.settings.data, root() / "data");
}

TEST_F(MarketplaceTest, ReadsTheOperatorsFilesAgainForEachPlan) {
    install("counter");
    auto marketplace = read_marketplace(source("plugins: []")).value();
    const auto run = plugins::RunDirectory::create(root() / "run").value();
    EXPECT_TRUE(marketplace.read_plan(run).value().plugins.empty());
    source("plugins: [{id: test.counter}]");
    EXPECT_EQ(marketplace.read_plan(run).value().plugins.size(), 1u);
    source("plugins: [{id: test.countr}]");
    EXPECT_FALSE(marketplace.read_plan(run));
}

TEST_F(MarketplaceTest, ExplainsWhyAMissingPluginsFileWasRefused) {
    install("two_symbols");
    const std::string told = mistakes("plugins: [{id: test.two_symbols}]");
    EXPECT_THAT(told, HasSubstr("two_symbols.so: exports more than statybos_plugin_v1: "
                                "another_symbol"));
    EXPECT_THAT(told, HasSubstr("no plugin test.two_symbols is installed"));
}

TEST_F(MarketplaceTest, TakesNoOffenceAtABrokenFileThatNobodyEnabled) {
    install("counter");
    install("two_symbols");
    EXPECT_EQ(plan("plugins: [{id: test.counter}]").plugins.size(), 1u);
}

TEST_F(MarketplaceTest, RefusesTwoFilesThatSayTheyAreOnePlugin) {
    install("counter");
    install("counter_next");
    EXPECT_THAT(mistakes("plugins: [{id: test.counter}]"),
                HasSubstr("both say they are it; remove one, or name the file with path:"));
    EXPECT_EQ(plan("plugins: [{id: test.counter, path: installed/counter.so}]").plugins.size(), 1u);
}

TEST_F(MarketplaceTest, RefusesIsolationBecauseItHasNone) {
    install("counter");
    EXPECT_THAT(mistakes("plugins: [{id: test.counter, hosting: isolated}]"),
                HasSubstr("this kernel runs plugins in its own process"));
}

TEST_F(MarketplaceTest, LeavesThirdPartiesOutInSafeMode) {
    install("counter");
    MarketplaceSource safe = source("plugins: [{id: test.counter}]\n"
                                    "overrides: {test.counter: {provider: test.counter}}\n");
    safe.safe_mode = true;
    const PluginPlan planned = look_at_plugins(safe).value();
    EXPECT_TRUE(planned.plugins.empty());
    EXPECT_TRUE(planned.overrides.empty());
}

TEST_F(MarketplaceTest, ListsWhatIsInstalledThoughTheFileHasMistakes) {
    install("counter");
    install("two_symbols");
    const PluginInventory inventory =
        list_installed(source("plugins: [{id: test.counter}]\nserver: {prot: 1}\n"));
    ASSERT_NE(inventory.installed.find("test.counter"), nullptr);
    EXPECT_TRUE(inventory.enabled.contains("test.counter"));
    EXPECT_THAT(inventory.installed.refused,
                ::testing::Contains(
                    ::testing::Field(&RefusedFile::file, root() / "installed/two_symbols.so")));
}

TEST_F(MarketplaceTest, PrefersTheCommandLine) {
    MarketplaceSource given = source("server: {port: 8080}");
    given.host = "127.0.0.2";
    given.port = 0;
    given.data = root() / "elsewhere";
    const Marketplace marketplace = read_marketplace(given).value();
    EXPECT_EQ(marketplace.settings.http.address, "127.0.0.2");
    EXPECT_EQ(marketplace.settings.http.port, 0);
    EXPECT_EQ(marketplace.settings.data, root() / "elsewhere");
    EXPECT_TRUE(fs::exists(root() / "elsewhere/secret.key"));
}

} // namespace
} // namespace statybos::kernel
