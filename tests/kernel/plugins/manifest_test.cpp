#include "plugins/manifest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace statybos;
using namespace statybos::kernel::plugins;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

const std::string smallest =
    R"("id":"omega.shipping","version":"1.4.0","title":{"en":"Omega"},"abi":{"epoch":1,"level":1})";

Manifest accepted(const std::string& more = "") {
    const auto manifest = read_manifest("{" + smallest + more + "}", "x.so");
    EXPECT_TRUE(manifest) << manifest.error().message();
    return manifest ? *manifest : Manifest();
}

std::string manifest_refusal(const std::string& json) {
    const auto manifest = read_manifest(json, "x.so");
    return manifest ? "accepted" : manifest.error().message();
}

std::string refusal_with(const std::string& more) {
    return manifest_refusal("{" + smallest + more + "}");
}

TEST(ManifestTest, NeedsLittle) {
    const Manifest manifest = accepted();
    EXPECT_EQ(manifest.id, "omega.shipping");
    EXPECT_EQ(manifest.version, "1.4.0");
    EXPECT_EQ(manifest.title.at("en"), "Omega");
    EXPECT_EQ(manifest.epoch, 1u);
    EXPECT_FALSE(manifest.many_instances);
    EXPECT_EQ(manifest.hosting, Hosting::any);
    EXPECT_TRUE(manifest.provides.empty());
    ASSERT_TRUE(manifest.settings);
    EXPECT_TRUE(manifest.settings->properties.empty());
}

TEST(ManifestTest, KeepsAllThatIsStated) {
    const Manifest manifest = accepted(
        R"(,"licence":"Apache-2.0","instances":"many","hosting":"isolated",)"
        R"("requires":[{"contract":"statybos.orders.reader","major":2,"optional":true}],)"
        R"("provides":[{"contract":"statybos.shipping.carrier","name":"{instance}"}],)"
        R"("decorates":[{"contract":"statybos.catalog.stock","after":["acme.vip"],"before":["beta.x"]}],)"
        R"("replaces":["statybos.shipping"],"forked_from":"statybos.shipping 0.1.0",)"
        R"("permissions":["http_client"],"schema":"omega_shipping",)"
        R"("config_schema":{"type":"object","properties":{"limit":{"type":"integer","default":3}}},)"
        R"("migrations":[{"name":"0002_b.sql","sql":"B"},{"name":"0001_a.sql","sql":"A"}],)"
        R"("stability":{"drafts":["omega.shipping.lockers"]})");
    EXPECT_TRUE(manifest.many_instances);
    EXPECT_EQ(manifest.hosting, Hosting::isolated);
    ASSERT_EQ(manifest.requirements.size(), 1u);
    EXPECT_EQ(manifest.requirements[0].major, 2);
    EXPECT_TRUE(manifest.requirements[0].optional);
    ASSERT_EQ(manifest.provides.size(), 1u);
    EXPECT_EQ(manifest.provides[0].major, 1);
    EXPECT_EQ(manifest.provides[0].name, "{instance}");
    ASSERT_EQ(manifest.decorates.size(), 1u);
    EXPECT_THAT(manifest.decorates[0].after, ElementsAre("acme.vip"));
    EXPECT_THAT(manifest.decorates[0].before, ElementsAre("beta.x"));
    EXPECT_THAT(manifest.replaces, ElementsAre("statybos.shipping"));
    EXPECT_THAT(manifest.permissions, ElementsAre("http_client"));
    EXPECT_EQ(manifest.schema, "omega_shipping");
    ASSERT_EQ(manifest.settings->properties.size(), 1u);
    EXPECT_EQ(manifest.settings->properties[0].name, "limit");
    ASSERT_EQ(manifest.migrations.size(), 2u);
    EXPECT_EQ(manifest.migrations[0].name, "0001_a.sql");
    EXPECT_EQ(manifest.migrations[0].sql, "A");
    EXPECT_THAT(manifest.drafts, ElementsAre("omega.shipping.lockers"));
}

TEST(ManifestTest, TellsAllMistakesAtOnce) {
    EXPECT_EQ(manifest_refusal(R"({"id":"Omega","version":1.4,"abi":{"epoch":1},"licens":"x",)"
                               R"("provides":[{"name":"x"}],"config_schema":{"type":"objct"}})"),
              "x.so config_schema.type: \"objct\" is no type, did you mean \"object\"?\n"
              "x.so id: \"Omega\" does not match the pattern "
              "^[a-z][a-z0-9_-]*(\\.[a-z][a-z0-9_-]*)+$\n"
              "x.so version: \"1.4\" does not match the pattern "
              "^[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?$\n"
              "x.so title: is required but missing\n"
              "x.so abi.level: is required but missing\n"
              "x.so provides[0].contract: is required but missing\n"
              "x.so licens: unknown key, did you mean \"licence\"?");
}

TEST(ManifestTest, RefusesWhatIsNoManifest) {
    EXPECT_THAT(manifest_refusal(""), HasSubstr("x.so: not readable as JSON"));
    EXPECT_THAT(manifest_refusal("{"), HasSubstr("x.so: not readable as JSON"));
    EXPECT_EQ(manifest_refusal("[]"), "x.so: must be a mapping of keys to values");
    EXPECT_THAT(manifest_refusal(R"({"id":"a.b","id":"a.c"})"), HasSubstr("not readable as JSON"));
    EXPECT_THAT(manifest_refusal(std::string(40, '[') + std::string(40, ']')), HasSubstr("JSON"));
    EXPECT_THAT(manifest_refusal(std::string(5'000'000, ' ')), HasSubstr("larger than"));
}

TEST(ManifestTest, RefusesAnotherEpoch) {
    EXPECT_THAT(manifest_refusal(R"({"id":"a.b","version":"1.0.0","title":{"en":"A"},)"
                                 R"("abi":{"epoch":2,"level":1}})"),
                HasSubstr("x.so abi.epoch: is 2, this kernel speaks 1"));
}

TEST(ManifestTest, RefusesALevelThatThisKernelDoesNotHave) {
    EXPECT_EQ(
        manifest_refusal(R"({"id":"a.b","version":"1.0.0","title":{"en":"A"},)"
                         R"("abi":{"epoch":1,"level":3}})"),
        "x.so abi.level: is 3, this kernel has 2; install a newer kernel, or an older release "
        "of the plugin");
}

TEST(ManifestTest, RefusesSchemasThatAreNotItsOwn) {
    for (const char* schema : {"public", "kernel", "pg_catalog", "information_schema"}) {
        EXPECT_EQ(refusal_with(R"(,"schema":")" + std::string(schema) + "\""),
                  "x.so schema: \"" + std::string(schema) + "\" is not a plugin's to have");
    }
    EXPECT_THAT(refusal_with(R"(,"schema":"a\"; DROP")"), HasSubstr("does not match the pattern"));
}

TEST(ManifestTest, RefusesMigrationsWithoutSchemaOrWithOneNumberTwice) {
    EXPECT_EQ(refusal_with(R"(,"migrations":[{"name":"0001_a.sql","sql":"A"}])"),
              "x.so schema: is missing; migrations need the one schema that they may change");
    EXPECT_EQ(refusal_with(R"(,"schema":"x","migrations":[{"name":"0001_a.sql","sql":"A"},)"
                           R"({"name":"0001_b.sql","sql":"B"}])"),
              "x.so migrations: two have the number 0001");
    EXPECT_THAT(refusal_with(R"(,"schema":"x","migrations":[{"name":"../0001_a.sql","sql":"A"}])"),
                HasSubstr("migrations[0].name: \"../0001_a.sql\" does not match"));
}

TEST(ManifestTest, BecomesWhatTheConfigurationMustKnow) {
    const auto known = known_plugin(
        accepted(R"(,"instances":"many","hosting":"in_process","replaces":["a.b"],)"
                 R"("provides":[{"contract":"c.d","name":"n"}],"decorates":[{"contract":"e.f"}])"),
        "plugins/x.so");
    EXPECT_EQ(known.id, "omega.shipping");
    EXPECT_EQ(known.file, "plugins/x.so");
    EXPECT_TRUE(known.many_instances);
    EXPECT_TRUE(known.only_in_process);
    EXPECT_FALSE(known.only_isolated);
    EXPECT_EQ(known.provides[0].contract, "c.d");
    EXPECT_EQ(known.decorates[0].contract, "e.f");
    EXPECT_THAT(known.replaces, ElementsAre("a.b"));
}

} // namespace
