#include "http/dispatcher.hpp"

#include <algorithm>

#include "http/characters.hpp"
#include "http/handling.hpp"
#include "http/language.hpp"
#include "http/multipart.hpp"
#include "http/openapi.hpp"
#include "http/path.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"
#include "http/trace.hpp"

namespace statybos::kernel::http {
namespace {

constexpr std::size_t longest_cached_query = 1024;
constexpr std::string_view cors_request_headers =
    "Accept-Language, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, "
    "Last-Event-ID, X-Cart-Token, X-CSRF-Token, X-Purchase-Token, X-Request-Id, traceparent";

Error overloaded() {
    return {Errc::unavailable, "overloaded", "All workers are busy and the queue is full."};
}

bool allowed_type(const Route& route, std::string_view type) {
    if (route.has(STY_ROUTE_RAW_BODY)) {
        return true;
    }
    return same_text(type,
                     route.has(STY_ROUTE_MULTIPART) ? "multipart/form-data" : "application/json");
}

} // namespace

Result<std::unique_ptr<Dispatcher>> Dispatcher::create(Settings settings, Application& application,
                                                       HttpMetrics& metrics,
                                                       std::vector<BuiltIn> built_in) {
    auto proxies = TrustedProxies::create(settings.trusted_proxies);
    if (!proxies) {
        return proxies.error();
    }
    if (settings.languages.empty()) {
        return Error(Errc::invalid, "invalid_setting", "languages: at least one is needed.");
    }
    return std::unique_ptr<Dispatcher>(new Dispatcher(std::move(settings), std::move(*proxies),
                                                      application, metrics, std::move(built_in)));
}

Dispatcher::Dispatcher(Settings settings, TrustedProxies proxies, Application& application,
                       HttpMetrics& metrics, std::vector<BuiltIn> built_in)
    : settings_(std::move(settings)),
      proxies_(std::move(proxies)),
      application_(application),
      metrics_(metrics),
      built_in_(std::move(built_in)),
      answer_head_(settings_),
      rate_limiter_(settings_.rate_classes),
      cache_(settings_.cache_bytes) {
    built_in_.push_back({"/api/openapi.json",
                         [this](const Request&, Response& response) { answer_openapi(response); },
                         false});
    workers_ = std::make_unique<WorkerPool>(WorkerPool::Limits{
        settings_.workers, settings_.max_queue, settings_.bulkhead, settings_.bulkheads});
    built_in_worker_ = std::make_unique<WorkerPool>(WorkerPool::Limits{1, 64, 1, {}});
}

Dispatcher::~Dispatcher() {
    stop();
}

void Dispatcher::stop() {
    workers_->stop();
    built_in_worker_->stop();
}

void Dispatcher::admit(Exchange& exchange, const Announced& announced) {
    identify(exchange);
    if (!locate(exchange)) {
        return;
    }
    const Route* route = exchange.route();
    if (route == nullptr) {
        if (announced.body) {
            refuse(exchange, 413,
                   {Errc::too_large, "body_not_allowed", "This resource takes no body."});
        }
        return;
    }
    const RateClass* rate = rate_limiter_.find(route->rate_limit);
    if (rate != nullptr && rate->key == RateClass::Key::address &&
        !take_token(exchange, *rate, rate_key(exchange.request.remote_address))) {
        return;
    }
    exchange.body_limit = route->max_body != 0 ? route->max_body : settings_.max_body_bytes;
    if (announced.body) {
        accepts_body(exchange, announced);
    }
}

void Dispatcher::identify(Exchange& exchange) {
    exchange.started = Exchange::Clock::now();
    metrics_.in_flight(1);
    Request& request = exchange.request;
    const std::string_view id = request.header("X-Request-Id");
    if (is_request_id(id)) {
        exchange.request_id = id;
    } else {
        make_request_id(exchange.request_id);
    }
    if (const auto parent = request.header("traceparent"); is_traceparent(parent)) {
        exchange.traceparent = parent;
    }
    exchange.language = choose_language(request.header("Accept-Language"), settings_.languages);
    request.remote_address = proxies_.client_of(request.remote_address, request.headers);
    const auto& origins = settings_.cors_origins;
    const std::string_view origin = request.header("Origin");
    if (!origin.empty() && std::find(origins.begin(), origins.end(), origin) != origins.end()) {
        exchange.origin = origin;
    }
}

// False: answered. True without a route: a built-in resource.
bool Dispatcher::locate(Exchange& exchange) {
    Request& request = exchange.request;
    const auto target = parse_target(request.target);
    if (!target) {
        refuse(exchange, 400, target.error());
        return false;
    }
    request.path = target->path;
    request.raw_query = target->query;
    const auto built_in =
        std::find_if(built_in_.begin(), built_in_.end(),
                     [&](const BuiltIn& candidate) { return candidate.path == request.path; });
    exchange.routes = application_.routes();
    std::string allowed;
    if (built_in != built_in_.end()) {
        exchange.operation = "built_in";
        if (request.method == "GET" || request.method == "HEAD") {
            exchange.built_in = &*built_in;
            return true;
        }
        allowed = "GET, HEAD, OPTIONS";
    } else if (request.method != "OPTIONS") {
        exchange.match = exchange.routes->find(request.method, request.path);
        if (exchange.route() != nullptr) {
            exchange.operation = exchange.route()->operation;
            return true;
        }
    }
    const RateClass* rate = rate_limiter_.find("default");
    if (rate != nullptr && !take_token(exchange, *rate, rate_key(request.remote_address))) {
        return false;
    }
    if (allowed.empty()) {
        allowed = request.path == "*" ? "GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS"
                                      : exchange.routes->allowed_methods(request.path);
    }
    if (allowed.empty()) {
        exchange.operation = "not_found";
        refuse(exchange, 404, {Errc::not_found, "not_found", "There is nothing at this address."});
    } else if (request.method == "OPTIONS") {
        answer_options(exchange, allowed);
    } else {
        exchange.operation = "method_not_allowed";
        exchange.response.set_header("Allow", allowed);
        refuse(exchange, 405,
               {Errc::malformed, "method_not_allowed", "Here one may use: " + allowed + "."});
    }
    return false;
}

bool Dispatcher::take_token(Exchange& exchange, const RateClass& rate, std::string_view who) {
    const auto wait = rate_limiter_.take(rate, who);
    if (wait.count() == 0) {
        return true;
    }
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait);
    exchange.response.set_header("Retry-After", std::to_string(seconds.count()));
    refuse(exchange, 429,
           {Errc::rate_limited, "rate_limited", "Too many requests; wait and try again."});
    return false;
}

bool Dispatcher::accepts_body(Exchange& exchange, const Announced& announced) {
    if (announced.length && *announced.length > exchange.body_limit) {
        refuse(exchange, 413,
               {Errc::too_large, "body_too_large",
                "The body is larger than " + std::to_string(exchange.body_limit) + " bytes."});
        return false;
    }
    const std::string_view type = media_type(exchange.request.header("Content-Type"));
    if (!allowed_type(*exchange.route(), type)) {
        refuse(exchange, 415,
               {Errc::unsupported_media, "unsupported_media_type",
                exchange.route()->has(STY_ROUTE_MULTIPART) ? "The body must be multipart/form-data."
                                                           : "The body must be application/json."});
        return false;
    }
    return true;
}

void Dispatcher::answer_options(Exchange& exchange, const std::string& allowed) {
    exchange.operation = "options";
    Response& response = exchange.response;
    response.set_status(204);
    response.set_header("Allow", allowed);
    if (!exchange.origin.empty() &&
        !exchange.request.header("Access-Control-Request-Method").empty()) {
        response.set_header("Access-Control-Allow-Methods", allowed);
        response.set_header("Access-Control-Allow-Headers", cors_request_headers);
        response.set_header("Access-Control-Max-Age", "600");
    }
    exchange.answered = true;
}

bool Dispatcher::has_credentials(const Request& request) const {
    if (request.headers.has("Authorization")) {
        return true;
    }
    if (!request.headers.has("Cookie")) {
        return false;
    }
    const auto& names = settings_.credential_cookies;
    return names.empty() || std::any_of(names.begin(), names.end(), [&](const std::string& name) {
               return request.cookie(name).data() != nullptr;
           });
}

bool Dispatcher::answer_now(Exchange& exchange) {
    if (exchange.answered) {
        return true;
    }
    if (exchange.built_in != nullptr) {
        if (exchange.built_in->immediate) {
            answer_built_in(exchange);
        }
        return exchange.answered;
    }
    exchange.credentials = has_credentials(exchange.request);
    return answer_cached(exchange);
}

bool Dispatcher::answer_cached(Exchange& exchange) {
    const Request& request = exchange.request;
    if (!exchange.route()->has(STY_ROUTE_CACHED) || exchange.credentials ||
        request.raw_query.size() > longest_cached_query || !request.body.empty()) {
        return false;
    }
    std::string& key = exchange.cache_key;
    const std::uint64_t number = exchange.routes->number();
    key.append(reinterpret_cast<const char*>(&number), sizeof number);
    key += exchange.language;
    key += request.path.size() > 1 && request.path.back() == '/'
               ? request.path.substr(0, request.path.size() - 1)
               : request.path;
    key += '?';
    append_canonical_query(key, request.raw_query);
    exchange.cached = cache_.find(key, exchange.started);
    if (exchange.cached) {
        metrics_.cache_hit();
        exchange.queries = settings_.debug_queries ? 0 : -1;
        return true;
    }
    metrics_.cache_miss();
    exchange.cache_ticket = cache_.begin();
    return false;
}

void Dispatcher::submit(const std::shared_ptr<Exchange>& exchange) {
    bool accepted = false;
    if (exchange->built_in != nullptr) {
        accepted = built_in_worker_->submit("", [this, exchange] {
            answer_built_in(*exchange);
            deliver(*exchange);
        });
        if (!accepted) {
            metrics_.overloaded();
        }
    } else {
        const Route& route = *exchange->route();
        exchange->deadline =
            exchange->started + (route.deadline.count() != 0 ? route.deadline : settings_.deadline);
        accepted =
            give_to_worker(route.owner, [this, exchange] { Handling::run(*this, exchange); });
    }
    if (!accepted) {
        refuse(*exchange, 503, overloaded());
        deliver(*exchange);
    }
}

bool Dispatcher::give_to_worker(std::string_view owner, WorkerPool::Job job) {
    metrics_.waiting(1);
    const bool accepted = workers_->submit(owner, [this, job = std::move(job)] {
        metrics_.waiting(-1);
        metrics_.working(1);
        job();
        metrics_.working(-1);
    });
    if (!accepted) {
        metrics_.waiting(-1);
        metrics_.overloaded();
    }
    return accepted;
}

void Dispatcher::deliver(Exchange& exchange) {
    if (exchange.claim()) {
        // The connection reuses the exchange as soon as resume() has posted to its thread.
        const auto resume = std::move(exchange.resume);
        resume();
    }
}

void Dispatcher::refuse(Exchange& exchange, unsigned status, const Error& error) {
    if (exchange.request_id.empty()) {
        identify(exchange);
    }
    write_problem(exchange.response, status, error, {exchange.request_id, exchange.language});
    exchange.answered = true;
}

void Dispatcher::finish(Exchange& exchange) {
    if (exchange.request_id.empty()) {
        return;
    }
    metrics_.answered(exchange.operation, exchange.sent_status,
                      Exchange::Clock::now() - exchange.started);
    metrics_.in_flight(-1);
}

void Dispatcher::answer_built_in(Exchange& exchange) noexcept {
    try {
        exchange.built_in->answer(exchange.request, exchange.response);
        exchange.answered = true;
    } catch (const std::exception& fault) {
        refuse(exchange, 500, {Errc::exception, "internal_error", fault.what()});
    }
}

void Dispatcher::answer_openapi(Response& response) {
    const auto routes = application_.routes();
    std::lock_guard lock(openapi_mutex_);
    if (openapi_number_ != routes->number()) {
        openapi_ = openapi_document(*routes);
        openapi_number_ = routes->number();
    }
    response.set_header("Content-Type", "application/json");
    response.set_body(openapi_);
}

} // namespace statybos::kernel::http
