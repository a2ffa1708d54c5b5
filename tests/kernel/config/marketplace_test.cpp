#include "config/marketplace.hpp"

#include <gmock/gmock.h>

#include "kernel/config/marketplace_fixture.hpp"

using namespace statybos::kernel::config;
using statybos::kernel::LogLevel;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

namespace {

using std::chrono::milliseconds;

class MarketplaceTest : public MarketplaceFixture {};

TEST_F(MarketplaceTest, NeedsNothing) {
    const MarketplaceConfig config = accepted("");
    EXPECT_EQ(config.root, root_);
    EXPECT_EQ(config.data_dir, root_ / "data");
    EXPECT_EQ(config.log_level, LogLevel::info);
    EXPECT_EQ(config.server.host, "127.0.0.1");
    EXPECT_EQ(config.server.port, 8080);
    EXPECT_EQ(config.server.workers, 16u);
    EXPECT_EQ(config.server.body_bytes, 1024u * 1024);
    EXPECT_EQ(config.server.idle_time, milliseconds(60'000));
    EXPECT_EQ(config.server.streams.per_topic, 8u);
    EXPECT_EQ(config.server.streams.queue_bytes, 256u * 1024);
    EXPECT_EQ(config.server.streams.max_age, milliseconds(15 * 60'000));
    EXPECT_THAT(config.server.languages, ElementsAre("en", "lt"));
    EXPECT_TRUE(config.server.tls_certificate.empty());
    EXPECT_EQ(config.database.url, "embedded:" + (root_ / "data/postgres").string());
    EXPECT_EQ(config.database.pool_size, 10u);
    EXPECT_TRUE(config.database.prepared_statements);
    EXPECT_EQ(config.events.keep, milliseconds(7 * 86'400'000));
    EXPECT_EQ(config.jobs.max_attempts, 10u);
    EXPECT_TRUE(config.secrets.keys.empty());
    EXPECT_TRUE(config.plugins.empty());
}

TEST_F(MarketplaceTest, TypesEverything) {
    const MarketplaceConfig config = accepted(R"(
data_dir: /srv/shop
log: {level: debug}
server:
  port: 0
  tls: {certificate: tls/chain.pem, key: /etc/key.pem}
  cors: {origins: ["https://shop.example"]}
  trusted_proxies: [10.0.0.0/8, "::1"]
  rate_limits:
    auth: {requests: 10, per: 1m, burst: 3, by: user}
  debug_headers: true
database: {url: "embedded:pg", pool: {size: 4}, prepared_statements: false}
secrets:
  current: k2
  keys: {k1: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=, k2: BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=}
plugin_loading: {directories: [more], allowed_libraries: ["libz.so.*"]}
)");
    EXPECT_EQ(config.data_dir, "/srv/shop");
    EXPECT_EQ(config.log_level, LogLevel::debug);
    EXPECT_EQ(config.server.port, 0);
    EXPECT_EQ(config.server.tls_certificate, (root_ / "tls/chain.pem").string());
    EXPECT_EQ(config.server.tls_key, "/etc/key.pem");
    EXPECT_THAT(config.server.cors_origins, ElementsAre("https://shop.example"));
    EXPECT_THAT(config.server.trusted_proxies, ElementsAre("10.0.0.0/8", "::1"));
    const RateLimit& limit = config.server.rate_limits.at("auth");
    EXPECT_EQ(limit.requests, 10);
    EXPECT_EQ(limit.per, milliseconds(60'000));
    EXPECT_EQ(limit.burst, 3);
    EXPECT_TRUE(limit.by_user);
    EXPECT_TRUE(config.server.debug_headers);
    EXPECT_EQ(config.database.url, "embedded:/srv/shop/pg");
    EXPECT_FALSE(config.database.prepared_statements);
    EXPECT_EQ(config.secrets.current, "k2");
    EXPECT_EQ(config.secrets.keys.size(), 2u);
    EXPECT_THAT(config.plugin_loading.directories, ElementsAre((root_ / "more").string()));
}

TEST_F(MarketplaceTest, TheCommandLineHasTheLastWord) {
    options_.port = 9000;
    options_.data_dir = "/tmp/elsewhere";
    const MarketplaceConfig config = accepted("data_dir: data\nserver: {port: 80}\n");
    EXPECT_EQ(config.server.port, 9000);
    EXPECT_EQ(config.data_dir, "/tmp/elsewhere");
    EXPECT_EQ(config.database.url, "embedded:/tmp/elsewhere/postgres");
}

TEST_F(MarketplaceTest, PutsThePasswordIntoTheUrlAndOutOfSight) {
    variables_["PASSWORD"] = "p@ss/word";
    const MarketplaceConfig config =
        accepted("database: {url: 'postgresql://u@h/d?sslmode=require', password: '${PASSWORD}'}");
    EXPECT_EQ(config.database.url, "postgresql://u@h/d?sslmode=require&password=p%40ss%2Fword");
    EXPECT_EQ(config.database.direct_url, "");
    EXPECT_EQ(
        accepted("database: {url: 'postgresql://u@pooler/d', direct_url: 'postgresql://u@h/d',"
                 " password: '${PASSWORD}'}")
            .database.direct_url,
        "postgresql://u@h/d?password=p%40ss%2Fword");
    EXPECT_THAT(config.shown, Not(HasSubstr("p@ss")));
    EXPECT_THAT(config.shown, HasSubstr(R"("password":"***")"));
}

TEST_F(MarketplaceTest, ReadsPluginsInTheirOrder) {
    write("config/plugins/a.yaml", "limit: 5\n");
    const MarketplaceConfig config = accepted(R"(
plugins:
  - id: acme.pay
    instance: pay-lt
    hosting: isolated
    limits: {memory: 256MiB, deadline: 3s, workers: 2}
    allow_draft: true
    config: config/plugins/a.yaml
  - {id: acme.ship, enabled: false, path: build/ship.so, config: config/plugins/missing.yaml}
  - id: acme.note
    config: {sender: "${SENDER:-shop@example.org}"}
)");
    ASSERT_EQ(config.plugins.size(), 3u);
    const PluginEntry& pay = config.plugins[0];
    EXPECT_EQ(pay.id, "acme.pay");
    EXPECT_EQ(pay.instance, "pay-lt");
    EXPECT_EQ(pay.hosting, PluginHosting::isolated);
    EXPECT_EQ(pay.memory, 268'435'456u);
    EXPECT_EQ(pay.deadline, milliseconds(3000));
    EXPECT_EQ(pay.workers, 2u);
    EXPECT_TRUE(pay.allow_draft);
    EXPECT_EQ(pay.written.find("limit")->text, "5");
    EXPECT_EQ(*pay.written.at.file, "config/plugins/a.yaml");
    EXPECT_EQ(pay.settings_path, "plugins.pay-lt");
    const PluginEntry& ship = config.plugins[1];
    EXPECT_FALSE(ship.enabled);
    EXPECT_EQ(ship.instance, "acme.ship");
    EXPECT_EQ(ship.file, (root_ / "build/ship.so").string());
    EXPECT_TRUE(ship.written.is_null());
    EXPECT_EQ(config.plugins[2].written.find("sender")->text, "shop@example.org");
}

TEST_F(MarketplaceTest, TellsAllMistakesAtOnce) {
    EXPECT_EQ(
        refused("server:\n"
                "  prot: 80\n"
                "  port: 70000\n"
                "  tls: {certificate: a}\n"
                "plugins:\n"
                "  - id: Acme\n"
                "  - {id: a.b, config: config/plugins/none.yaml}\n"
                "  - id: a.b\n"
                "  - {instance: x, confg: {}}\n"
                "datebase: {}\n"
                "log: {level: \"${LEVEL}\"}\n"),
        "config/marketplace.yaml:11:14 log.level: environment variable LEVEL is not set; set "
        "it or write ${LEVEL:-default}\n"
        "config/marketplace.yaml:3:9 server.port: must be between 0 and 65535, is 70000\n"
        "config/marketplace.yaml:4:8 server.tls.key: is required but missing\n"
        "config/marketplace.yaml:2:3 server.prot: unknown key, did you mean \"port\"?\n"
        "config/marketplace.yaml:6:9 plugins[0].id: \"Acme\" does not match the pattern "
        "^[a-z][a-z0-9_-]*(\\.[a-z][a-z0-9_-]*)+$\n"
        "config/marketplace.yaml:9:5 plugins[3].id: is required but missing\n"
        "config/marketplace.yaml:9:19 plugins[3].confg: unknown key, did you mean "
        "\"config\"?\n"
        "config/marketplace.yaml:10:1 datebase: unknown key, did you mean \"database\"?\n"
        "config/marketplace.yaml:7:23 plugins.a.b.config: there is no file "
        "config/plugins/none.yaml\n"
        "config/marketplace.yaml:8:9 plugins[2]: instance \"a.b\" is already there in line 7; "
        "give this one an `instance` of its own");
}

TEST_F(MarketplaceTest, NamesThePlaceInAFileOfSettings) {
    write("config/plugins/a.yaml", "a: 1\na: 2\n");
    EXPECT_EQ(refused("plugins: [{id: a.b, config: config/plugins/a.yaml}]"),
              "config/plugins/a.yaml:2:1: duplicate key \"a\", first in line 1");
    write("config/plugins/a.yaml", "a: ${NONE}\n");
    EXPECT_THAT(refused("plugins: [{id: a.b, config: config/plugins/a.yaml}]"),
                HasSubstr("config/plugins/a.yaml:1:4 plugins.a.b.a: environment variable NONE"));
}

TEST_F(MarketplaceTest, AsksNothingOfADisabledPlugin) {
    accepted("plugins: [{id: a.b, enabled: false, config: {key: '${NONE}'}}]");
}

TEST_F(MarketplaceTest, RefusesKeysThatAreNoneWithoutRepeatingThem) {
    const std::string text = refused("secrets: {current: k2, keys: {k1: tooshort}}");
    EXPECT_THAT(text, HasSubstr("secrets.keys.k1: the value does not match the pattern"));
    EXPECT_THAT(text, HasSubstr("secrets.current: names no key below secrets.keys"));
    EXPECT_THAT(text, Not(HasSubstr("tooshort")));
}

TEST_F(MarketplaceTest, SurvivesFormsThatAreQuiteDifferent) {
    for (const char* text :
         {"[]", "a", "plugins: {}", "plugins: [1, [], {}]", "overrides: []", "overrides: {a.b: 1}",
          "server: []", "secrets: {keys: []}", "plugins: [{id: {}, config: []}]", "plugins: 1"}) {
        EXPECT_NE(refused(text), "") << text;
    }
}

TEST_F(MarketplaceTest, NamesAMissingFile) {
    options_.file = root_ / "config/none.yaml";
    ConfigErrors errors;
    load_marketplace(options_, errors);
    EXPECT_EQ(without_root(to_text(errors)), "config/none.yaml: there is no such file");
}

TEST(ShippedMarketplaceTest, IsSoundButForFilesOfPlugins) {
    ConfigErrors errors;
    LoadOptions options;
    options.file = SHIPPED_CONFIG;
    const MarketplaceConfig config = load_marketplace(options, errors);
    EXPECT_THAT(to_text(errors), Not(HasSubstr("unknown key")));
    EXPECT_FALSE(config.plugins.empty());
    EXPECT_EQ(config.server.rate_limits.count("default"), 1u);
}

} // namespace
