// Routes: one declaration each. Validation, OpenAPI, limits and metrics come from it.
//
//     void ProductRoutes::declare(Host& host) {
//         Router router(host, *this, "catalog");
//         router.get("/api/products/{id}", &ProductRoutes::show_product)
//             .access(Access::anyone)
//             .summary("One product")
//             .cached({.tags = {"product:{id}"}});
//     }
//
// A handler is a member function `Result<A> (Ctx&, …)`; each further parameter is
//  - `const P&` with P made by STATYBOS_PARAMETERS: read from the path and the query; one such
//    record names them all. What cannot be a parameter of the path is an address of nothing: 404,
//  - `const B&` with B a record: read from the JSON body,
//  - `const Request&`: everything else.
// A is a record, Answer<record>, Answer<Nothing>, RawAnswer, EventStream or void (204).
#pragma once

#include <chrono>
#include <concepts>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <statybos/context.hpp>
#include <statybos/host.hpp>
#include <statybos/http.hpp>
#include <statybos/json_reader.hpp>
#include <statybos/schema.hpp>

namespace statybos {

enum class Access : std::uint32_t {
    anyone = STY_ACCESS_ANYONE,
    signed_in = STY_ACCESS_SIGNED_IN,
};

struct CacheRule {
    std::vector<std::string> tags = {}; ///< "{id}" stands for the path parameter
    std::chrono::seconds longest = std::chrono::seconds(0);
};

/// What one route says of itself; each call sets one thing.
class RouteBuilder {
public:
    explicit RouteBuilder(detail::RouteEntry& entry) : entry_(entry) {}

    RouteBuilder& access(Access access);
    /// Only users who have one of `roles`.
    RouteBuilder& roles(std::vector<std::string> roles);
    RouteBuilder& summary(std::string text);
    /// The status of its success; else 200, or 204 without a body.
    RouteBuilder& status(unsigned status);
    RouteBuilder& cached(CacheRule rule);
    /// Honours Idempotency-Key; for anonymous callers scoped by the value of `scope_header`.
    RouteBuilder& idempotent(std::string scope_header = {});
    /// Has no effect but the database's, so it may run again after a serialization failure.
    RouteBuilder& repeatable();
    RouteBuilder& rate_limit(std::string limit_class);
    RouteBuilder& deadline(std::chrono::milliseconds limit);
    RouteBuilder& max_body(std::uint32_t bytes);
    RouteBuilder& multipart();
    RouteBuilder& raw_body();
    /// Authenticated by other means than a session, e.g. a webhook's signature.
    RouteBuilder& without_csrf();
    RouteBuilder& hidden();

private:
    detail::RouteEntry& entry_;
};

namespace detail {

template <class T>
concept Parameters = requires(const T* record) {
    { statybos_is_parameters(record) } -> std::same_as<bool>;
};

/// Receives what a handler answered.
class ResponseWriter {
public:
    explicit ResponseWriter(sty_response* raw) : raw_(raw) {}
    void status(unsigned status) { tables.http->set_status(raw_, status); }
    void header(std::string_view name, std::string_view value);
    void json(std::string_view body);
    void body(std::string_view content_type, std::string_view body);
    void tag(std::string_view tag) { tables.http->add_cache_tag(raw_, to_abi(tag)); }
    Result<void> stream(Ctx& ctx, const EventStream& stream);

private:
    sty_response* raw_;
};

template <class T>
void write_answer(ResponseWriter& out, const Answer<T>& answer) {
    if (answer.status() != 0) {
        out.status(answer.status());
    }
    for (const auto& [name, value] : answer.headers()) {
        out.header(name, value);
    }
    for (const std::string& tag : answer.tags()) {
        out.tag(tag);
    }
    if constexpr (!std::is_same_v<T, Nothing>) {
        out.json(write_json(answer.body()));
    }
}
void write_answer(ResponseWriter& out, const RawAnswer& answer);
inline void write_answer(ResponseWriter&, const Nothing&) {}
template <Record T>
void write_answer(ResponseWriter& out, const T& body) {
    out.json(write_json(body));
}

template <class A>
struct AnswerBody {
    using type = A;
};
template <class T>
struct AnswerBody<Answer<T>> {
    using type = T;
};
template <class T>
inline constexpr bool has_schema = !std::is_void_v<T> && !std::is_same_v<T, Nothing> &&
                                   !std::is_same_v<T, RawAnswer> && !std::is_same_v<T, EventStream>;

std::vector<NamedValue> parameters_of(const Request& request, std::string_view path);

/// What to answer when parameters could not be read: not_found when one of `path` is among them.
Error parameter_error(const Error& error, std::string_view path);
/// Adds what is wrong with one argument to what is wrong with the others.
void gather_error(std::optional<Error>& wrong, const Error& error);

/// One argument of a handler, read from the request. Errors of all arguments are gathered.
template <class P>
Result<P> read_argument(const Request& request, std::string_view path) {
    if constexpr (Parameters<P>) {
        auto read = read_parameters<P>(parameters_of(request, path));
        if (read.has_error()) {
            return parameter_error(read.error(), path);
        }
        return read;
    } else if constexpr (std::is_same_v<P, Request>) {
        return request;
    } else {
        return read_json<P>(request.body());
    }
}

template <class P>
void describe_argument(RouteEntry& entry) {
    if constexpr (Parameters<P>) {
        entry.parameters = parameters_schema<P>(entry.path);
    } else if constexpr (!std::is_same_v<P, Request>) {
        entry.request_schema = schema_ref<P>();
        collect_schemas<P>(entry.schemas);
    }
}

template <class A>
void describe_answer(RouteEntry& entry) {
    using Body = typename AnswerBody<A>::type;
    entry.has_body = !std::is_void_v<Body> && !std::is_same_v<Body, Nothing>;
    if constexpr (std::is_same_v<Body, EventStream>) {
        entry.flags |= STY_ROUTE_STREAM;
    }
    if constexpr (has_schema<Body>) {
        entry.answer_schema = schema_ref<Body>();
        collect_schemas<Body>(entry.schemas);
    }
}

template <class T, class A, class... Args>
Result<void> call_handler(T& target, Result<A> (T::*handler)(Ctx&, const Args&...), Ctx& ctx,
                          [[maybe_unused]] const Request& request, ResponseWriter& out,
                          [[maybe_unused]] std::string_view path) {
    static_assert((std::size_t{Parameters<Args>} + ... + 0) <= 1,
                  "each record would refuse the other's parameters: name all in one");
    std::tuple<Result<Args>...> arguments{read_argument<Args>(request, path)...};
    return std::apply(
        [&](auto&... argument) -> Result<void> {
            std::optional<Error> wrong;
            [[maybe_unused]] const auto gather = [&](const auto& read) {
                if (read.has_error()) {
                    gather_error(wrong, read.error());
                }
            };
            (gather(argument), ...);
            if (wrong) {
                return *wrong;
            }
            auto result = (target.*handler)(ctx, *argument...);
            if (result.has_error()) {
                return result.error();
            }
            if constexpr (std::is_same_v<A, EventStream>) {
                return out.stream(ctx, *result);
            } else if constexpr (!std::is_void_v<A>) {
                write_answer(out, *result);
            }
            return {};
        },
        arguments);
}

} // namespace detail

/// Declares the routes of one object; `tag` groups them in the API's description.
template <class T>
class Router {
public:
    Router(Host& host, T& target, std::string tag)
        : host_(host), target_(target), tag_(std::move(tag)) {}

    template <class A, class... Args>
    RouteBuilder get(std::string_view path, Result<A> (T::*handler)(Ctx&, const Args&...)) {
        return add("GET", path, handler);
    }
    template <class A, class... Args>
    RouteBuilder post(std::string_view path, Result<A> (T::*handler)(Ctx&, const Args&...)) {
        return add("POST", path, handler);
    }
    template <class A, class... Args>
    RouteBuilder put(std::string_view path, Result<A> (T::*handler)(Ctx&, const Args&...)) {
        return add("PUT", path, handler);
    }
    template <class A, class... Args>
    RouteBuilder patch(std::string_view path, Result<A> (T::*handler)(Ctx&, const Args&...)) {
        return add("PATCH", path, handler);
    }
    template <class A, class... Args>
    RouteBuilder remove(std::string_view path, Result<A> (T::*handler)(Ctx&, const Args&...)) {
        return add("DELETE", path, handler);
    }

private:
    template <class A, class... Args>
    RouteBuilder add(std::string_view method, std::string_view path,
                     Result<A> (T::*handler)(Ctx&, const Args&...)) {
        detail::RouteEntry& entry = host_.add_route(method, path, tag_);
        (detail::describe_argument<Args>(entry), ...);
        detail::describe_answer<A>(entry);
        entry.handler = [target = &target_, handler,
                         route = std::string(path)](Ctx& ctx, const Request& request,
                                                    sty_response* response) -> Result<void> {
            detail::ResponseWriter out(response);
            return detail::call_handler(*target, handler, ctx, request, out, route);
        };
        return RouteBuilder(entry);
    }

    Host& host_;
    T& target_;
    std::string tag_;
};

} // namespace statybos

/// A record that is read from the path and the query of a request instead of its body.
#define STATYBOS_PARAMETERS(Type, ...)                                                             \
    STATYBOS_RECORD(Type, __VA_ARGS__)                                                             \
    constexpr bool statybos_is_parameters(const Type*) {                                           \
        return true;                                                                               \
    }
