#include <gtest/gtest.h>

#include <string>

#include <statybos/json.hpp>
#include <statybos/schema.hpp>

#include "sdk/sample_records.hpp"

namespace other {
struct Place {
    std::string street;
};
STATYBOS_RECORD(Place, street)
} // namespace other

namespace {

using namespace statybos;

struct Filter {
    std::string id;
    std::string text;
    std::int32_t rating = 0;
    std::vector<std::string> images;
    std::optional<std::string> email;
    std::optional<Money> price;
    std::optional<sample::Unit> unit;
    std::optional<double> lat;
    std::uint32_t limit = 20;
    std::map<std::string, std::string> attr;
    std::optional<Quantity> change;
    Maybe<std::vector<sample::Place>> places;
};
STATYBOS_RECORD(Filter, id, text, rating, images, email, price, unit, lat, limit, attr, change,
                places)
STATYBOS_LIMITS(Filter, length(&Filter::text, 2, 50), range(&Filter::rating, 1, 5),
                items(&Filter::images, 1, 10), pattern_email(&Filter::email),
                range(&Filter::lat, -90.0, 90.0), range(&Filter::limit, 1, 100),
                defaulted(&Filter::limit), any_sign(&Filter::change))

TEST(SchemaTest, OfARecordIsAReference) {
    EXPECT_EQ(schema_ref<Filter>(), R"({"$ref":"#/components/schemas/Filter"})");
    EXPECT_EQ(schema_ref<std::vector<Filter>>(),
              R"({"type":"array","items":{"$ref":"#/components/schemas/Filter"},"maxItems":1000})");
    EXPECT_EQ(schema_ref<std::optional<Money>>(),
              R"({"anyOf":[{"$ref":"#/components/schemas/Money"},{"type":"null"}]})");
    EXPECT_EQ(schema_ref<ProductId>(), R"({"type":"string","format":"uuid"})");
}

TEST(SchemaTest, ShowsTypesLimitsAndRequirements) {
    SchemaSet set;
    collect_schemas<Filter>(set);
    const Json filter = Json::parse(set.find("Filter")).value();
    const auto property = [&](std::string_view name) {
        return filter.find("properties." + std::string(name)).text();
    };
    EXPECT_EQ(property("text"), R"({"type":"string","minLength":2,"maxLength":50})");
    EXPECT_EQ(property("rating"), R"({"type":"integer","format":"int32","minimum":1,"maximum":5})");
    EXPECT_EQ(
        property("images"),
        R"({"type":"array","items":{"type":"string","maxLength":10000},"minItems":1,"maxItems":10})");
    EXPECT_EQ(property("email"),
              R"({"type":["string","null"],"format":"email","maxLength":10000})");
    EXPECT_EQ(property("unit"), R"({"type":["string","null"],"enum":["pcs","m2","private",null]})");
    EXPECT_EQ(property("lat"), R"({"type":["number","null"],"minimum":-90,"maximum":90})");
    EXPECT_EQ(property("limit"),
              R"({"type":"integer","format":"int32","minimum":1,"maximum":100,"default":20})");
    EXPECT_EQ(
        property("attr"),
        R"({"type":"object","additionalProperties":{"type":"string","maxLength":10000},"maxProperties":1000})");
    EXPECT_EQ(property("change"),
              R"({"type":["string","null"],"pattern":"^-?[0-9]+(\\.[0-9]{1,3})?$"})");
    EXPECT_EQ(filter.find("required").text(), R"(["id","text","rating","images","attr"])");
    EXPECT_EQ(filter.find("additionalProperties").as_bool(), false);
}

TEST(SchemaTest, CollectsWhatIsNested) {
    SchemaSet set;
    collect_schemas<std::vector<Filter>>(set);
    collect_schemas<sample::Everything>(set);
    EXPECT_TRUE(set.contains("Place"));
    EXPECT_TRUE(set.contains("Money"));
    const Json all = Json::parse(set.json()).value();
    ASSERT_EQ(all.members().size(), 4U);
    EXPECT_EQ(all.members()[0].first, "Everything");
    EXPECT_EQ(all.find("Everything.properties.new.type").as_string(), "string");
}

TEST(SchemaTest, SchemaNameTakenIsAnError) {
    SchemaSet set;
    collect_schemas<sample::Place>(set);
    EXPECT_NO_THROW(collect_schemas<sample::Place>(set));
    try {
        collect_schemas<other::Place>(set);
        FAIL();
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.error().slug(), "schema_name_taken");
    }
    EXPECT_EQ(Json::parse(set.find("Place")).value().find("properties.street").present(), false);
}

TEST(SchemaTest, ParametersStandInThePathOrInTheQuery) {
    const Json parameters = Json::parse(parameters_schema<Filter>("/api/filters/{id}/x")).value();
    const auto of = [&](int i) {
        return parameters.items().at(static_cast<std::size_t>(i)).text();
    };
    EXPECT_EQ(
        of(0),
        R"({"name":"id","in":"path","required":true,"schema":{"type":"string","maxLength":10000}})");
    EXPECT_EQ(
        of(2),
        R"({"name":"rating","in":"query","required":true,"schema":{"type":"integer","format":"int32","minimum":1,"maximum":5}})");
    EXPECT_EQ(
        of(4),
        R"({"name":"email","in":"query","schema":{"type":"string","format":"email","maxLength":10000}})");
    EXPECT_EQ(
        of(5),
        R"({"name":"price","in":"query","schema":{"type":"string","pattern":"^-?[0-9]+(\\.[0-9]{1,4})?( ?[A-Z]{3})?$"}})");
    EXPECT_EQ(
        of(8),
        R"({"name":"limit","in":"query","schema":{"type":"integer","format":"int32","minimum":1,"maximum":100,"default":20}})");
    EXPECT_EQ(
        of(9),
        R"({"name":"attr","in":"query","schema":{"type":"object","patternProperties":{"^attr\\.":{"type":"string","maxLength":10000}}},"style":"form","explode":true})");
}

} // namespace
