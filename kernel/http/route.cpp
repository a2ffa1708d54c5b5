#include "http/route.hpp"

#include <algorithm>
#include <cstring>

#include <statybos/strings.hpp>

#include "http/characters.hpp"

namespace statybos::kernel::http {
namespace {

std::vector<std::string> strings(sty_span span) {
    std::vector<std::string> out;
    const auto* items = static_cast<const sty_str*>(span.data);
    for (std::uint64_t i = 0; items != nullptr && i < span.size; ++i) {
        out.emplace_back(view(items[i]));
    }
    return out;
}

bool all_utf8(const Route& route) {
    const auto fine = [](const std::string& text) { return is_utf8(text); };
    return fine(route.summary) && fine(route.tag) && fine(route.parameters) &&
           fine(route.request_schema) && fine(route.answers) && fine(route.schemas) &&
           std::all_of(route.roles.begin(), route.roles.end(), fine) &&
           std::all_of(route.cache_tags.begin(), route.cache_tags.end(), fine);
}

} // namespace

Result<Route> copy_route(const sty_route& declaration, std::string owner) {
    constexpr std::size_t smallest = offsetof(sty_route, user) + sizeof(void*);
    if (declaration.size < smallest) {
        return Error(Errc::invalid, "invalid_route",
                     "Plugin " + owner + " declares a route of " +
                         std::to_string(declaration.size) + " bytes; the SDK's is " +
                         std::to_string(smallest) + ".");
    }
    Route route;
    route.owner = std::move(owner);
    route.method = view(declaration.method);
    route.path = view(declaration.path);
    route.access = declaration.access;
    route.flags = declaration.flags;
    route.deadline = std::chrono::milliseconds(declaration.deadline_ms);
    route.max_body = declaration.max_body;
    route.cache_lifetime = std::chrono::seconds(declaration.cache_seconds);
    route.operation = view(declaration.operation);
    route.summary = view(declaration.summary);
    route.tag = view(declaration.tag);
    route.rate_limit = view(declaration.rate_limit);
    route.idempotency_scope = view(declaration.idempotency_scope);
    route.roles = strings(declaration.roles);
    route.cache_tags = strings(declaration.cache_tags);
    route.parameters = view(declaration.parameters);
    route.request_schema = view(declaration.request_schema);
    route.answers = view(declaration.answers);
    route.schemas = view(declaration.schemas);
    route.handler = declaration.handler;
    route.user = declaration.user;
    if (!all_utf8(route)) {
        return Error(Errc::invalid, "invalid_route",
                     "Plugin " + route.owner + ": a text of route " + route.path +
                         " is not UTF-8.");
    }
    return route;
}

} // namespace statybos::kernel::http
