#include "config/judge.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "config/interpolate.hpp"
#include "kernel/config/yaml.hpp"

using namespace statybos::kernel::config;

namespace {

const char* const carrier = R"(
type: object
required: [token]
properties:
  token: {type: secret, minLength: 8}
  pay:
    type: object
    properties:
      limit: {type: integer, minimum: 1, maximum: 100, default: 10}
      deadline: {type: duration, minimum: 100ms, maximum: 5m, default: 3s}
      fee: {type: money, minimum: 0.00 EUR, maximum: 50.00 EUR, default: 2.50 EUR}
  mode: {type: string, enum: [test, live], default: test}
  buffer: {type: size, default: 64KiB}
  endpoint: {type: url}
  folder: {type: path, default: var/spool}
  ratio: {type: number, minimum: 0, maximum: 1}
  names: {type: array, items: {type: string, pattern: '^[a-z]+$'}, maxItems: 2}
  zones: {type: object, additionalProperties: {type: integer}}
  oauth:
    type: object
    required: [client]
    properties: {client: {type: string}}
)";

class JudgeTest : public testing::Test {
protected:
    void SetUp() override {
        folder_ = std::filesystem::temp_directory_path() /
                  ("statybos-judge-" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::string accepted(const std::string& text, Reveal reveal = Reveal::everything) {
        ConfigErrors errors;
        const Value value = run(text, errors);
        EXPECT_EQ(to_text(errors), "");
        return to_json(value, reveal);
    }
    std::string refused(const std::string& text) {
        ConfigErrors errors;
        run(text, errors);
        return to_text(errors);
    }
    Value run(const std::string& text, ConfigErrors& errors) {
        Node node = yaml_of(text);
        interpolate(
            node, [](std::string_view) { return "swordfish"; }, errors);
        return judge(*schema_of(carrier), node, "plugins.omega", {.root = folder_}, errors);
    }

    std::filesystem::path folder_;
};

TEST_F(JudgeTest, FillsDefaultsAlsoOfAbsentObjects) {
    EXPECT_EQ(
        accepted("token: 12345678\n"),
        R"({"token":"12345678","pay":{"limit":10,"deadline":3000,)"
        R"("fee":{"amount":"2.50","currency":"EUR"}},"mode":"test","buffer":65536,"folder":")" +
            (folder_ / "var/spool").string() + R"(","zones":{}})");
}

TEST_F(JudgeTest, LeavesOutAnObjectWithRequiredMembers) {
    EXPECT_EQ(accepted("token: 12345678\n").find("oauth"), std::string::npos);
    EXPECT_EQ(refused("token: 12345678\noauth:\n"),
              "t.yaml:2:1 plugins.omega.oauth.client: is required but missing");
}

TEST_F(JudgeTest, TypesWhatIsWritten) {
    const std::string json = accepted("token: 12345678\n"
                                      "pay: {limit: '7', deadline: 500ms, fee: 1 EUR}\n"
                                      "ratio: 1e-1\nnames: [yes, no]\nzones: {lt: 1}\n"
                                      "endpoint: https://api.example.org/v1\nmode: live\n");
    EXPECT_NE(json.find(R"("pay":{"limit":7,"deadline":500,"fee":{"amount":"1.00")"),
              std::string::npos);
    EXPECT_NE(json.find(R"("ratio":0.1,"names":["yes","no"],"zones":{"lt":1})"), std::string::npos);
    EXPECT_NE(json.find(R"("endpoint":"https://api.example.org/v1")"), std::string::npos);
}

TEST_F(JudgeTest, TellsAllMistakesAtOnce) {
    EXPECT_EQ(
        refused("pay:\n"
                "  limt: 5\n"
                "  limit: 500\n"
                "  deadline: 10\n"
                "mode: lve\n"
                "names: abc\n"
                "ratio: [1]\n"
                "colour: red\n"),
        "t.yaml:1:1 plugins.omega.token: is required but missing\n"
        "t.yaml:3:10 plugins.omega.pay.limit: must be between 1 and 100, is 500\n"
        "t.yaml:4:13 plugins.omega.pay.deadline: \"10\" is not of type duration: write 500ms, "
        "3s, 10m, 2h or 5d\n"
        "t.yaml:2:3 plugins.omega.pay.limt: unknown key, did you mean \"limit\"?\n"
        "t.yaml:5:7 plugins.omega.mode: \"lve\" is not one of test, live, did you mean "
        "\"live\"?\n"
        "t.yaml:7:8 plugins.omega.ratio: expected one value of type number, found a list\n"
        "t.yaml:6:8 plugins.omega.names: expected a list, found a single value\n"
        "t.yaml:8:1 plugins.omega.colour: unknown key; known are token, pay, mode, buffer, "
        "endpoint, folder, ratio, names, zones, oauth");
}

struct JudgedCase {
    const char* name;
    const char* text;
    const char* message;
};

class JudgeRefusesTest : public JudgeTest, public testing::WithParamInterface<JudgedCase> {};

TEST_P(JudgeRefusesTest, WithAReason) {
    EXPECT_EQ(refused(std::string("token: 12345678\n") + GetParam().text),
              std::string("t.yaml:2:") + GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    Values, JudgeRefusesTest,
    testing::Values(
        JudgedCase{"TrapYes", "pay: {limit: yes}",
                   "14 plugins.omega.pay.limit: \"yes\" is not of type integer: write a whole "
                   "number in decimal digits"},
        JudgedCase{"TrapOctal", "pay: {limit: 0123}",
                   "14 plugins.omega.pay.limit: \"0123\" is not of type integer: write it without "
                   "leading zeros"},
        JudgedCase{"TrapExponent", "pay: {limit: 1e1}",
                   "14 plugins.omega.pay.limit: \"1e1\" is not of type integer: write a whole "
                   "number in decimal digits"},
        JudgedCase{"OtherCurrency", "pay: {fee: 5.00 USD}",
                   "12 plugins.omega.pay.fee: must be between 0.00 EUR and 50.00 EUR, is 5.00 USD"},
        JudgedCase{"Null", "mode:",
                   "1 plugins.omega.mode: has no value; give one or remove the key (quote the "
                   "word null when it is meant)"},
        JudgedCase{"Pattern", "names: [ABC]",
                   "9 plugins.omega.names[0]: \"ABC\" does not match the pattern ^[a-z]+$"},
        JudgedCase{"TooManyItems", "names: [a, b, c]",
                   "8 plugins.omega.names: must have at most 2 entries, has 3"},
        JudgedCase{"HostWithoutScheme", "endpoint: localhost:80",
                   "11 plugins.omega.endpoint: \"localhost:80\" is not of type url: write a whole "
                   "address, such as https://example.org/path"},
        JudgedCase{"MapValue", "zones: {lt: x}",
                   "13 plugins.omega.zones.lt: \"x\" is not of type integer: write a whole number "
                   "in decimal digits"}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST_F(JudgeTest, CutsAndEscapesWhatItQuotes) {
    EXPECT_EQ(refused("token: 12345678\nmode: \"\\e[31m" + std::string(100, 'x') + "\"\n"),
              "t.yaml:2:7 plugins.omega.mode: \"\\u001b[31m" + std::string(55, 'x') +
                  "…\" is not one of test, live");
}

TEST_F(JudgeTest, NeverRepeatsASecretOrTheEnvironment) {
    const std::string text = refused("token: short\npay: {limit: '${PASSWORD}'}\n"
                                     "mode: ${PASSWORD}\nnames: ['${PASSWORD}1']\n");
    EXPECT_EQ(text.find("swordfish"), std::string::npos) << text;
    EXPECT_EQ(text.find("short"), std::string::npos) << text;
    EXPECT_NE(text.find("plugins.omega.token: must have at least 8 characters, has 5"),
              std::string::npos);
    EXPECT_NE(text.find("plugins.omega.pay.limit: the value is not of type integer"),
              std::string::npos);
}

TEST_F(JudgeTest, ReadsASecretFromItsFile) {
    std::ofstream(folder_ / "token") << "from-a-file\n";
    EXPECT_NE(accepted("token: file:token\n").find(R"("token":"from-a-file")"), std::string::npos);
    EXPECT_NE(accepted("token: 'file:" + (folder_ / "token").string() + "'\n")
                  .find(R"("token":"from-a-file")"),
              std::string::npos);
    EXPECT_NE(accepted("token: file:token\n", Reveal::no_secrets).find(R"("token":"***")"),
              std::string::npos);
}

TEST_F(JudgeTest, NamesASecretFileThatIsMissingEmptyOrShort) {
    EXPECT_EQ(refused("token: file:none\n"), "t.yaml:1:8 plugins.omega.token: secret file " +
                                                 (folder_ / "none").string() +
                                                 ": there is no such file");
    std::ofstream(folder_ / "empty") << "\n";
    EXPECT_NE(refused("token: file:empty\n").find("is empty"), std::string::npos);
    std::ofstream(folder_ / "short") << "abc\n";
    EXPECT_NE(refused("token: file:short\n").find("at least 8 characters, has 3"),
              std::string::npos);
    std::ofstream(folder_ / "large") << std::string(65'537, 'x');
    EXPECT_NE(refused("token: file:large\n").find("larger than 65536 bytes"), std::string::npos);
}

TEST_F(JudgeTest, TakesAnEmptyFileAsNoSettings) {
    ConfigErrors errors;
    const auto schema = schema_of("type: object\nproperties: {a: {type: integer, default: 1}}");
    EXPECT_EQ(to_json(judge(*schema, yaml_of(""), "x", {}, errors), Reveal::everything),
              R"({"a":1})");
    EXPECT_EQ(to_text(errors), "");
}

TEST_F(JudgeTest, MatchesPatternsOfBadTemperInTime) {
    ConfigErrors errors;
    const auto schema =
        schema_of("type: object\nproperties: {a: {type: string, pattern: '^(a|a)*(a*)*b$'}}");
    const Node node = yaml_of("a: " + std::string(4000, 'a') + "\n");
    judge(*schema, node, "", {}, errors);
    EXPECT_EQ(errors.size(), 1u);
    const Node longer = yaml_of("a: " + std::string(5000, 'a') + "\n");
    judge(*schema, longer, "", {}, errors);
    EXPECT_EQ(errors.back().message, "must have at most 4096 bytes");
}

} // namespace
