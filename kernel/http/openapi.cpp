#include "http/openapi.hpp"

#include <array>
#include <string_view>

#include <boost/json.hpp>

#include "core/log.hpp"

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
  "session": {"type": "apiKey", "in": "cookie", "name": "session",
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

json::array parameters_of(const Route& route) {
    const json::value stated = declared(route, "parameters", route.parameters);
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

json::object answers_of(const Route& route) {
    const json::value stated = declared(route, "answers", route.answers);
    json::object out;
    if (const json::object* answers = stated.if_object()) {
        for (const auto& [status, schema] : *answers) {
            json::object answer{{"description", description_of(status)}};
            if (!schema.is_null()) {
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

json::value request_body_of(const Route& route) {
    const json::value schema = declared(route, "request_schema", route.request_schema);
    const char* type = route.has(STY_ROUTE_MULTIPART)  ? "multipart/form-data"
                       : route.has(STY_ROUTE_RAW_BODY) ? "*/*"
                                                       : "application/json";
    if (schema.is_null() && !route.has(STY_ROUTE_MULTIPART) && !route.has(STY_ROUTE_RAW_BODY)) {
        return nullptr;
    }
    json::object media;
    if (!schema.is_null()) {
        media["schema"] = schema;
    }
    return {{"required", true}, {"content", {{type, std::move(media)}}}};
}

json::object operation_of(const Route& route) {
    json::object out{{"operationId", route.operation}};
    if (!route.summary.empty()) {
        out["summary"] = route.summary;
    }
    if (!route.tag.empty()) {
        out["tags"] = json::array{json::value(route.tag)};
    }
    if (json::array parameters = parameters_of(route); !parameters.empty()) {
        out["parameters"] = std::move(parameters);
    }
    if (json::value body = request_body_of(route); !body.is_null()) {
        out["requestBody"] = std::move(body);
    }
    out["responses"] = answers_of(route);
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

void add_schemas(const Route& route, json::object& schemas) {
    const json::value stated = declared(route, "schemas", route.schemas);
    const json::object* brought = stated.if_object();
    if (brought == nullptr) {
        return;
    }
    for (const auto& [name, schema] : *brought) {
        const auto [place, fresh] = schemas.emplace(name, schema);
        if (!fresh && place->value() != schema) {
            log(LogLevel::warning, route.owner, "two schemas have one name; the first one is shown",
                {{"schema", std::string(name)}, {"operation", route.operation}});
        }
    }
}

} // namespace

std::string openapi_document(const RouteTable& routes) {
    json::object paths;
    json::object schemas{{"Problem", json::parse(problem_schema)}};
    for (const Route& route : routes.routes()) {
        if (route.has(STY_ROUTE_HIDDEN)) {
            continue;
        }
        auto& path = paths.emplace(openapi_path(route.path), json::object()).first->value();
        path.as_object()[method_name(route)] = operation_of(route);
        add_schemas(route, schemas);
    }
    const json::value problem{
        {"description", "What went wrong (RFC 9457)"},
        {"content",
         {{"application/problem+json", {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}};
    const json::value document{{"openapi", "3.1.0"},
                               {"info", {{"title", "Statybos"}, {"version", "1"}}},
                               {"paths", std::move(paths)},
                               {"components",
                                {{"schemas", std::move(schemas)},
                                 {"responses", {{"Problem", problem}}},
                                 {"securitySchemes", json::parse(security_schemes)}}}};
    return json::serialize(document);
}

} // namespace statybos::kernel::http
