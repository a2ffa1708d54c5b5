// What one plugin instance declared in create(): copied, bounded and checked one by one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <statybos/abi/events.h>
#include <statybos/abi/http.h>
#include <statybos/abi/jobs.h>
#include <statybos/abi/services.h>
#include <statybos/error.hpp>

#include "plugins/text_arena.hpp"

namespace statybos::kernel::plugins {

/// Which service: contract, its major version and the provider's name (empty: the only one).
struct ServiceKey {
    std::string contract;
    std::uint16_t major = 1;
    std::string name;

    auto operator<=>(const ServiceKey&) const = default;
    /// "statybos.catalog.stock", or with its name "statybos.payments.gateway/omega": as overrides
    /// are keyed in the operator's YAML.
    std::string label() const { return name.empty() ? contract : contract + '/' + name; }
};

struct Provision {
    ServiceKey key;
    sty_service service{};
};

struct Decoration {
    std::string contract;
    std::string name;
    std::string label; // names this decorator in the operator's chain
    sty_decorate_fn wrap = nullptr;
    void* user = nullptr;
};

struct Requirement {
    ServiceKey key;
    std::uint16_t method_count = 0;
    std::uint64_t prefix_hash = 0;
    bool optional = false;
    bool all = false; // every named provider of the contract; key.name means nothing then
};

/// Filled on the control thread while create() runs; never changed afterwards.
///
/// Every add_… copies what it is given and refuses what cannot be right whatever the other plugins
/// declare: @errors invalid_declaration, duplicate_declaration, too_many_declarations
class Declarations {
public:
    /// More declarations of one kind than this are a plugin's runaway loop.
    static constexpr std::size_t limit = 4096;

    Result<> add_route(const sty_route& route);
    Result<> add_subscription(const sty_subscription& subscription);
    Result<> add_job(const sty_job& job);
    Result<> add_provision(std::string_view contract, std::string_view name, sty_service service);
    Result<> add_decoration(Decoration decoration);
    Result<> add_requirement(const sty_requirement& requirement, bool all);

    const std::vector<sty_route>& routes() const { return routes_; }
    const std::vector<sty_subscription>& subscriptions() const { return subscriptions_; }
    const std::vector<sty_job>& jobs() const { return jobs_; }
    const std::vector<Provision>& provisions() const { return provisions_; }
    const std::vector<Decoration>& decorations() const { return decorations_; }
    const std::vector<Requirement>& requirements() const { return requirements_; }

private:
    TextArena texts_;
    std::vector<sty_route> routes_;
    std::vector<sty_subscription> subscriptions_;
    std::vector<sty_job> jobs_;
    std::vector<Provision> provisions_;
    std::vector<Decoration> decorations_;
    std::vector<Requirement> requirements_;
};

} // namespace statybos::kernel::plugins
