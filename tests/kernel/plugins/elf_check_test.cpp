#include "plugins/elf_check.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/file_content.hpp"

using namespace statybos;
using namespace statybos::kernel::plugins;
using testing::AllOf;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

namespace {

const HostFloor& floor_of_host() {
    static const HostFloor floor = HostFloor::of_this_process();
    return floor;
}

std::string refusal(const char* file, const HostFloor& floor = floor_of_host()) {
    const auto report = check_plugin_elf(std::filesystem::path(file), floor);
    return report ? "accepted" : report.error().message();
}

// The probe with every `from` in its bytes as `to`, which is as long.
std::string refusal_after(std::string_view from, std::string_view to) {
    std::string bytes = *kernel::config::read_file(PROBE_GOOD, largest_plugin_file);
    EXPECT_NE(bytes.find(from), std::string::npos) << from;
    for (std::size_t i = bytes.find(from); i != std::string::npos; i = bytes.find(from, i + 1)) {
        bytes.replace(i, from.size(), to);
    }
    const auto report = check_plugin_elf("x.so", std::as_bytes(std::span(bytes)), floor_of_host());
    return report ? "accepted" : report.error().message();
}

TEST(HostFloorTest, KnowsTheVersionsOfThisProcess) {
    const HostFloor& floor = floor_of_host();
    EXPECT_THAT(floor.glibc, MatchesRegex("2\\.[0-9]+"));
    EXPECT_THAT(floor.glibcxx, MatchesRegex("3\\.4\\.[0-9]+"));
    EXPECT_THAT(floor.cxxabi, MatchesRegex("1\\.3\\.[0-9]+"));
}

TEST(ElfCheckTest, AcceptsAPluginAndHandsItsManifestOver) {
    const auto report = check_plugin_elf(std::filesystem::path(PROBE_GOOD), floor_of_host());
    ASSERT_TRUE(report) << report.error().message();
    EXPECT_EQ(report->manifest, R"({"id":"probe.plugin"})");
    EXPECT_THAT(report->glibc, MatchesRegex("2\\.[0-9.]+"));
    EXPECT_NE(std::find(report->needed.begin(), report->needed.end(), "libc.so.6"),
              report->needed.end());
}

TEST(ElfCheckTest, NamesTheExportsThatAreTooMany) {
    EXPECT_THAT(refusal(PROBE_MORE_EXPORTS),
                AllOf(HasSubstr("probe_more_exports.so: exports more than statybos_plugin_v1: "),
                      HasSubstr("extra_"),
                      HasSubstr(" more; build it with statybos_add_plugin()")));
}

TEST(ElfCheckTest, MissesTheEntry) {
    EXPECT_THAT(refusal(PROBE_WITHOUT_ENTRY),
                AllOf(HasSubstr("does not export statybos_plugin_v1; write STATYBOS_PLUGIN"),
                      Not(HasSubstr("\n"))));
}

TEST(ElfCheckTest, MissesTheManifest) {
    EXPECT_THAT(refusal(PROBE_WITHOUT_MANIFEST),
                HasSubstr("has no manifest (section .statybos.manifest)"));
}

TEST(ElfCheckTest, RefusesUniqueSymbolsAndTellsAllReasonsAtOnce) {
    EXPECT_THAT(refusal(PROBE_UNIQUE), AllOf(HasSubstr("(STB_GNU_UNIQUE): _ZN7CounterIiE5countE;"),
                                             HasSubstr("\n"), HasSubstr("has no manifest")));
}

TEST(ElfCheckTest, RefusesAnExecutableStack) {
    EXPECT_THAT(refusal(PROBE_EXECUTABLE_STACK), HasSubstr("asks for an executable stack"));
}

TEST(ElfCheckTest, RefusesASearchPath) {
    EXPECT_THAT(refusal(PROBE_SEARCH_PATH),
                HasSubstr("brings its own library search path /opt/somewhere"));
}

TEST(ElfCheckTest, RefusesAProgram) {
    EXPECT_THAT(refusal(PROBE_PROGRAM), HasSubstr("is a program, not a shared library"));
}

TEST(ElfCheckTest, RefusesALibraryUnlessTheOperatorAllowsIt) {
    EXPECT_THAT(refusal(PROBE_STRANGER),
                HasSubstr("needs libstranger.so, which is not among the allowed libraries"));
    EXPECT_EQ(refusal(PROBE_STRANGER, HostFloor::of_this_process({"libstrang*.so"})), "accepted");
}

TEST(ElfCheckTest, RefusesDynamicLibcxxWithTheRecipe) {
    const std::string text = refusal(PROBE_LIBCXX, HostFloor::of_this_process({"*"}));
    EXPECT_THAT(text, AllOf(HasSubstr("needs libc++.so.1, which cannot live beside"),
                            HasSubstr("-Wl,-Bstatic -lc++ -lc++abi -Wl,-Bdynamic")));
}

TEST(ElfCheckTest, ExplainsANewerSystem) {
    const auto report = check_plugin_elf(std::filesystem::path(PROBE_GOOD), floor_of_host());
    ASSERT_TRUE(report);
    std::string newer = report->glibc;
    std::replace_if(
        newer.begin(), newer.end(), [](char c) { return c != '.'; }, '9');
    EXPECT_EQ(refusal_after("GLIBC_" + report->glibc, "GLIBC_" + newer),
              "x.so: built for a newer system: needs GLIBC_" + newer + ", this host has " +
                  floor_of_host().glibc + "; build it on the oldest system it is meant for");
}

TEST(ElfCheckTest, ComparesVersionsByNumber) {
    HostFloor floor = floor_of_host();
    floor.glibc = "2.100";
    EXPECT_EQ(refusal(PROBE_GOOD, floor), "accepted");
    floor.glibc = "1.999";
    EXPECT_THAT(refusal(PROBE_GOOD, floor), HasSubstr("this host has 1.999;"));
}

TEST(ElfCheckTest, DoesNotRepeatControlCharactersOfTheFile) {
    const std::string text = refusal_after("libc.so.6", "lib\x1b[31m6");
    EXPECT_THAT(text, AllOf(HasSubstr("needs lib?[31m6"), Not(HasSubstr("\x1b"))));
}

TEST(ElfCheckTest, RefusesALibraryGivenByPath) {
    EXPECT_THAT(refusal_after("libc.so.6", "/tmp/lib6"), HasSubstr("needs /tmp/lib6"));
}

TEST(ElfCheckTest, NamesAFileThatIsNotThere) {
    EXPECT_EQ(refusal("/nonexistent/x.so"), "/nonexistent/x.so: there is no such file");
}

} // namespace
