#include "plugins/declarations.hpp"

#include <algorithm>
#include <cstring>

#include <statybos/strings.hpp>

namespace statybos::kernel::plugins {
namespace {

Error invalid(std::string message) {
    return {Errc::invalid, "invalid_declaration", std::move(message)};
}

Error duplicate(std::string message) {
    return {Errc::conflict, "duplicate_declaration", std::move(message)};
}

template <class List>
Result<> check_room(const List& list, std::string_view kind) {
    if (list.size() < Declarations::limit) {
        return {};
    }
    return Error(Errc::too_large, "too_many_declarations",
                 "more than " + std::to_string(Declarations::limit) + ' ' + std::string(kind));
}

/// A struct that an older or newer SDK allocated, as far as it goes; the rest is zero.
template <class Struct>
Result<Struct> read_sized(const Struct& given, std::string_view what) {
    if (given.size < sizeof(std::uint32_t)) {
        return invalid(std::string(what) + " says that it has size " + std::to_string(given.size));
    }
    Struct copy{};
    std::memcpy(static_cast<void*>(&copy), &given,
                std::min<std::size_t>(given.size, sizeof(Struct)));
    copy.size = sizeof(Struct);
    return copy;
}

std::string quoted(sty_str text) {
    return '"' + std::string(view(text)) + '"';
}

Result<> check_route(const sty_route& route) {
    const std::string what =
        "route " + std::string(view(route.method)) + ' ' + std::string(view(route.path));
    if (!view(route.path).starts_with('/')) {
        return invalid(what + ": a path starts with /");
    }
    if (view(route.method).empty()) {
        return invalid(what + ": it has no method");
    }
    if (route.access < STY_ACCESS_ANYONE || route.access > STY_ACCESS_ROLES) {
        return invalid(what +
                       ": say who may call it (anyone, signed in, roles); there is no default");
    }
    if (route.access == STY_ACCESS_ROLES && route.roles.size == 0) {
        return invalid(what + ": access by role, but it names no role");
    }
    if (route.handler == nullptr) {
        return invalid(what + ": it has no handler");
    }
    return {};
}

Result<> check_subscription(const sty_subscription& subscription) {
    const std::string what = "listener " + quoted(subscription.name);
    if (subscription.kind < STY_LISTEN_IN_TRANSACTION || subscription.kind > STY_LISTEN_LIVE) {
        return invalid(what + ": kind " + std::to_string(subscription.kind) +
                       " is none of in transaction, durable, live");
    }
    if (view(subscription.topic).empty() || view(subscription.name).empty()) {
        return invalid(what + ": it needs a topic and a name");
    }
    if (subscription.handler == nullptr) {
        return invalid(what + ": it has no handler");
    }
    return {};
}

Result<> check_service(std::string_view contract, sty_service service) {
    const std::string what = "provider of " + std::string(contract);
    const sty_service_table* table = service.table;
    if (contract.empty() || table == nullptr) {
        return invalid(what + ": it has no contract or no table");
    }
    if (table->size < sizeof(sty_service_table) || table->contract == nullptr ||
        table->method_count == 0 || table->prefix_hash == nullptr) {
        return invalid(what + ": its table is not filled in");
    }
    if (contract != table->contract) {
        return invalid(what + ": its table is that of " + table->contract);
    }
    return {};
}

} // namespace

Result<> Declarations::add_route(const sty_route& given) {
    auto route = read_sized(given, "a route");
    if (!route) {
        return route.error();
    }
    if (auto room = check_room(routes_, "routes"); !room) {
        return room;
    }
    if (auto checked = check_route(*route); !checked) {
        return checked;
    }
    for (sty_str sty_route::*text :
         {&sty_route::method, &sty_route::path, &sty_route::operation, &sty_route::summary,
          &sty_route::tag, &sty_route::rate_limit, &sty_route::idempotency_scope,
          &sty_route::parameters, &sty_route::request_schema, &sty_route::answers,
          &sty_route::schemas}) {
        (*route).*text = texts_.keep((*route).*text);
    }
    route->roles = texts_.keep_strings(route->roles);
    route->cache_tags = texts_.keep_strings(route->cache_tags);
    routes_.push_back(*route);
    return {};
}

Result<> Declarations::add_subscription(const sty_subscription& given) {
    auto subscription = read_sized(given, "a listener");
    if (!subscription) {
        return subscription.error();
    }
    if (auto room = check_room(subscriptions_, "listeners"); !room) {
        return room;
    }
    if (auto checked = check_subscription(*subscription); !checked) {
        return checked;
    }
    const std::string_view name = view(subscription->name);
    if (std::any_of(subscriptions_.begin(), subscriptions_.end(),
                    [&](const sty_subscription& other) { return view(other.name) == name; })) {
        return duplicate("two listeners are named " + quoted(subscription->name));
    }
    subscription->topic = texts_.keep(subscription->topic);
    subscription->name = texts_.keep(subscription->name);
    subscription->before = texts_.keep_strings(subscription->before);
    subscription->after = texts_.keep_strings(subscription->after);
    subscriptions_.push_back(*subscription);
    return {};
}

Result<> Declarations::add_job(const sty_job& given) {
    auto job = read_sized(given, "a job");
    if (!job) {
        return job.error();
    }
    if (auto room = check_room(jobs_, "jobs"); !room) {
        return room;
    }
    if (view(job->name).empty() || job->handler == nullptr) {
        return invalid("job " + quoted(job->name) + ": it needs a name and a handler");
    }
    const std::string_view name = view(job->name);
    if (std::any_of(jobs_.begin(), jobs_.end(),
                    [&](const sty_job& other) { return view(other.name) == name; })) {
        return duplicate("two jobs are named " + quoted(job->name));
    }
    job->name = texts_.keep(job->name);
    jobs_.push_back(*job);
    return {};
}

Result<> Declarations::add_provision(std::string_view contract, std::string_view name,
                                     sty_service service) {
    if (auto room = check_room(provisions_, "providers"); !room) {
        return room;
    }
    if (auto checked = check_service(contract, service); !checked) {
        return checked;
    }
    ServiceKey key{std::string(contract), service.table->major, std::string(name)};
    if (std::any_of(provisions_.begin(), provisions_.end(),
                    [&](const Provision& other) { return other.key == key; })) {
        return duplicate(key.label() + " is provided twice by the same plugin");
    }
    provisions_.push_back({std::move(key), service});
    return {};
}

Result<> Declarations::add_decoration(Decoration decoration) {
    if (auto room = check_room(decorations_, "decorators"); !room) {
        return room;
    }
    if (decoration.contract.empty() || decoration.label.empty() || decoration.wrap == nullptr) {
        return invalid("a decorator of \"" + decoration.contract +
                       "\" needs a contract, a label and a function");
    }
    for (const Decoration& other : decorations_) {
        if (other.contract == decoration.contract && other.name == decoration.name &&
            other.label == decoration.label) {
            return duplicate("two decorators of " + decoration.contract + " are labelled " +
                             decoration.label);
        }
    }
    decorations_.push_back(std::move(decoration));
    return {};
}

Result<> Declarations::add_requirement(const sty_requirement& given, bool all) {
    auto wanted = read_sized(given, "a requirement");
    if (!wanted) {
        return wanted.error();
    }
    if (auto room = check_room(requirements_, "requirements"); !room) {
        return room;
    }
    if (view(wanted->contract).empty() || wanted->method_count == 0) {
        return invalid("a requirement of " + quoted(wanted->contract) +
                       " needs a contract and at least one method");
    }
    requirements_.push_back({.key = {std::string(view(wanted->contract)), wanted->major,
                                     all ? std::string() : std::string(view(wanted->name))},
                             .method_count = wanted->method_count,
                             .prefix_hash = wanted->prefix_hash,
                             .optional = all || wanted->optional != 0,
                             .all = all});
    return {};
}

} // namespace statybos::kernel::plugins
