#include <statybos/router.hpp>

namespace statybos {
namespace {

constexpr std::uint32_t milliseconds_of(std::chrono::milliseconds duration) {
    return static_cast<std::uint32_t>(duration.count());
}

// "GET /api/products/{id}" becomes "get_api_products_id": unique, since method and path are.
std::string operation_of(std::string_view method, std::string_view path) {
    std::string name;
    for (char c : method) {
        name += static_cast<char>(c | 0x20);
    }
    for (char c : path) {
        const bool letter =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letter) {
            name += c;
        } else if (c != '{' && c != '}' && name.back() != '_') {
            name += '_';
        }
    }
    while (name.back() == '_') {
        name.pop_back();
    }
    return name;
}

sty_rc handle(void* user, sty_ctx* raw, const sty_request* request, sty_response* response,
              sty_error* error) noexcept {
    const auto& entry = *static_cast<detail::RouteEntry*>(user);
    try {
        Ctx ctx(raw);
        detail::tables.http->set_status(response, entry.status);
        const auto result = entry.handler(ctx, Request(request), response);
        return result.has_error() ? detail::fill_error(error, result.error()) : sty_rc{STY_OK};
    } catch (...) {
        return detail::translate_exception(error);
    }
}

std::vector<sty_str> raw_names(const std::vector<std::string>& texts) {
    std::vector<sty_str> raw;
    for (const std::string& text : texts) {
        raw.push_back(to_abi(text));
    }
    return raw;
}

void declare(const sty_host* host, detail::RouteEntry& entry) {
    if (entry.status == 0) {
        entry.status = entry.has_body ? 200 : 204;
    }
    entry.operation = operation_of(entry.method, entry.path);
    const auto roles = raw_names(entry.roles);
    const auto tags = raw_names(entry.cache_tags);
    const std::string answers = "{\"" + std::to_string(entry.status) + "\":" +
                                (entry.answer_schema.empty() ? "null" : entry.answer_schema) + '}';
    const std::string schemas = entry.schemas.json();

    sty_route route{};
    route.size = sizeof(route);
    route.access = entry.access;
    route.flags = entry.flags;
    route.deadline_ms = entry.deadline_ms;
    route.max_body = entry.max_body;
    route.cache_seconds = entry.cache_seconds;
    route.method = to_abi(entry.method);
    route.path = to_abi(entry.path);
    route.operation = to_abi(entry.operation);
    route.summary = to_abi(entry.summary);
    route.tag = to_abi(entry.tag);
    route.rate_limit = to_abi(entry.rate_limit);
    route.idempotency_scope = to_abi(entry.idempotency_scope);
    route.roles = {roles.data(), roles.size()};
    route.cache_tags = {tags.data(), tags.size()};
    route.parameters = to_abi(entry.parameters);
    route.request_schema = to_abi(entry.request_schema);
    route.answers = to_abi(answers);
    route.schemas = to_abi(schemas);
    route.handler = handle;
    route.user = &entry;
    detail::ErrorSlot error;
    error.check(detail::tables.http->route(host, &route, &error));
}

} // namespace

RouteBuilder& RouteBuilder::access(Access access) {
    entry_.access = static_cast<std::uint32_t>(access);
    return *this;
}

RouteBuilder& RouteBuilder::roles(std::vector<std::string> roles) {
    entry_.access = STY_ACCESS_ROLES;
    entry_.roles = std::move(roles);
    return *this;
}

RouteBuilder& RouteBuilder::summary(std::string text) {
    entry_.summary = std::move(text);
    return *this;
}

RouteBuilder& RouteBuilder::status(unsigned status) {
    entry_.status = status;
    return *this;
}

RouteBuilder& RouteBuilder::cached(CacheRule rule) {
    entry_.flags |= STY_ROUTE_CACHED;
    entry_.cache_tags = std::move(rule.tags);
    entry_.cache_seconds = static_cast<std::uint32_t>(rule.longest.count());
    return *this;
}

RouteBuilder& RouteBuilder::idempotent(std::string scope_header) {
    entry_.flags |= STY_ROUTE_IDEMPOTENCY;
    entry_.idempotency_scope = std::move(scope_header);
    return *this;
}

RouteBuilder& RouteBuilder::repeatable() {
    entry_.flags |= STY_ROUTE_REPEATABLE;
    return *this;
}

RouteBuilder& RouteBuilder::rate_limit(std::string limit_class) {
    entry_.rate_limit = std::move(limit_class);
    return *this;
}

RouteBuilder& RouteBuilder::deadline(std::chrono::milliseconds limit) {
    entry_.deadline_ms = milliseconds_of(limit);
    return *this;
}

RouteBuilder& RouteBuilder::max_body(std::uint32_t bytes) {
    entry_.max_body = bytes;
    return *this;
}

RouteBuilder& RouteBuilder::multipart() {
    entry_.flags |= STY_ROUTE_MULTIPART;
    return *this;
}

RouteBuilder& RouteBuilder::raw_body() {
    entry_.flags |= STY_ROUTE_RAW_BODY;
    return *this;
}

RouteBuilder& RouteBuilder::without_csrf() {
    entry_.flags |= STY_ROUTE_NO_CSRF;
    return *this;
}

RouteBuilder& RouteBuilder::hidden() {
    entry_.flags |= STY_ROUTE_HIDDEN;
    return *this;
}

namespace detail {

void HostState::declare_routes() {
    for (RouteEntry& entry : routes) {
        declare(raw, entry);
    }
}

void ResponseWriter::header(std::string_view name, std::string_view value) {
    const bool several = name == "Set-Cookie";
    (several ? tables.http->add_header : tables.http->set_header)(raw_, to_abi(name),
                                                                  to_abi(value));
}

void ResponseWriter::json(std::string_view text) {
    body("application/json", text);
}

void ResponseWriter::body(std::string_view content_type, std::string_view text) {
    header("Content-Type", content_type);
    tables.http->set_body(raw_, to_abi(text));
}

Result<void> ResponseWriter::stream(Ctx& ctx, const EventStream& stream) {
    ErrorSlot error;
    if (const sty_rc rc = tables.http->stream(ctx.raw(), raw_, to_abi(stream.topic), &error);
        rc != STY_OK) {
        return error.take(rc);
    }
    const auto beginning = stream.begin();
    if (!beginning) {
        return beginning.error();
    }
    for (const StreamMessage& message : beginning->messages) {
        const sty_stream_message raw = raw_message(message);
        if (const sty_rc rc = tables.http->stream_begin(raw_, &raw, &error); rc != STY_OK) {
            return error.take(rc);
        }
    }
    if (beginning->more) {
        tables.http->stream_pause(raw_);
    }
    return {};
}

void write_answer(ResponseWriter& out, const RawAnswer& answer) {
    out.status(answer.status);
    for (const auto& [name, value] : answer.headers) {
        out.header(name, value);
    }
    if (!answer.content_type.empty()) {
        out.body(answer.content_type, answer.body);
    }
}

namespace {

// Calls `visit(name)` for each parameter of a route's path.
template <class Visit>
void each_path_parameter(std::string_view path, Visit visit) {
    for (std::size_t open = path.find('{'); open != std::string_view::npos;
         open = path.find('{', open + 1)) {
        std::string_view name = path.substr(open + 1, path.find('}', open) - open - 1);
        if (name.ends_with("...")) {
            name.remove_suffix(3);
        }
        visit(name);
    }
}

} // namespace

std::vector<NamedValue> parameters_of(const Request& request, std::string_view path) {
    std::vector<NamedValue> found;
    each_path_parameter(path, [&](std::string_view name) {
        found.push_back({name, request.path_parameter(name)});
    });
    const std::uint32_t count = tables.http->query_count(request.raw());
    for (std::uint32_t i = 0; i < count; ++i) {
        sty_str name{};
        sty_str value{};
        tables.http->query_at(request.raw(), i, &name, &value);
        found.push_back({view(name), view(value)});
    }
    return found;
}

Error parameter_error(const Error& error, std::string_view path) {
    bool leads_nowhere = false;
    each_path_parameter(path, [&](std::string_view name) {
        for (const FieldError& field : error.fields()) {
            leads_nowhere = leads_nowhere || std::string_view(field.pointer).substr(1) == name;
        }
    });
    return leads_nowhere ? Error(Errc::not_found, "not_found", "There is nothing at this address.")
                         : error;
}

void gather_error(std::optional<Error>& wrong, const Error& error) {
    if (!wrong || error.code() == Errc::not_found) {
        wrong = error;
    } else if (wrong->code() != Errc::not_found) {
        for (const FieldError& field : error.fields()) {
            wrong->add_field(field);
        }
    }
}

} // namespace detail
} // namespace statybos
