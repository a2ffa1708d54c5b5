#include "config/document.hpp"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "kernel/config/yaml.hpp"

using namespace statybos;
using namespace statybos::kernel::config;
using testing::HasSubstr;

namespace {

std::string refusal(std::string_view text, const DocumentLimits& limits = {}) {
    const auto node = parse_yaml(text, "t.yaml", limits);
    return node ? "accepted" : node.error().message();
}

TEST(DocumentTest, KeepsScalarsAsTheyAreWritten) {
    const Node root = yaml_of("a: yes\nb: 0123\nc: 1e3\nd: \"5\"\n");
    EXPECT_EQ(root.find("a")->text, "yes");
    EXPECT_EQ(root.find("b")->text, "0123");
    EXPECT_EQ(root.find("c")->text, "1e3");
    EXPECT_EQ(root.find("d")->text, "5");
    EXPECT_EQ(root.find("e"), nullptr);
}

TEST(DocumentTest, CountsLinesAndColumnsFromOne) {
    const Node root = yaml_of("server:\n  port: 80\nlist:\n  - x\n");
    EXPECT_EQ(root.members[0].at.line, 1u);
    EXPECT_EQ(root.members[0].at.column, 1u);
    const Node::Member& port = root.find("server")->members[0];
    EXPECT_EQ(port.at.line, 2u);
    EXPECT_EQ(port.at.column, 3u);
    EXPECT_EQ(port.value.at.column, 9u);
    EXPECT_EQ(root.find("list")->items[0].at.line, 4u);
    EXPECT_EQ(root.find("list")->items[0].at.column, 5u);
}

TEST(DocumentTest, ReadsAnEmptyFileAsNull) {
    EXPECT_TRUE(yaml_of("").is_null());
    EXPECT_TRUE(yaml_of("# only a comment\n").is_null());
}

TEST(DocumentTest, ResolvesAliasesByCopy) {
    const Node root = yaml_of("a: &x {n: 1}\nb: *x\nc: *x\n");
    EXPECT_EQ(root.find("b")->find("n")->text, "1");
    EXPECT_EQ(root.find("c")->find("n")->text, "1");
}

struct RefusedCase {
    const char* name;
    const char* text;
    const char* message;
};

class DocumentRefusesTest : public testing::TestWithParam<RefusedCase> {};

TEST_P(DocumentRefusesTest, WithThePlace) {
    EXPECT_THAT(refusal(GetParam().text), HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    Yaml, DocumentRefusesTest,
    testing::Values(
        RefusedCase{"DuplicateKey", "a: 1\nb: 2\na: 3\n",
                    "t.yaml:3:1: duplicate key \"a\", first in line 1"},
        RefusedCase{"DuplicateKeyInFlow", "m: {a: 1, a: 2}\n", "t.yaml:1:11: duplicate key"},
        RefusedCase{"MergeKey", "a: &x {n: 1}\nb:\n  <<: *x\n", "t.yaml:3:3: merge keys"},
        RefusedCase{"Tag", "a: !!str 5\n", "t.yaml:1:4: tags are not used here"},
        RefusedCase{"CustomTag", "a: !exec [x]\n", "tags are not used here"},
        RefusedCase{"SecondDocument", "a: 1\n---\nb: 2\n", "a second document"},
        RefusedCase{"ListAsKey", "? [a, b]\n: 1\n", "a key must be a plain word"},
        RefusedCase{"NullAsKey", "~: 1\n", "a key must not be empty or null"},
        RefusedCase{"AliasAsKey", "a: &x b\n*x : 1\n", "a key must be written out"},
        RefusedCase{"AliasInsideItself", "a: &x [1, *x]\n", "must not lie inside"},
        RefusedCase{"UnknownAlias", "a: *nobody\n", "t.yaml:1:4: not readable as YAML"},
        RefusedCase{"BrokenFlow", "a: [1, 2\n", "not readable as YAML"},
        RefusedCase{"TabIndent", "a:\n\tb: 1\n", "t.yaml:2:3: not readable as YAML"},
        RefusedCase{"ControlCharacterInKey", "\"a\\x07b\": 1\n", "a key must be one line"},
        RefusedCase{"NotUtf8", "a: 1\nb: \xff\n", "t.yaml:2:1: holds bytes that are not UTF-8"}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(DocumentTest, RefusesAnAliasBomb) {
    std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 10; ++i) {
        const std::string alias = "*a" + std::to_string(i - 1);
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
        for (int j = 0; j < 10; ++j) {
            bomb += (j == 0 ? "" : ", ") + alias;
        }
        bomb += "]\n";
    }
    EXPECT_THAT(refusal(bomb), HasSubstr("more than 50000 values in one file"));
}

TEST(DocumentTest, RefusesTooManyAliases) {
    std::string text = "a: &x 1\nb:\n";
    for (int i = 0; i < 201; ++i) {
        text += "  - *x\n";
    }
    EXPECT_THAT(refusal(text), HasSubstr("t.yaml:203:5: more than 200 aliases"));
}

TEST(DocumentTest, RefusesDeepNesting) {
    EXPECT_EQ(refusal(std::string(32, '[') + std::string(32, ']')), "accepted");
    EXPECT_THAT(refusal(std::string(33, '[') + std::string(33, ']')),
                HasSubstr("t.yaml:1:33: nested deeper than 32 levels"));
    EXPECT_NE(refusal(std::string(100'000, '[')), "accepted");
    std::string dashes;
    for (int i = 0; i < 100'000; ++i) {
        dashes += "- ";
    }
    EXPECT_THAT(refusal(dashes), HasSubstr("nested deeper"));
}

TEST(DocumentTest, CountsTheDepthOfWhatAnAliasStandsFor) {
    EXPECT_THAT(refusal("a: &x [[1]]\nb: [*x]\n", {.depth = 3}), HasSubstr("nested deeper than 3"));
    EXPECT_EQ(refusal("a: &x [[1]]\nb: *x\n", {.depth = 3}), "accepted");
}

TEST(DocumentTest, RefusesTooManyBytes) {
    EXPECT_THAT(refusal("a: 123456\n", {.bytes = 5}), HasSubstr("larger than 5 bytes"));
}

TEST(DocumentTest, NamesAFileThatCannotBeRead) {
    EXPECT_EQ(read_yaml("/nonexistent/x.yaml", "x.yaml").error().message(),
              "x.yaml: there is no such file");
    EXPECT_EQ(read_yaml("/tmp", "folder").error().message(), "folder: is not a regular file");
}

TEST(DocumentTest, DoesNotWaitForAFifo) {
    const auto fifo =
        std::filesystem::temp_directory_path() / ("statybos-fifo-" + std::to_string(::getpid()));
    ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
    EXPECT_THAT(read_yaml(fifo).error().message(), HasSubstr("is not a regular file"));
    std::filesystem::remove(fifo);
}

} // namespace
