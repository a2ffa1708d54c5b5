#include "http/openapi.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "core/log.hpp"
#include "http/component_schemas.hpp"

namespace statybos::kernel::http {
namespace {

namespace json = boost::json;

constexpr std::string_view problem_schema = R"({
  "type": "object",
  "description": "RFC 9457. `code` is stable; further members depend on it.",
  "required": ["type", "title", "status", "detail", "code", "request_id"],
  "properties": {
    "type": {"type": "string"},
    "title": {"type": "string"},
    "status": {"type": "integer"},
    "detail": {"type": "string"},
    "code": {"type": "string", "pattern": "^[a-z0-9_]+$"},
    "request_id": {"type": "string"},
    "errors": {"type": "array", "items": {
      "type": "object",
      "required": ["pointer", "code", "message"],
      "properties": {"pointer": {"type": "string"}, "code": {"type": "string"},
                     "message": {"type": "string"}}}}
  }
})";

constexpr std::string_view security_schemes = R"({
  "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
  "session": {"type": "apiKey", "in": "cookie", "name": "statybos_session",
    "description": "A cookie session; unsafe methods repeat its csrf_token in X-CSRF-Token."}
})";

constexpr std::string_view idempotency_parameter = R"({
  "name": "Idempotency-Key", "in": "header", "required": false,
  "description": "The same key with the same body answers the first answer again, for 24 hours.",
  "schema": {"type": "string", "minLength": 1, "maxLength": 200}
})";

// Null when there is none, or when it is not well-formed.
json::value declared(const Route& route, std::string_view what, const std::string& text) {
    if (text.empty()) {
        return nullptr;
    }
    json::parse_options options;
    options.max_depth = 64;
    json::error_code ec;
    json::value value = json::parse(text, ec, {}, options);
    if (ec) {
        log(LogLevel::warning, route.owner, "a JSON text of a route is not well-formed",
            {{"operation", route.operation}, {"text", std::string(what)}});
        return nullptr;
    }
    return value;
}

// "/a/{rest...}" → "/a/{rest}": OpenAPI knows no rest.
std::string openapi_path(std::string path) {
    if (const auto dots = path.find("...}"); dots != std::string::npos) {
        path.erase(dots, 3);
    }
    return path;
}

std::string method_name(const Route& route) {
    std::string out = route.method;
    for (char& c : out) {
        c = static_cast<char>(c | 0x20);
    }
    return out;
}

bool declares(const json::array& parameters, std::string_view name) {
    for (const json::value& parameter : parameters) {
        const auto* object = parameter.if_object();
        const auto* stated = object != nullptr ? object->if_contains("name") : nullptr;
        if (stated != nullptr && stated->is_string() && stated->get_string() == name) {
            return true;
        }
    }
    return false;
}

json::array parameters_of(const Route& route, const ComponentSchemas& schemas) {
    json::value stated = declared(route, "parameters", route.parameters);
    schemas.resolve(route.owner, stated);
    json::array out = stated.is_array() ? stated.get_array() : json::array();
    for (const std::string& name : route.parameter_names) {
        if (!declares(out, name)) {
            out.push_back({{"name", name},
                           {"in", "path"},
                           {"required", true},
                           {"schema", {{"type", "string"}}}});
        }
    }
    if (route.has(STY_ROUTE_IDEMPOTENCY)) {
        out.push_back(json::parse(idempotency_parameter));
    }
    return out;
}

std::string_view description_of(std::string_view status) {
    if (status.empty()) {
        return "Answer";
    }
    switch (status.front()) {
    case '2':
        return "Done";
    case '3':
        return "Elsewhere, or unchanged";
    case '4':
        return "Refused";
    default:
        return "Failed";
    }
}

json::object answers_of(const Route& route, const ComponentSchemas& schemas) {
    json::value stated = declared(route, "answers", route.answers);
    schemas.resolve(route.owner, stated);
    json::object out;
    if (const json::object* answers = stated.if_object()) {
        for (const auto& [status, schema] : *answers) {
            json::object answer{{"description", description_of(status)}};
            if (route.has(STY_ROUTE_STREAM)) {
                answer["content"] = {{"text/event-stream", {{"schema", {{"type", "string"}}}}}};
            } else if (!schema.is_null()) {
                answer["content"] = {{"application/json", {{"schema", schema}}}};
            }
            out[status] = std::move(answer);
        }
    }
    if (out.empty()) {
        out["200"] = {{"description", "Done"}};
    }
    out["default"] = {{"$ref", "#/components/responses/Problem"}};
    return out;
}

json::value request_body_of(const Route& route, const ComponentSchemas& schemas) {
    json::value schema = declared(route, "request_schema", route.request_schema);
    schemas.resolve(route.owner, schema);
    const char* type = route.has(STY_ROUTE_MULTIPART)  ? "multipart/form-data"
                       : route.has(STY_ROUTE_RAW_BODY) ? "*/*"
                                                       : "application/json";
    if (schema.is_null() && !route.has(STY_ROUTE_MULTIPART) && !route.has(STY_ROUTE_RAW_BODY)) {
        return nullptr;
    }
    json::object media;
    if (!schema.is_null()) {
        media["schema"] = std::move(schema);
    }
    return {{"required", true}, {"content", {{type, std::move(media)}}}};
}

json::object operation_of(const Route& route, const ComponentSchemas& schemas) {
    json::object out{{"operationId", route.operation}};
    if (!route.summary.empty()) {
        out["summary"] = route.summary;
    }
    if (!route.tag.empty()) {
        out["tags"] = json::array{json::value(route.tag)};
    }
    if (json::array parameters = parameters_of(route, schemas); !parameters.empty()) {
        out["parameters"] = std::move(parameters);
    }
    if (json::value body = request_body_of(route, schemas); !body.is_null()) {
        out["requestBody"] = std::move(body);
    }
    out["responses"] = answers_of(route, schemas);
    const json::object bearer{{"bearer", json::array()}};
    const json::object session{{"session", json::array()}};
    out["security"] = route.is_public() ? json::array{json::object(), bearer, session}
                                        : json::array{bearer, session};
    if (route.access == STY_ACCESS_ROLES) {
        json::array roles;
        for (const std::string& role : route.roles) {
            roles.push_back(json::value(role));
        }
        out["x-roles"] = std::move(roles);
    }
    return out;
}

bool is_shown(const Route& route) {
    return !route.has(STY_ROUTE_HIDDEN);
}

// Every plugin's schemas, in the order of their first routes.
ComponentSchemas schemas_of(const RouteTable& routes) {
    ComponentSchemas all;
    all.add("kernel", {{"Problem", json::parse(problem_schema)}});
    std::vector<std::string> owners;
    std::map<std::string, json::object> brought;
    for (const Route& route : routes.routes()) {
        const json::value stated = declared(route, "schemas", route.schemas);
        if (!is_shown(route) || !stated.is_object()) {
            continue;
        }
        const auto [own, fresh] = brought.try_emplace(route.owner);
        if (fresh) {
            owners.push_back(route.owner);
        }
        for (const auto& [name, schema] : stated.get_object()) {
            own->second.emplace(name, schema);
        }
    }
    for (const std::string& owner : owners) {
        all.add(owner, brought.at(owner));
    }
    return all;
}

} // namespace

std::string openapi_document(const RouteTable& routes) {
    const ComponentSchemas schemas = schemas_of(routes);
    json::object paths;
    for (const Route& route : routes.routes()) {
        if (is_shown(route)) {
            auto& path = paths.emplace(openapi_path(route.path), json::object()).first->value();
            path.as_object()[method_name(route)] = operation_of(route, schemas);
        }
    }
    const json::value problem{
        {"description", "What went wrong (RFC 9457)"},
        {"content",
         {{"application/problem+json", {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}};
    const json::value document{{"openapi", "3.1.0"},
                               {"info", {{"title", "Statybos"}, {"version", "1"}}},
                               {"paths", std::move(paths)},
                               {"components",
                                {{"schemas", schemas.all()},
                                 {"responses", {{"Problem", problem}}},
                                 {"securitySchemes", json::parse(security_schemes)}}}};
    return json::serialize(document);
}

} // namespace statybos::kernel::http
