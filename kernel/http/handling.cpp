#include "http/handling.hpp"

#include <algorithm>
#include <thread>

#include <openssl/crypto.h>

#include "core/log.hpp"
#include "http/characters.hpp"
#include "http/digest.hpp"
#include "http/multipart.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"
#include "http/trace.hpp"

namespace statybos::kernel::http {
namespace {

bool is_safe(std::string_view method) {
    return method == "GET" || method == "HEAD";
}

bool is_bearer(std::string_view authorization) {
    return authorization.size() > 7 && same_text(authorization.substr(0, 7), "Bearer ");
}

bool same_secret(std::string_view left, std::string_view right) {
    return left.size() == right.size() &&
           CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

// The value of the first header, or cookie, of a list of names: "X-Cart-Token, cart".
std::string_view value_named_by(const Request& request, std::string_view names) {
    while (!names.empty()) {
        const auto comma = names.find(',');
        const std::string_view name = trimmed(names.substr(0, comma));
        names = comma == std::string_view::npos ? std::string_view() : names.substr(comma + 1);
        const std::string_view header = request.header(name);
        if (const auto value = header.empty() ? request.cookie(name) : header; !value.empty()) {
            return value;
        }
    }
    return {};
}

StoredAnswer stored(const Response& response) {
    StoredAnswer out{response.status(), {}, response.body()};
    for (const Response::Field& field : response.headers()) {
        out.headers.emplace_back(field.name, field.value);
    }
    return out;
}

bool says(std::string_view cache_control, std::string_view word) {
    return cache_control.find(word) != std::string_view::npos;
}

} // namespace

Handling::Handling(Dispatcher& dispatcher, std::shared_ptr<Exchange> exchange)
    : dispatcher_(dispatcher), exchange_(std::move(exchange)) {}

void Handling::run(Dispatcher& dispatcher, std::shared_ptr<Exchange> exchange) {
    std::make_shared<Handling>(dispatcher, std::move(exchange))->proceed();
}

void Handling::proceed() noexcept {
    {
        const LogScope scope(exchange_->request_id);
        try {
            if (call_ == nullptr) {
                if (auto fine = prepare(); !fine) {
                    fail(fine.error());
                }
            }
            if (!failed_ && takes_idempotency_key()) {
                if (pass_gate()) {
                    return;
                }
            } else if (!failed_) {
                invoke();
            }
            complete();
        } catch (const Failure& failure) {
            fail(failure.error());
        } catch (const std::exception& fault) {
            fail({Errc::exception, "internal_error", fault.what()});
        }
        call_.reset();
    }
    deliver();
}

Result<void> Handling::prepare() {
    if (Exchange::Clock::now() >= exchange_->deadline) {
        return Error(Errc::timeout, "deadline_exceeded",
                     "The request waited for a worker until its deadline.");
    }
    call_ = dispatcher_.application_.begin(
        exchange_->routes, {exchange_->request_id, child_traceparent(exchange_->traceparent),
                            std::string(exchange_->language), exchange_->deadline});
    for (const auto step : {&Handling::authenticate, &Handling::read_input}) {
        if (auto fine = (this->*step)(); !fine || failed_) {
            return fine;
        }
    }
    return {};
}

Result<void> Handling::authenticate() {
    const Route& route = *exchange_->route();
    if (!route.is_public() || exchange_->credentials) {
        auto found = call_->authenticate(exchange_->request);
        if (found) {
            identity_ = std::move(*found);
        } else {
            // An expired cookie must not lock its owner out of signing in again, and a webhook's
            // Authorization may be the gateway's own; a bearer token that is refused is said so.
            const bool claimed = is_bearer(exchange_->request.header("Authorization")) &&
                                 !route.has(STY_ROUTE_NO_CSRF);
            if (!route.is_public() || claimed || found.error().code() != Errc::unauthenticated) {
                return found.error();
            }
        }
    }
    if (auto fine = authorize(); !fine) {
        return fine;
    }
    if (auto fine = check_csrf(); !fine) {
        return fine;
    }
    const RateClass* rate = dispatcher_.rate_limiter_.find(route.rate_limit);
    if (rate != nullptr && rate->key == RateClass::Key::user) {
        const std::string who = identity_.signed_in() ? "user " + identity_.user_id
                                                      : rate_key(exchange_->request.remote_address);
        failed_ = !dispatcher_.take_token(*exchange_, *rate, who);
    }
    return {};
}

Result<void> Handling::authorize() const {
    const Route& route = *exchange_->route();
    if (route.is_public()) {
        return {};
    }
    if (!identity_.signed_in()) {
        return Error(Errc::unauthenticated, "unauthenticated", "Sign in first.");
    }
    const bool allowed =
        route.access == STY_ACCESS_SIGNED_IN ||
        std::any_of(route.roles.begin(), route.roles.end(),
                    [&](const std::string& role) { return identity_.has_role(role); });
    if (!allowed) {
        return Error(Errc::forbidden, "forbidden", "Your account has no role that may do this.");
    }
    return {};
}

Result<void> Handling::check_csrf() const {
    const Request& request = exchange_->request;
    if (identity_.csrf_token.empty() || is_safe(request.method) ||
        exchange_->route()->has(STY_ROUTE_NO_CSRF) ||
        same_secret(request.header("X-CSRF-Token"), identity_.csrf_token)) {
        return {};
    }
    return Error(Errc::forbidden, "csrf_failed",
                 "A cookie session repeats its csrf_token in X-CSRF-Token.");
}

Result<void> Handling::read_input() {
    Request& request = exchange_->request;
    decode_parameters(exchange_->match, request.path_parameters);
    if (auto fine = parse_query(request.raw_query, request.query); !fine) {
        return fine;
    }
    const std::string_view type = request.header("Content-Type");
    if (exchange_->route()->has(STY_ROUTE_MULTIPART) && !request.body.empty() &&
        same_text(media_type(type), "multipart/form-data")) {
        if (auto fine = parse_multipart(type, request.body, request.parts); !fine) {
            return fine;
        }
    }
    const std::string_view key = trimmed(request.header("Idempotency-Key"));
    if (exchange_->route()->has(STY_ROUTE_IDEMPOTENCY) && request.headers.has("Idempotency-Key")) {
        const bool visible =
            std::all_of(key.begin(), key.end(), [](char c) { return c > 0x20 && c < 0x7F; });
        if (key.empty() || key.size() > 200 || !visible) {
            return Error(Errc::malformed, "invalid_idempotency_key",
                         "An Idempotency-Key has 1 to 200 visible ASCII characters.");
        }
        request.idempotency_key = key;
        scope_ = idempotency_scope();
        std::string whole = request.method + ' ' + std::string(request.target) + '\n';
        whole += request.body;
        hash_ = sha256_hex(whole);
    }
    return {};
}

bool Handling::takes_idempotency_key() const {
    return !exchange_->request.idempotency_key.empty();
}

std::string Handling::idempotency_scope() const {
    if (identity_.signed_in()) {
        return "user " + identity_.user_id;
    }
    const Request& request = exchange_->request;
    const auto value = value_named_by(request, exchange_->route()->idempotency_scope);
    if (!value.empty()) {
        return "token " + sha256_hex(value); // it is a secret; the store is not its place
    }
    return "address " + request.remote_address;
}

IdempotencyKey Handling::key() const {
    // From its deadline on, neither database nor gateways serve the request any more: what a dead
    // node left undone may be begun again soon after.
    constexpr std::chrono::seconds margin{5};
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(exchange_->deadline - Exchange::Clock::now());
    return {scope_, exchange_->request.idempotency_key, hash_,
            std::max(left, std::chrono::milliseconds(0)) + margin};
}

bool Handling::pass_gate() {
    IdempotencyGate& gate = dispatcher_.idempotency_gate_;
    const auto entry = gate.enter(
        key(), [self = shared_from_this()](auto answer) { self->wake(std::move(answer)); });
    if (entry == IdempotencyGate::Entry::waiting) {
        return true;
    }
    if (entry == IdempotencyGate::Entry::mismatch) {
        fail({Errc::conflict, "idempotency_mismatch",
              "This Idempotency-Key was used for another request."});
        return false;
    }
    // The gate must be left on every way out, or all repetitions wait for ever.
    std::shared_ptr<const StoredAnswer> answer;
    try {
        claim_key(key());
        const unsigned status = exchange_->response.status();
        if (!failed_ && status < 300) {
            answer = std::make_shared<const StoredAnswer>(stored(exchange_->response));
        }
    } catch (...) {
        gate.leave(key(), nullptr);
        throw;
    }
    gate.leave(key(), std::move(answer));
    return false;
}

void Handling::claim_key(const IdempotencyKey& key) {
    using Kind = IdempotencyOutcome::Kind;
    IdempotencyStore& store = dispatcher_.application_.idempotency();
    auto outcome = store.begin(key);
    while (outcome && outcome->kind == Kind::busy && Exchange::Clock::now() < exchange_->deadline) {
        // Another node works on it; nothing here tells when it is done.
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        outcome = store.begin(key);
    }
    if (!outcome) {
        return fail(outcome.error());
    }
    switch (outcome->kind) {
    case Kind::mismatch:
        return fail({Errc::conflict, "idempotency_mismatch",
                     "This Idempotency-Key was used for another request."});
    case Kind::busy:
        return fail({Errc::timeout, "idempotency_busy",
                     "The first request with this Idempotency-Key is still being worked on."});
    case Kind::replay:
        return replay(*outcome->answer);
    case Kind::fresh:
        break;
    }
    invoke();
    const bool keep = !failed_ && exchange_->response.status() < 300;
    const auto done = keep ? store.finish(key, stored(exchange_->response)) : store.abandon(key);
    if (!done) {
        log(LogLevel::warning, "http", "the fate of an idempotency key could not be written",
            {{"error", done.error().message()}});
    }
}

void Handling::replay(const StoredAnswer& answer) {
    Response& response = exchange_->response;
    response.clear();
    response.set_status(answer.status);
    for (const auto& [name, value] : answer.headers) {
        response.add_header(name, value);
    }
    response.set_header("Idempotency-Replayed", "true");
    response.set_body(answer.body);
}

void Handling::wake(std::shared_ptr<const StoredAnswer> answer) noexcept {
    try {
        if (answer) {
            replay(*answer);
            complete();
        } else if (dispatcher_.give_to_worker(exchange_->route()->owner,
                                              [self = shared_from_this()] { self->proceed(); })) {
            return;
        } else {
            fail({Errc::unavailable, "overloaded", "All workers are busy and the queue is full."});
        }
    } catch (const std::exception& fault) {
        fail({Errc::exception, "internal_error", fault.what()});
    }
    call_.reset();
    deliver();
}

void Handling::invoke() {
    const auto result = call_->invoke(*exchange_->route(), exchange_->request, exchange_->response);
    if (!result) {
        fail(result.error());
    }
}

void Handling::fail(const Error& error) {
    failed_ = true;
    exchange_->cache_key.clear();
    write_problem(exchange_->response, error,
                  {exchange_->request_id, exchange_->language, exchange_->route()->owner});
}

void Handling::complete() {
    Response& response = exchange_->response;
    const Request& request = exchange_->request;
    if (dispatcher_.settings_.debug_queries && call_) {
        exchange_->queries = static_cast<int>(call_->queries());
        exchange_->round_trips = static_cast<int>(call_->round_trips());
    }
    if (response.stream() != nullptr) {
        return complete_stream();
    }
    if (!is_safe(request.method) || response.status() != 200) {
        return;
    }
    if (response.header("ETag").empty()) {
        response.set_header("ETag", strong_etag(response.body()));
    }
    if (response.header("Cache-Control").empty()) {
        response.set_header("Cache-Control",
                            exchange_->credentials || !exchange_->route()->is_public()
                                ? "private, no-cache"
                                : "no-cache");
    }
    if (!exchange_->cache_key.empty()) {
        keep_in_cache();
    }
    if (!exchange_->cached &&
        etag_matches(request.header("If-None-Match"), response.header("ETag"))) {
        response.set_status(304);
        response.set_body({});
    }
}

void Handling::complete_stream() {
    Response& response = exchange_->response;
    response.set_status(200);
    response.set_header("Content-Type", "text/event-stream");
    response.set_header("Cache-Control", "no-store");
    response.set_header("X-Accel-Buffering", "no"); // nginx would keep it until there is a lot
}

void Handling::keep_in_cache() {
    const Response& response = exchange_->response;
    const std::string_view control = response.header("Cache-Control");
    if (!response.header("Set-Cookie").empty() || says(control, "no-store") ||
        says(control, "private")) {
        return;
    }
    std::vector<std::string> tags = response.cache_tags();
    for (std::string tag : exchange_->route()->cache_tags) {
        for (const PathParameter& parameter : exchange_->request.path_parameters) {
            const std::string mark = "{" + std::string(parameter.name) + "}";
            if (const auto at = tag.find(mark); at != std::string::npos) {
                tag.replace(at, mark.size(), parameter.value);
            }
        }
        tags.push_back(std::move(tag));
    }
    const Route& route = *exchange_->route();
    const auto lifetime = route.cache_lifetime.count() != 0 ? route.cache_lifetime
                                                            : dispatcher_.settings_.cache_lifetime;
    auto answer = dispatcher_.answer_head_.prepare(response);
    dispatcher_.cache_.store(exchange_->cache_key, answer, tags, exchange_->cache_ticket,
                             ResponseCache::Clock::now() + lifetime);
    exchange_->cached = std::move(answer);
}

void Handling::deliver() {
    dispatcher_.deliver(*exchange_);
}

} // namespace statybos::kernel::http
