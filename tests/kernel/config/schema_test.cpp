#include "config/schema.hpp"

#include <gtest/gtest.h>

#include "kernel/config/yaml.hpp"

using namespace statybos::kernel::config;

namespace {

std::string mistakes(const std::string& text) {
    const auto node = parse_yaml(text, "s.yaml");
    if (!node) {
        return node.error().message();
    }
    ConfigErrors errors;
    const auto schema = read_schema(*node, errors);
    EXPECT_EQ(schema == nullptr, !errors.empty());
    return to_text(errors);
}

std::string property(const std::string& body) {
    return mistakes("type: object\nproperties:\n  x: {" + body + "}\n");
}

TEST(SchemaTest, ReadsEveryType) {
    const auto schema = schema_of(R"(
type: object
description: All of them
required: [s]
properties:
  s: {type: string, minLength: 1, maxLength: 9, pattern: '^[a-z]+$'}
  c: {type: string, enum: [a, b], default: a}
  i: {type: integer, minimum: 1, maximum: 10, default: 5}
  n: {type: number, minimum: 0.5}
  b: {type: boolean, default: false}
  d: {type: duration, minimum: 1s, maximum: 1d, default: 3s}
  z: {type: size, maximum: 1GiB}
  m: {type: money, minimum: 0.00 EUR}
  k: {type: secret, minLength: 8}
  u: {type: url}
  p: {type: path}
  a: {type: array, items: {type: integer}, minItems: 1, maxItems: 3}
  o: {type: object, additionalProperties: {type: string}}
)");
    ASSERT_TRUE(schema);
    EXPECT_EQ(schema->description, "All of them");
    ASSERT_EQ(schema->properties.size(), 13u);
    EXPECT_TRUE(schema->properties[0].required);
    EXPECT_FALSE(schema->properties[1].required);
    EXPECT_EQ(schema->properties[5].schema.minimum->written, "1s");
    EXPECT_EQ(*schema->properties[5].schema.minimum->value.as<std::int64_t>(), 1000);
    EXPECT_TRUE(schema->properties[12].schema.values);
    EXPECT_FALSE(schema->values);
    EXPECT_FALSE(schema->can_be_absent());
}

TEST(SchemaTest, NamesAllMistakesWithTheirPlaces) {
    EXPECT_EQ(
        mistakes("type: object\n"
                 "required: [prot]\n"
                 "properties:\n"
                 "  port: {type: intger}\n"
                 "  host: {type: string, minimun: 3}\n"
                 "  list: {type: array}\n"),
        "s.yaml:4:16 properties.port.type: \"intger\" is no type, did you mean \"integer\"?\n"
        "s.yaml:5:24 properties.host.minimun: unknown schema keyword, did you mean \"minimum\"?\n"
        "s.yaml:6:9 properties.list: an array needs \"items\"\n"
        "s.yaml:2:12 required: \"prot\" is not among the properties, did you mean \"port\"?");
}

TEST(SchemaTest, RefusesAKeywordOfAnotherType) {
    EXPECT_EQ(property("type: string, minimum: 3"),
              "s.yaml:3:21 properties.x.minimum: does not apply to type string");
}

TEST(SchemaTest, LetsASecretDefaultToNoneOnly) {
    EXPECT_EQ(property("type: secret, default: abc"),
              "s.yaml:3:30 properties.x.default: a secret's default can only be \"\", for none");
    EXPECT_EQ(property("type: secret, default: ''"), "");
}

TEST(SchemaTest, RefusesBoundsThatNothingCanMeet) {
    EXPECT_EQ(property("type: integer, minimum: 5, maximum: 4"),
              "s.yaml:3:31 properties.x: minimum is above maximum");
    EXPECT_EQ(property("type: money, minimum: 1.00 EUR, maximum: 5.00 USD"),
              "s.yaml:3:29 properties.x: minimum is above maximum");
    EXPECT_EQ(property("type: string, minLength: 5, maxLength: 4"),
              "s.yaml:3:32 properties.x: minLength is above maxLength");
    EXPECT_EQ(property("type: duration, minimum: 5"),
              "s.yaml:3:32 properties.x.minimum: is not of type duration: write 500ms, 3s, 10m, 2h "
              "or 5d");
}

TEST(SchemaTest, RefusesADefaultThatItWouldNotAccept) {
    EXPECT_EQ(property("type: integer, maximum: 4, default: 5"),
              "s.yaml:3:43 properties.x.default: must be at most 4, is 5");
    EXPECT_EQ(
        property("type: boolean, default: yes"),
        "s.yaml:3:31 properties.x.default: \"yes\" is not of type boolean: write true or false");
    EXPECT_EQ(mistakes("type: object\nrequired: [x]\nproperties:\n  x: {type: string, default: a}"),
              "s.yaml:2:12 required: \"x\" has a default, so it is not required");
}

TEST(SchemaTest, RefusesPatternsThatAreNoneOrTooCostly) {
    EXPECT_NE(property("type: string, pattern: '['").find("is no regular expression"),
              std::string::npos);
    EXPECT_NE(property("type: string, pattern: 'a{1,1001}'").find("repetitions above {1000}"),
              std::string::npos);
    EXPECT_NE(property("type: string, pattern: '((a{900}){900}){900}'").find("is no regular"),
              std::string::npos);
    EXPECT_NE(property("type: string, pattern: '" + std::string(513, 'a') + "'").find("1 to 512"),
              std::string::npos);
    for (const std::string pattern : {"(a)\\1", "[\\8]", "\\\\\\99999999999999999999"}) {
        EXPECT_NE(property("type: string, pattern: '" + pattern + "'").find("back references"),
                  std::string::npos)
            << pattern;
    }
    EXPECT_EQ(property("type: string, pattern: '\\\\1'"), "") << "a backslash and a 1";
}

TEST(SchemaTest, RefusesARootThatIsNoObject) {
    EXPECT_EQ(mistakes("type: string\n"),
              "s.yaml:1:1: the root of a schema must be of type object");
    EXPECT_EQ(mistakes("- a\n"), "s.yaml:1:1: a schema is a mapping with a \"type\"");
    EXPECT_EQ(mistakes(""), "s.yaml:1:1: a schema is a mapping with a \"type\"");
}

TEST(SchemaTest, TakesNoOpenObjects) {
    EXPECT_EQ(property("type: object, additionalProperties: true"),
              "s.yaml:3:43 properties.x.additionalProperties: expected false or the schema of the "
              "values");
}

} // namespace
