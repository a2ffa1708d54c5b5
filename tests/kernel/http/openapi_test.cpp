#include "http/openapi.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/route_table.hpp"

namespace statybos::kernel::http {
namespace {

namespace json = boost::json;
using ::testing::UnorderedElementsAre;

/// A route of `owner` that answers a `Cart`; `schemas` as the SDK writes them.
Route answers_cart(const std::string& owner, const std::string& schemas) {
    Route made;
    made.owner = owner;
    made.method = "POST";
    made.path = "/" + owner + "/{id}/{rest...}";
    made.operation = owner.substr(0, owner.find('.')) + "_cart";
    made.access = STY_ACCESS_ANYONE;
    made.request_schema = R"({"$ref":"#/components/schemas/Cart"})";
    made.answers = R"({"200":{"type":"array","items":{"$ref":"#/components/schemas/Cart"}}})";
    made.parameters = R"([{"name":"id","in":"path","required":true,)"
                      R"("schema":{"$ref":"#/components/schemas/Cart"}}])";
    made.schemas = schemas;
    return made;
}

const std::string with_line =
    R"({"Cart":{"properties":{"line":{"$ref":"#/components/schemas/Line"}}},)"
    R"("Line":{"type":"string"}})";
/// Its Cart reads as the other one, but its lines are something else.
const std::string with_other_line =
    R"({"Cart":{"properties":{"line":{"$ref":"#/components/schemas/Line"}}},)"
    R"("Line":{"type":"integer"}})";

json::object document(std::vector<Route> routes) {
    const auto table = RouteTable::create(std::move(routes));
    EXPECT_TRUE(table) << table.error().message();
    return json::parse(openapi_document(**table)).as_object();
}

std::vector<std::string> schema_names(const json::object& document) {
    std::vector<std::string> names;
    for (const auto& [name, schema] : document.at("components").at("schemas").as_object()) {
        names.emplace_back(name);
    }
    return names;
}

/// What the operation takes, what it answers, and what its parameter `id` is.
std::vector<std::string> references(const json::object& document, const std::string& owner) {
    const json::value& operation = document.at("paths").at("/" + owner + "/{id}/{rest}").at("post");
    const auto text = [](const json::value& schema) {
        return json::value_to<std::string>(schema.at("$ref"));
    };
    return {text(operation.at_pointer("/requestBody/content/application~1json/schema")),
            text(operation.at_pointer("/responses/200/content/application~1json/schema/items")),
            text(operation.at_pointer("/parameters/0/schema"))};
}

TEST(OpenApiTest, SharesASchemaThatTwoPluginsDescribeAlike) {
    const auto shown =
        document({answers_cart("shop.orders", with_line), answers_cart("acme.orders", with_line)});
    EXPECT_THAT(schema_names(shown), UnorderedElementsAre("Problem", "Cart", "Line"));
    EXPECT_EQ(references(shown, "acme.orders"),
              std::vector<std::string>(3, "#/components/schemas/Cart"));
}

TEST(OpenApiTest, KeepsApartWhatTwoPluginsCallAlike) {
    const auto shown = document(
        {answers_cart("shop.orders", with_line), answers_cart("acme.orders", with_other_line)});
    EXPECT_THAT(schema_names(shown), UnorderedElementsAre("Problem", "Cart", "Line",
                                                          "acme.orders.Cart", "acme.orders.Line"));
    EXPECT_EQ(references(shown, "shop.orders"),
              std::vector<std::string>(3, "#/components/schemas/Cart"));
    EXPECT_EQ(references(shown, "acme.orders"),
              std::vector<std::string>(3, "#/components/schemas/acme.orders.Cart"));
    const json::value& schemas = shown.at("components").at("schemas");
    EXPECT_EQ(schemas.at("acme.orders.Cart").at_pointer("/properties/line/$ref"),
              "#/components/schemas/acme.orders.Line");
    EXPECT_EQ(schemas.at("Cart").at_pointer("/properties/line/$ref"), "#/components/schemas/Line");
    EXPECT_EQ(schemas.at("acme.orders.Line").at("type"), "integer");
}

TEST(OpenApiTest, LetsNoPluginSayWhatAProblemIs) {
    const auto shown = document({answers_cart(
        "acme.orders",
        R"({"Cart":{"$ref":"#/components/schemas/Problem"},"Problem":{"type":"string"}})")});
    EXPECT_THAT(schema_names(shown),
                UnorderedElementsAre("Problem", "Cart", "acme.orders.Problem"));
    const json::value& schemas = shown.at("components").at("schemas");
    EXPECT_EQ(schemas.at("Problem").at("type"), "object");
    EXPECT_EQ(schemas.at("Cart").at("$ref"), "#/components/schemas/acme.orders.Problem");
}

TEST(OpenApiTest, DeclaresParametersThatThePluginDidNot) {
    const auto shown = document({answers_cart("shop.orders", with_line)});
    const json::array& parameters =
        shown.at("paths").at("/shop.orders/{id}/{rest}").at("post").at("parameters").as_array();
    ASSERT_EQ(parameters.size(), 2u);
    EXPECT_EQ(parameters[1].at("name"), "rest");
    EXPECT_EQ(parameters[1].at("in"), "path");
    EXPECT_EQ(parameters[1].at("required"), true);
}

TEST(OpenApiTest, AStreamAnswersEvents) {
    Route made = answers_cart("a.plugin", with_line);
    made.answers = R"({"200":null})";
    made.flags = STY_ROUTE_STREAM;
    EXPECT_EQ(document({made})
                  .at("paths")
                  .at("/a.plugin/{id}/{rest}")
                  .at_pointer("/post/responses/200/content"),
              json::parse(R"({"text/event-stream":{"schema":{"type":"string"}}})"));
}

} // namespace
} // namespace statybos::kernel::http
