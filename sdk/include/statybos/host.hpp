// What a plugin may ask of the kernel while it is being created, and what it keeps of that.
#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <statybos/contract.hpp>
#include <statybos/http.hpp>
#include <statybos/json_reader.hpp>
#include <statybos/schema.hpp>
#include <statybos/transaction.hpp>

namespace statybos {

namespace detail {

using HandlerFunction = std::function<Result<void>(Ctx&, const Request&, sty_response*)>;
using EventFunction = std::function<Result<void>(Ctx, const sty_event&)>;
using JobFunction = std::function<Result<void>(Ctx&, std::string_view, std::uint32_t)>;
using DecorateFunction = std::function<sty_service(sty_service next, void (**drop)(void*))>;

/// A route as declared; handed to the kernel when the plugin's constructor has returned.
struct RouteEntry {
    std::string method, path, tag, operation, summary, rate_limit, idempotency_scope;
    std::uint32_t access = 0, flags = 0, deadline_ms = 0, max_body = 0, cache_seconds = 0;
    unsigned status = 0;
    bool has_body = false;
    std::vector<std::string> roles, cache_tags;
    std::string parameters, request_schema, answer_schema;
    SchemaSet schemas;
    HandlerFunction handler;
};

/// Lives from create to destroy; everything the kernel was given a pointer to is in here.
struct HostState {
    const sty_host* raw = nullptr;
    std::deque<RouteEntry> routes;
    std::deque<EventFunction> events;
    std::deque<JobFunction> jobs;
    std::deque<DecorateFunction> decorators;

    /// Hands the routes over; throws Failure when the kernel refuses one.
    void declare_routes();
};

void subscribe(HostState& state, std::uint32_t kind, std::string_view topic, std::string_view name,
               std::vector<std::string> before, std::vector<std::string> after, EventFunction fn);
void declare_job(HostState& state, std::string_view name, std::chrono::milliseconds every,
                 std::chrono::milliseconds deadline, JobFunction fn);
void enqueue_job(const HostState& state, Ctx ctx, std::string_view name, std::string_view key,
                 std::string_view payload, Instant run_at);
void provide(HostState& state, std::string_view contract, std::string_view name,
             sty_service service);
void decorate(HostState& state, std::string_view contract, std::string_view name,
              std::string_view label, DecorateFunction fn);
sty_requirement requirement(std::string_view contract, std::string_view name, std::uint16_t major,
                            std::size_t methods, std::uint64_t hash, bool optional);
std::uint32_t require(HostState& state, const sty_requirement& needed);
std::uint32_t require_all(HostState& state, const sty_requirement& needed);
void each_provider(Ctx ctx, std::uint32_t group,
                   const std::function<bool(std::string_view, sty_service)>& fn);

} // namespace detail

/// What the kernel knows of an event besides what its publisher said.
struct Occurrence {
    Uuid id; ///< the same at every delivery, on every node
    Instant at;
};

namespace detail {
Occurrence occurrence_of(const sty_event& event);
} // namespace detail

/// A contract that this plugin calls; resolved anew in every request.
template <class I>
class Use {
public:
    Use() = default;
    explicit Use(std::uint32_t slot) : slot_(slot) {}

    /// The provider, decorators included. The contract must have been required, not optional.
    Proxy<I> operator()(Ctx& ctx) const { return Proxy<I>(ctx.raw()->services[slot_]); }
    /// The provider of an optional contract, or nothing.
    std::optional<Proxy<I>> find(Ctx& ctx) const {
        const sty_ctx& raw = *ctx.raw();
        if (slot_ >= raw.service_count || raw.services[slot_].table == nullptr) {
            return std::nullopt;
        }
        return Proxy<I>(raw.services[slot_]);
    }

private:
    std::uint32_t slot_ = UINT32_MAX;
};

/// All named providers of a contract, e.g. every payment gateway that the operator enabled.
template <class I>
class UseAll {
public:
    UseAll() = default;
    explicit UseAll(std::uint32_t group) : group_(group) {}

    /// The provider of that name, or nothing.
    std::optional<Proxy<I>> find(Ctx& ctx, std::string_view name) const {
        std::optional<Proxy<I>> found;
        detail::each_provider(ctx, group_, [&](std::string_view provider, sty_service service) {
            if (provider == name) {
                found.emplace(service);
            }
            return !found;
        });
        return found;
    }
    /// Calls `fn(name, provider)` for each, in the order of the operator's YAML.
    template <class Fn>
    void each(Ctx& ctx, Fn&& fn) const {
        detail::each_provider(ctx, group_, [&](std::string_view name, sty_service service) {
            Proxy<I> provider(service);
            fn(name, static_cast<I&>(provider));
            return true;
        });
    }

private:
    std::uint32_t group_ = UINT32_MAX;
};

/// Durable work for later; `P` is a record.
template <Record P>
class Job {
public:
    Job() = default;
    Job(detail::HostState& state, std::string name) : state_(&state), name_(std::move(name)) {}

    /// In the open transaction, if any. A waiting job with the same key stays and this one is
    /// dropped; an empty key is never the same. Runs at once unless `at` says later.
    void enqueue(Ctx ctx, std::string_view key, const P& payload, Instant at = {}) const {
        detail::enqueue_job(*state_, ctx, name_, key, write_json(payload), at);
    }

private:
    detail::HostState* state_ = nullptr;
    std::string name_;
};

using LogFields = std::initializer_list<std::pair<std::string_view, std::string_view>>;

/// The kernel, as one plugin instance sees it. Copies share everything.
///
/// What declares something (provide, require, decorate, on, job, routes) works in the plugin's
/// constructor only; log, now and the rest work always.
class Host {
public:
    explicit Host(detail::HostState& state) : state_(&state) {}

    /// The operator's name for this instance.
    std::string_view instance_name() const;
    /// A folder of this instance's own: absolute, writable.
    std::string_view data_dir() const;
    /// The instance's settings; defaults are filled in and types are as the schema says.
    template <Record S>
    S settings() const {
        auto settings = read_stored_json<S>(settings_text());
        if (!settings) {
            throw Failure(settings.error());
        }
        return std::move(*settings);
    }

    void log_debug(std::string_view message, LogFields fields = {}) const;
    void log_info(std::string_view message, LogFields fields = {}) const;
    void log_warning(std::string_view message, LogFields fields = {}) const;
    void log_error(std::string_view message, LogFields fields = {}) const;

    Instant now() const;

    template <class I>
    void provide(I& provider, std::string_view name = {}) {
        detail::provide(*state_, detail::Description<I>::id, name, service_of<I>(provider));
    }
    template <class I>
    Use<I> require(std::string_view name = {}) {
        return Use<I>(detail::require(*state_, needed<I>(name, false)));
    }
    template <class I>
    Use<I> require_optional(std::string_view name = {}) {
        return Use<I>(detail::require(*state_, needed<I>(name, true)));
    }
    template <class I>
    UseAll<I> require_all() {
        return UseAll<I>(detail::require_all(*state_, needed<I>({}, true)));
    }
    /// Wraps the provider of `I`; `make` gives a new decorator derived from Forward<I>. The
    /// operator orders decorators by plugin id and `label`.
    template <class I, class Make>
    void decorate(std::string_view label, Make make, std::string_view name = {}) {
        detail::decorate(*state_, detail::Description<I>::id, name, label,
                         [make](sty_service next, void (**drop)(void*)) {
                             auto made = make();
                             made->next_ = std::make_unique<Proxy<I>>(next);
                             *drop = [](void* self) { delete static_cast<I*>(self); };
                             return service_of<I>(*made.release());
                         });
    }

    /// After commit, at least once, in order per entity. `fn(Transaction&, const E&)`, or with a
    /// third parameter `const Occurrence&`: what it writes commits together with the note that the
    /// event was heard. `name` must never change.
    template <Event E, class Fn>
    void on(std::string_view name, Fn fn) {
        listen<E>(STY_LISTEN_DURABLE, name, {}, {}, std::move(fn));
    }
    /// Inside the publisher's transaction; an error vetoes it. `before` and `after` name other
    /// listeners as "plugin.id/name".
    template <Event E, class Fn>
    void on_in_transaction(std::string_view name, Fn fn, std::vector<std::string> before = {},
                           std::vector<std::string> after = {}) {
        listen<E>(STY_LISTEN_IN_TRANSACTION, name, std::move(before), std::move(after),
                  std::move(fn));
    }
    /// After commit, best effort, on every node. `fn(Ctx&, const E&)`.
    template <Event E, class Fn>
    void on_live(std::string_view name, Fn fn) {
        detail::subscribe(*state_, STY_LISTEN_LIVE, topic_of<E>(), name, {}, {},
                          [fn](Ctx ctx, const sty_event& event) -> Result<void> {
                              auto payload = read_stored_json<E>(view(event.payload));
                              return payload ? fn(ctx, *payload) : Result<void>(payload.error());
                          });
    }

    /// `fn(Ctx&, const P&)`, outside any transaction, at least once.
    template <Record P, class Fn>
    Job<P> job(std::string_view name, Fn fn,
               std::chrono::milliseconds deadline = std::chrono::milliseconds(0)) {
        detail::declare_job(
            *state_, name, {}, deadline,
            [fn](Ctx& ctx, std::string_view payload, std::uint32_t) -> Result<void> {
                auto read = read_stored_json<P>(payload);
                return read ? fn(ctx, *read) : Result<void>(read.error());
            });
        return Job<P>(*state_, std::string(name));
    }
    /// Runs `fn(Ctx&)` every `period`, on one node.
    template <class Fn>
    void every(std::chrono::milliseconds period, std::string_view name, Fn fn) {
        detail::declare_job(
            *state_, name, period, {},
            [fn](Ctx& ctx, std::string_view, std::uint32_t) -> Result<void> { return fn(ctx); });
    }

    detail::RouteEntry& add_route(std::string_view method, std::string_view path,
                                  std::string_view tag);
    const sty_host* raw() const { return state_->raw; }

private:
    std::string_view settings_text() const;
    void log(std::int32_t level, std::string_view message, LogFields fields) const;

    template <class E>
    static std::string_view topic_of() {
        return statybos_event_topic(static_cast<const E*>(nullptr));
    }
    template <class I>
    static sty_requirement needed(std::string_view name, bool optional) {
        constexpr std::size_t methods = detail::count_required_methods<I>();
        return detail::requirement(detail::Description<I>::id, name, detail::Description<I>::major,
                                   methods, detail::Tabled<I>::prefix.of[methods - 1], optional);
    }
    template <class E, class Fn>
    void listen(std::uint32_t kind, std::string_view name, std::vector<std::string> before,
                std::vector<std::string> after, Fn fn) {
        detail::subscribe(*state_, kind, topic_of<E>(), name, std::move(before), std::move(after),
                          [fn](Ctx ctx, const sty_event& event) -> Result<void> {
                              auto payload = read_stored_json<E>(view(event.payload));
                              if (!payload) {
                                  return payload.error();
                              }
                              Transaction tx = Transaction::join(ctx);
                              if constexpr (std::is_invocable_v<const Fn&, Transaction&, const E&,
                                                                const Occurrence&>) {
                                  return fn(tx, *payload, detail::occurrence_of(event));
                              } else {
                                  return fn(tx, *payload);
                              }
                          });
    }

    detail::HostState* state_;
};

} // namespace statybos
