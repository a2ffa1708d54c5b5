#include "runtime/application.hpp"

#include <statybos/authenticator.hpp>

#include "core/log.hpp"
#include "database/binding.hpp"
#include "plugins/call.hpp"
#include "runtime/repeat.hpp"

namespace statybos::kernel {
namespace {

constexpr std::string_view session_cookie = "statybos_session";
constexpr std::string_view bearer_scheme = "bearer ";

/// The token of "Authorization: Bearer …", or empty.
std::string_view bearer_of(const http::Request& request) {
    const std::string_view value = request.header("Authorization");
    if (value.size() < bearer_scheme.size()) {
        return {};
    }
    for (std::size_t i = 0; i < bearer_scheme.size(); ++i) {
        const char c = value[i];
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if (lower != bearer_scheme[i]) {
            return {};
        }
    }
    return value.substr(bearer_scheme.size());
}

Credentials credentials_of(const http::Request& request) {
    Credentials credentials;
    if (const auto bearer = bearer_of(request); !bearer.empty()) {
        credentials.bearer = std::string(bearer);
    } else if (const auto cookie = request.cookie(session_cookie); !cookie.empty()) {
        credentials.session_cookie = std::string(cookie);
    }
    return credentials;
}

class RequestCall final : public http::Call {
public:
    RequestCall(std::shared_ptr<const plugins::Generation> generation, Engines& engines,
                std::uint32_t authenticator, const http::CallInfo& info)
        : authenticator_(authenticator) {
        context_.engines = &engines;
        context_.request_id = info.request_id;
        context_.traceparent = info.traceparent;
        context_.language = info.language;
        context_.deadline = info.deadline;
        if (generation != nullptr) {
            plugins::Generation::pin(generation, context_);
        }
    }

    Result<Identity> authenticate(const http::Request& request) override {
        const LogScope scope(context_.request_id);
        try {
            auto identity = identify(credentials_of(request));
            if (identity) {
                context_.set_identity(*identity);
            }
            return identity;
        } catch (...) {
            return current_exception_as_error();
        }
    }

    Result<void> invoke(const http::Route& route, const http::Request& request,
                        http::Response& response) override {
        const LogScope scope(context_.request_id);
        try {
            return with_repeats(context_, route.has(STY_ROUTE_REPEATABLE), [&] {
                response.clear();
                return invoke_once(route, request, response);
            });
        } catch (...) {
            return current_exception_as_error();
        }
    }

    unsigned queries() const override {
        return context_.database == nullptr
                   ? 0
                   : static_cast<unsigned>(context_.database->statements());
    }

    unsigned round_trips() const override {
        return context_.database == nullptr
                   ? 0
                   : static_cast<unsigned>(context_.database->round_trips());
    }

private:
    Result<Identity> identify(const Credentials& credentials) {
        const sty_ctx& raw = *context_.abi();
        const bool named = credentials.bearer || credentials.session_cookie;
        if (!named || authenticator_ >= raw.service_count ||
            raw.services[authenticator_].table == nullptr) {
            return Identity();
        }
        Ctx ctx(context_.abi());
        auto user =
            Proxy<Authenticator>(raw.services[authenticator_]).authenticate(ctx, credentials);
        if (!user) {
            return user.error();
        }
        return Identity{std::move(user->user_id), std::move(user->session_id),
                        std::move(user->vendor_id), std::move(user->roles),
                        std::move(user->csrf_token)};
    }

    Result<void> invoke_once(const http::Route& route, const http::Request& request,
                             http::Response& response) {
        const auto& plugin = *static_cast<const HostSide*>(route.plugin);
        auto answered = plugins::call_plugin(plugin, [&](sty_error* error) {
            return route.handler(route.user, context_.abi(),
                                 reinterpret_cast<const sty_request*>(&request),
                                 reinterpret_cast<sty_response*>(&response), error);
        });
        return finish_transaction(context_, plugin, std::move(answered));
    }

    const std::uint32_t authenticator_;
    Context context_;
};

} // namespace

std::unique_ptr<Context> Contexts::make(Context::Clock::time_point deadline) const {
    const auto generation = generations_.current();
    if (generation == nullptr) {
        return nullptr;
    }
    auto context = std::make_unique<Context>();
    context->engines = &engines_;
    context->deadline = deadline;
    plugins::Generation::pin(generation, *context);
    return context;
}

Application::Application(const Contexts& contexts, http::IdempotencyStore& idempotency,
                         std::uint32_t authenticator)
    : contexts_(contexts),
      idempotency_(idempotency),
      authenticator_(authenticator),
      no_routes_(http::RouteTable::create({}).value()) {}

std::shared_ptr<const http::RouteTable> Application::routes() const {
    auto routes = contexts_.generations().routes();
    return routes == nullptr ? no_routes_ : routes;
}

std::unique_ptr<http::Call> Application::begin(std::shared_ptr<const http::RouteTable> routes,
                                               const http::CallInfo& info) {
    return std::make_unique<RequestCall>(contexts_.generations().owner_of(routes),
                                         contexts_.engines(), authenticator_, info);
}

} // namespace statybos::kernel
