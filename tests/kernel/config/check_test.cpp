#include "config/check.hpp"

#include <gmock/gmock.h>

#include "kernel/config/marketplace_fixture.hpp"

using namespace statybos;
using namespace statybos::kernel::config;
using testing::HasSubstr;

namespace {

KnownPlugin plugin(const std::string& id) {
    KnownPlugin known;
    known.id = id;
    known.settings = schema_without_settings();
    return known;
}

std::vector<KnownPlugin> installed() {
    std::vector<KnownPlugin> plugins = {plugin("shop.catalog"), plugin("acme.pay"),
                                        plugin("acme.vip"), plugin("beta.prices")};
    plugins[0].provides = {{"shop.stock", ""}, {"shop.prices", ""}};
    plugins[1].provides = {{"shop.gateway", "{instance}"}};
    plugins[1].many_instances = true;
    plugins[1].settings = schema_of("type: object\nrequired: [token]\nproperties:\n"
                                    "  token: {type: secret}\n"
                                    "  limit: {type: integer, maximum: 9, default: 5}\n");
    plugins[2].decorates = {{"shop.prices", ""}};
    plugins[2].only_in_process = true;
    plugins[3].provides = {{"shop.prices", ""}};
    return plugins;
}

class CheckTest : public MarketplaceFixture {
protected:
    Result<MarketplaceConfig> run(const std::string& text) {
        write("config/marketplace.yaml", text);
        return check(options_, [](const MarketplaceConfig&, ConfigErrors&) { return installed(); });
    }
    std::string refused(const std::string& text) {
        const auto config = run(text);
        return config ? "accepted" : without_root(config.error().message());
    }
};

TEST_F(CheckTest, JudgesSettingsBySchema) {
    write("config/plugins/lt.yaml", "token: secret-1\nlimit: 7\n");
    const auto config = run("plugins:\n"
                            "  - {id: acme.pay, instance: pay-lt, config: config/plugins/lt.yaml}\n"
                            "  - {id: acme.pay, instance: pay-ee, config: {token: secret-2}}\n"
                            "  - {id: nobody.knows, enabled: false}\n"
                            "  - id: shop.catalog\n");
    ASSERT_TRUE(config) << config.error().message();
    EXPECT_EQ(config->plugins[0].settings, R"({"token":"secret-1","limit":7})");
    EXPECT_EQ(config->plugins[0].shown, R"({"token":"***","limit":7})");
    EXPECT_EQ(config->plugins[1].settings, R"({"token":"secret-2","limit":5})");
    EXPECT_EQ(config->plugins[2].settings, "");
    EXPECT_EQ(config->plugins[3].settings, "{}");
}

TEST_F(CheckTest, TellsTheMistakesOfAllFilesInOrder) {
    write("config/plugins/lt.yaml", "limt: 7\n");
    EXPECT_EQ(
        refused("server: {port: x}\n"
                "plugins:\n"
                "  - {id: acme.pay, instance: pay-lt, config: config/plugins/lt.yaml}\n"
                "  - {id: shop.catlog}\n"
                "  - {id: zzz.zzz}\n"
                "  - {id: acme.vip, hosting: isolated, config: {a: 1}}\n"
                "  - {id: acme.vip, instance: vip-2}\n"),
        "config/marketplace.yaml:1:16 server.port: \"x\" is not of type integer: write a whole "
        "number in decimal digits\n"
        "config/marketplace.yaml:4:10 plugins.shop.catlog: no plugin shop.catlog is installed, "
        "did you mean \"shop.catalog\"?\n"
        "config/marketplace.yaml:5:10 plugins.zzz.zzz: no plugin zzz.zzz is installed; see "
        "`statybos plugins list` for those that are\n"
        "config/marketplace.yaml:6:10 plugins.acme.vip: acme.vip cannot run isolated; its "
        "manifest says hosting: in_process\n"
        "config/marketplace.yaml:6:48 plugins.acme.vip.a: unknown key; nothing can be set "
        "here\n"
        "config/marketplace.yaml:7:10 plugins.vip-2: acme.vip can run only once\n"
        "config/plugins/lt.yaml:1:1 plugins.pay-lt.token: is required but missing\n"
        "config/plugins/lt.yaml:1:1 plugins.pay-lt.limt: unknown key, did you mean \"limit\"?");
}

const std::string all = "plugins: [{id: shop.catalog}, {id: beta.prices}, {id: acme.vip},"
                        " {id: acme.pay, instance: lt, config: {token: t}}]\n";

TEST_F(CheckTest, AcceptsOverridesOfWhatIsThere) {
    const auto config =
        run(all + "overrides:\n"
                  "  shop.prices: {provider: beta.prices, chain: [acme.vip, some-label]}\n"
                  "  shop.gateway/lt: {provider: lt}\n");
    ASSERT_TRUE(config) << config.error().message();
    EXPECT_EQ(config->overrides.at("shop.prices").provider, "beta.prices");
    EXPECT_EQ(config->overrides.at("shop.prices").chain.size(), 2u);
}

TEST_F(CheckTest, RefusesOverridesOfWhatIsNot) {
    EXPECT_THAT(refused(all + "overrides: {shop.price: {provider: beta.prices}}"),
                HasSubstr("overrides.shop.price: no enabled plugin provides this contract, did you "
                          "mean \"shop.prices\"?"));
    EXPECT_THAT(refused(all + "overrides: {shop.gateway/lv: {}}"),
                HasSubstr("did you mean \"shop.gateway/lt\"?"));
    EXPECT_THAT(refused(all + "overrides: {shop.prices: {provider: acme.vip}}"),
                HasSubstr("overrides.shop.prices.provider: \"acme.vip\" does not provide it; "
                          "provided by shop.catalog, beta.prices"));
    EXPECT_THAT(refused(all + "overrides: {shop.stock: {chain: [acme.vip]}}"),
                HasSubstr("overrides.shop.stock.chain: \"acme.vip\" does not decorate it"));
}

TEST_F(CheckTest, PassesOnWhatTheSearchFoundWrong) {
    write("config/marketplace.yaml", "");
    const auto config = check(options_, [](const MarketplaceConfig&, ConfigErrors& errors) {
        errors.push_back({{}, {}, "plugins/x.so: is truncated"});
        return std::vector<KnownPlugin>();
    });
    ASSERT_FALSE(config);
    EXPECT_TRUE(config.error().is("invalid_configuration"));
    EXPECT_EQ(config.error().message(), "plugins/x.so: is truncated");
}

} // namespace
