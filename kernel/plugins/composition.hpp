// Who serves whom: from the declarations of all plugin instances to one plan, or to messages that
// say which plugins are at odds and what to write into the operator's YAML.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "plugins/declarations.hpp"

namespace statybos::kernel::plugins {

/// What a manifest says of one decorator's place: ids or labels of others of the same contract.
struct DecoratorPlace {
    std::string contract;
    std::string name;
    std::vector<std::string> after;  // these are wrapped by this one
    std::vector<std::string> before; // these wrap this one
};

/// A service that a manifest says its plugin provides or decorates.
struct Promise {
    std::string contract;
    std::string name;
};

/// One plugin instance as composition sees it.
struct Member {
    std::string id;
    std::string version;
    std::string instance;              // the operator's name for it; equals `id` unless given
    std::vector<std::string> replaces; // module ids that this fork stands in for
    std::vector<std::string> drafts;   // contracts that the provider calls unfinished
    std::vector<DecoratorPlace> places;
    bool allow_draft = false; // the operator accepts drafts of others
    /// Null for a plugin that failed before it could declare; `promised` then says what is missing.
    const Declarations* declarations = nullptr;
    std::vector<Promise> promised;
    std::string failure; // why it cannot run; empty: it can

    /// "acme.pay", or "acme.pay (lt)" for a named instance.
    std::string label() const { return instance == id ? id : id + " (" + instance + ')'; }
};

/// The operator's decision on one service, keyed by ServiceKey::label().
struct Override {
    std::string provider;           // plugin id or instance; empty: not decided
    std::vector<std::string> chain; // decorator labels, outermost last; empty: not decided
};
using Overrides = std::map<std::string, Override>;

struct ComposedDecorator {
    std::size_t member = 0;
    const Decoration* decoration = nullptr;
};

struct ComposedService {
    ServiceKey key;
    std::size_t provider = 0; // member
    sty_service service{};
    std::vector<ComposedDecorator> chain; // innermost first
};

struct Composition {
    std::vector<ComposedService> services; // in the operator's order of plugins
    std::vector<std::size_t> start_order;  // of the members that run; providers first
    /// Per member, why it cannot run; empty: it runs.
    std::vector<std::string> failures;
    /// Questions that only the operator can answer. Nothing may start while there is one.
    std::vector<std::string> errors;
};

/// Composes `members`, in the operator's order. A member that cannot get what it needs fails, and
/// those that need it with it; clashes, undecided orders and circles are errors. `kernel_wants` is
/// what the kernel itself calls where somebody provides it.
Composition compose(const std::vector<Member>& members, const Overrides& overrides,
                    const std::vector<Requirement>& kernel_wants = {});

// The steps of compose(), each in its own file.

/// Orders `chain` in place: by the operator's chain, else by what the manifests say of each other.
/// @returns What is undecided or contradictory, with the YAML to paste; empty: decided.
std::vector<std::string> order_decorators(const std::vector<Member>& members,
                                          const Override& decision, ComposedService& service);

/// Whether a provider's table holds the methods that somebody was compiled against: as many, with
/// the same names, types and order.
bool fits(const sty_service_table& table, std::uint16_t major, std::uint16_t method_count,
          std::uint64_t prefix_hash);

/// Why `service` does not fit `requirement` of `member`; empty: it does.
std::string misfit(const std::vector<Member>& members, const Member& member,
                   const Requirement& requirement, const ComposedService& service);

/// As misfit(), or why `member` may not use `service` though it fits: it is a draft.
std::string check_form(const std::vector<Member>& members, const Member& member,
                       const Requirement& requirement, const ComposedService& service);

/// Why `member` cannot run with `requirement` (of one provider) and these `services`; empty: it
/// can. What is optional and does not fit is as if it were not there.
std::string check_requirement(const std::vector<Member>& members,
                              const std::vector<ComposedService>& services, const Member& member,
                              const Requirement& requirement);

/// Why `member` goes without a service that it may do without, though somebody provides it; empty:
/// it has the service, or nobody does.
std::string why_without(const std::vector<Member>& members,
                        const std::vector<ComposedService>& services, const Member& member,
                        const Requirement& requirement);

/// Sets start_order, or adds a circle to errors.
void order_starts(const std::vector<Member>& members, Composition& composition);

/// The service that satisfies `key`, or null.
const ComposedService* find_service(const std::vector<ComposedService>& services,
                                    const ServiceKey& key);

/// Whether the operator or a manifest means `member` when writing `name`.
bool is_called(const Member& member, std::string_view name);

/// Whether `service` answers `requirement`, if their forms agree.
bool is_meant(const ComposedService& service, const Requirement& requirement);

/// "a, b and c"
std::string enumerate(const std::vector<std::string>& names);

} // namespace statybos::kernel::plugins
