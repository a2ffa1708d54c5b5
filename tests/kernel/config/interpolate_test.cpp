#include "config/interpolate.hpp"

#include <map>

#include <gtest/gtest.h>

#include "kernel/config/yaml.hpp"

using namespace statybos::kernel::config;

namespace {

Environment of(std::map<std::string, std::string, std::less<>> variables) {
    return [variables](std::string_view name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        return found == variables.end() ? std::nullopt : std::optional(found->second);
    };
}

struct Case {
    const char* name;
    const char* written;
    const char* expected;
};

class InterpolateTest : public testing::TestWithParam<Case> {};

TEST_P(InterpolateTest, Replaces) {
    Node root = yaml_of(std::string("v: ") + GetParam().written);
    ConfigErrors errors;
    interpolate(root, of({{"HOST", "db"}, {"EMPTY", ""}, {"TRICK", "${HOST}"}}), errors);
    EXPECT_EQ(to_text(errors), "");
    EXPECT_EQ(root.find("v")->text, GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Forms, InterpolateTest,
    testing::Values(
        Case{"Alone", "${HOST}", "db"}, Case{"Within", "a-${HOST}-b", "a-db-b"},
        Case{"Twice", "${HOST}${HOST}", "dbdb"}, Case{"Quoted", "\"${HOST}\"", "db"},
        Case{"DefaultUnused", "${HOST:-x}", "db"}, Case{"DefaultOfUnset", "${NONE:-a b}", "a b"},
        Case{"DefaultOfEmpty", "${EMPTY:-x}", "x"}, Case{"EmptyDefault", "a${NONE:-}", "a"},
        Case{"Empty", "a${EMPTY}", "a"}, Case{"Escaped", "$${HOST}", "${HOST}"},
        Case{"LoneDollar", "pa$$word$", "pa$$word$"}, Case{"NotTwice", "${TRICK}", "${HOST}"}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(InterpolateErrorsTest, NamesEveryUnsetVariableWithItsPlace) {
    Node root = yaml_of("a:\n  - ${ONE}\nb: ${TWO}\n");
    ConfigErrors errors;
    interpolate(root, of({}), errors);
    EXPECT_EQ(
        to_text(errors),
        "t.yaml:2:5 a[0]: environment variable ONE is not set; set it or write ${ONE:-default}\n"
        "t.yaml:3:4 b: environment variable TWO is not set; set it or write ${TWO:-default}");
    EXPECT_TRUE(root.find("b")->unusable);
}

TEST(InterpolateErrorsTest, RefusesWhatIsNotWellFormed) {
    Node root = yaml_of("a: ${OPEN\nb: ${1X}\nc: ${}\n");
    ConfigErrors errors;
    interpolate(root, of({}), errors);
    ASSERT_EQ(errors.size(), 3u);
    EXPECT_EQ(errors[0].message, "\"${\" without \"}\"; write \"$${\" for the two characters");
}

TEST(InterpolateErrorsTest, RefusesBytesThatAreNotText) {
    Node root = yaml_of("a: ${BAD}\n");
    ConfigErrors errors;
    interpolate(root, of({{"BAD", "\xff"}}), errors);
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_EQ(errors[0].message, "environment variable BAD is not UTF-8 text");
}

TEST(InterpolateErrorsTest, MarksWhatCameFromOutside) {
    Node root = yaml_of("a: ${A}\nb: ${B:-x}\nc: c\n");
    ConfigErrors errors;
    interpolate(root, of({{"A", "1"}}), errors);
    EXPECT_TRUE(root.find("a")->from_outside);
    EXPECT_FALSE(root.find("b")->from_outside);
    EXPECT_FALSE(root.find("c")->from_outside);
}

} // namespace
