#include "plugins/library.hpp"

#include <statybos/strings.hpp>

#include "plugin_fixture.hpp"
#include "plugins/mapped_ranges.hpp"

namespace statybos::kernel::plugins {
namespace {

using ::testing::HasSubstr;

class LibraryTest : public LoadedPluginTest {
protected:
    Error refusal(const std::string& name, const std::string& id,
                  const std::string& version = "1.0.0") {
        auto mapped = map(name, id, version);
        EXPECT_FALSE(mapped);
        return mapped ? Error() : mapped.error();
    }
};

TEST_F(LibraryTest, MapsAPlugin) {
    const Library* library = map("counter", "test.counter").value();
    EXPECT_EQ(view(library->descriptor->id), "test.counter");
    EXPECT_EQ(library->copy.sha256, run_.copy(fixture("counter")).value().sha256);
}

TEST_F(LibraryTest, MapsTheSameBytesOnce) {
    const Library* first = map("counter", "test.counter").value();
    const std::size_t mapped = mapped_libraries();
    EXPECT_EQ(map("counter", "test.counter").value(), first);
    EXPECT_EQ(mapped_libraries(), mapped);
}

TEST_F(LibraryTest, RefusesAnotherEpoch) {
    const Error error = refusal("epoch", "test.epoch");
    EXPECT_EQ(error.slug(), "plugin_epoch");
    EXPECT_EQ(error.message(),
              "epoch.so: it was built for epoch 2 of the plugin interface; this kernel speaks "
              "epoch 1. Install a release of the plugin for this kernel.");
}

TEST_F(LibraryTest, RefusesANewerLevel) {
    const Error error = refusal("level", "test.level");
    EXPECT_EQ(error.slug(), "plugin_level");
    EXPECT_EQ(error.message(), "level.so: it needs level 99 of the plugin interface; this kernel "
                               "has level 2. Install a newer kernel.");
}

TEST_F(LibraryTest, RefusesCodeThatIsNotItsManifests) {
    const Error error = refusal("mismatch", "test.mismatch");
    EXPECT_EQ(error.slug(), "plugin_descriptor");
    EXPECT_EQ(error.message(), "mismatch.so: its code says test.other 1.0.0, its manifest says "
                               "test.mismatch 1.0.0. Rebuild it.");
    EXPECT_EQ(refusal("counter", "test.counter", "1.0.1").message(),
              "counter.so: its code says test.counter 1.0.0, its manifest says test.counter 1.0.1. "
              "Rebuild it.");
}

TEST_F(LibraryTest, RefusesALibraryWithoutTheSymbol) {
    const Error error = refusal("no_symbol", "test.no_symbol");
    EXPECT_EQ(error.slug(), "plugin_symbol");
    EXPECT_EQ(error.message(), "no_symbol.so: it does not export statybos_plugin_v1. Build it "
                               "with statybos_add_plugin().");
}

TEST_F(LibraryTest, RepeatsTheLoadersWords) {
    const auto file = folder_.path() / "text.so";
    std::ofstream(file) << "this is no library";
    const auto refused = map_library(run_.copy(file).value(), {"a", "1"}, "text.so");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().slug(), "plugin_load");
    EXPECT_THAT(refused.error().message(), HasSubstr("text.so: the loader refuses it: "));
    EXPECT_THAT(refused.error().message(), HasSubstr("file too short"));
}

TEST_F(LibraryTest, KnowsWhoseCodeAnAddressIs) {
    const Library* library = map("ten", "test.ten").value();
    EXPECT_STREQ(owner_of(reinterpret_cast<const void*>(library->descriptor->create)), "test.ten");
    EXPECT_EQ(owner_of(reinterpret_cast<const void*>(&mapped_libraries)), nullptr);
}

TEST(DescriptorTest, RefusesAnIncompleteOne) {
    EXPECT_EQ(check_descriptor(nullptr, {"a", "1"}, "a.so").error().message(),
              "a.so: statybos_plugin_v1() returned nothing");
    sty_plugin descriptor{};
    descriptor.size = sizeof(descriptor);
    descriptor.epoch = STY_ABI_EPOCH;
    descriptor.level = STY_ABI_LEVEL;
    EXPECT_THAT(check_descriptor(&descriptor, {"a", "1"}, "a.so").error().message(),
                HasSubstr("its descriptor is incomplete"));
}

} // namespace
} // namespace statybos::kernel::plugins
