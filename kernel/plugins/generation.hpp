// An immutable composition of started plugins; requests, events and jobs pin the one they began in.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include <statybos/error.hpp>

#include "core/context.hpp"
#include "http/route_table.hpp"
#include "plugins/composition.hpp"
#include "plugins/instance.hpp"
#include "plugins/slots.hpp"

namespace statybos::kernel::events {
class SubscriptionSet;
}
namespace statybos::kernel::jobs {
class JobSet;
}

namespace statybos::kernel::plugins {

struct NamedService {
    std::string name;
    sty_service service{};
};

/// One plugin of the operator's list: what is known of it, and its instance unless it failed before
/// one could be made.
struct Candidate {
    Member member;
    std::shared_ptr<Instance> instance;
    std::string file;                      // as configured, for people
    std::chrono::milliseconds deadline{0}; // of its routes at most; 0: as they say
};

/// What runs without a request: listeners and jobs; null where there are none.
struct Background {
    std::shared_ptr<const events::SubscriptionSet> subscriptions;
    std::shared_ptr<const jobs::JobSet> jobs;
};

/// Any thread may read. Its end (stopping and destroying its plugins) belongs to the control
/// thread, which Generations sees to.
class Generation {
public:
    ~Generation();
    Generation(const Generation&) = delete;
    Generation& operator=(const Generation&) = delete;

    /// The generation that `context` has pinned, or null.
    static const Generation* of(const Context& context) {
        return static_cast<const Generation*>(context.generation.get());
    }
    /// Pins `generation` until the context ends or is pinned elsewhere.
    static void pin(const std::shared_ptr<const Generation>& generation, Context& context);

    std::uint32_t number() const { return number_; }
    const http::RouteTable& routes() const { return *routes_; }
    const std::shared_ptr<const http::RouteTable>& route_table() const { return routes_; }
    const Background& background() const { return background_; }

    /// All providers of a group, in the operator's order.
    std::span<const NamedService> group(std::uint32_t group) const;
    /// The service, decorators included, or one with a null table.
    sty_service service(const ServiceKey& key) const;

    /// In the operator's order, those that failed too; member.failure says why.
    const std::vector<Candidate>& candidates() const { return candidates_; }
    const Composition& composition() const { return composition_; }
    /// "acme.pay: wrong epoch …", one for each plugin that was asked for and does not run.
    std::vector<std::string> failures() const;

private:
    friend class GenerationBuilder;
    Generation() = default;

    void drop_wrappers();

    struct Wrapper {
        void* self;
        void (*drop)(void*);
    };

    std::uint32_t number_ = 0;
    std::vector<Candidate> candidates_;
    Composition composition_;
    std::vector<sty_service> services_; // by slot
    std::vector<std::vector<NamedService>> groups_;
    std::vector<Wrapper> wrappers_; // in the order made
    std::shared_ptr<const http::RouteTable> routes_;
    Background background_;
};

/// What a generation is made of.
struct Blueprint {
    std::vector<Candidate> candidates; // created, in the operator's order
    Overrides overrides;
    std::vector<http::Route> kernel_routes;
    /// What the kernel itself calls, all optional: a provider that does not fit fails.
    std::vector<Requirement> kernel_wants;
    /// Composes the listeners and jobs of all running instances, in their start order; null: there
    /// are none.
    std::function<Result<Background>(const std::vector<const Instance*>&)> compose_background;
    /// False: compose only, to look at the result.
    bool start = true;
};

/// Composes, wraps and starts. A plugin that fails on the way is `failed`, with those that need it;
/// the rest runs. On an error everything that was started is stopped again.
///
/// @errors composition  clashes and undecided orders, one a line; route_clash; what
///                      compose_background says
Result<std::unique_ptr<Generation>> build_generation(Blueprint blueprint, std::uint32_t number,
                                                     const Surroundings& surroundings);

/// The current generation, and the way of old ones to their end.
class Generations {
public:
    using Retire = std::function<void(std::unique_ptr<const Generation>)>;

    /// `retire` gets each generation once nobody pins it any more, on whatever thread that
    /// happened; it must hand it to the control thread.
    explicit Generations(Retire retire) : retire_(std::move(retire)) {}

    /// Null before the first and after the last.
    std::shared_ptr<const Generation> current() const;
    /// Whoever asks from now on gets `next`; null: nobody gets anything.
    void publish(std::unique_ptr<Generation> next);

    /// The routes of the current generation, in a pointer that pins it; null when there is none.
    std::shared_ptr<const http::RouteTable> routes() const;
    /// The generation behind what routes() gave.
    std::shared_ptr<const Generation>
    owner_of(const std::shared_ptr<const http::RouteTable>& routes) const;

    /// Generations that were published and have not been handed to `retire`.
    std::size_t living() const;

private:
    Retire retire_;
    mutable std::mutex mutex_;
    std::shared_ptr<const Generation> current_;
    struct Living {
        const Generation* generation;
        const http::RouteTable* routes; // so that one that just ended is not looked into
    };
    std::vector<Living> living_;
};

} // namespace statybos::kernel::plugins
