// From candidates to a running generation; whatever fails on the way is undone.
#include <algorithm>
#include <utility>

#include "plugins/call.hpp"
#include "plugins/generation.hpp"

namespace statybos::kernel::plugins {

class GenerationBuilder {
public:
    GenerationBuilder(Blueprint blueprint, std::uint32_t number, const Surroundings& surroundings)
        : blueprint_(std::move(blueprint)), surroundings_(surroundings), made_(new Generation) {
        made_->number_ = number;
        made_->candidates_ = std::move(blueprint_.candidates);
        for (Candidate& candidate : made_->candidates_) {
            if (candidate.instance != nullptr && candidate.instance->state() == State::created) {
                candidate.member.declarations = &candidate.instance->declarations();
            }
        }
    }

    Result<std::unique_ptr<Generation>> build() {
        // A plugin that fails while wrapping or starting changes what the others get: again.
        for (bool settled = false; !settled;) {
            if (auto composed = compose_all(); !composed) {
                return composed.error();
            }
            settled = check_routes() && wrap_all();
            if (!settled) {
                continue;
            }
            if (auto declared = assemble(); !declared) {
                return declared.error();
            }
            settled = !blueprint_.start || start_all();
        }
        stop_unneeded();
        bind_services();
        return std::move(made_);
    }

private:
    std::vector<Member> members() const {
        std::vector<Member> all;
        for (const Candidate& candidate : made_->candidates_) {
            all.push_back(candidate.member);
        }
        return all;
    }

    Result<> compose_all() {
        made_->drop_wrappers();
        Composition composition = compose(members(), blueprint_.overrides, blueprint_.kernel_wants);
        if (!composition.errors.empty()) {
            std::string lines;
            for (const std::string& error : composition.errors) {
                lines += (lines.empty() ? "" : "\n") + error;
            }
            // What runs must be stopped in the order of a composition that stood.
            composition.start_order = made_->composition_.start_order;
            made_->composition_ = std::move(composition);
            return Error(Errc::conflict, "composition", lines);
        }
        made_->composition_ = std::move(composition);
        for (std::size_t i = 0; i < made_->candidates_.size(); ++i) {
            made_->candidates_[i].member.failure = made_->composition_.failures[i];
        }
        return {};
    }

    bool fail(std::size_t member, const Error& why) {
        made_->candidates_[member].member.failure = why.message();
        return false;
    }

    /// Routes that cannot stand fail their plugin; clashes between plugins are found in assemble().
    bool check_routes() {
        for (std::size_t member : made_->composition_.start_order) {
            auto routes = routes_of(member);
            if (!routes) {
                return fail(member, routes.error());
            }
            if (auto alone = http::RouteTable::create(std::move(*routes)); !alone) {
                return fail(member, alone.error());
            }
        }
        return true;
    }

    Result<std::vector<http::Route>> routes_of(std::size_t member) const {
        const Instance& instance = *made_->candidates_[member].instance;
        std::vector<http::Route> routes;
        for (const sty_route& declared : instance.declarations().routes()) {
            auto route = http::copy_route(declared, instance.instance);
            if (!route) {
                return route.error();
            }
            route->plugin = static_cast<const HostSide*>(&instance);
            const auto longest = made_->candidates_[member].deadline;
            if (longest.count() > 0 &&
                (route->deadline.count() == 0 || route->deadline > longest)) {
                route->deadline = longest;
            }
            routes.push_back(std::move(*route));
        }
        return routes;
    }

    bool wrap_all() {
        for (ComposedService& service : made_->composition_.services) {
            for (const ComposedDecorator& decorator : service.chain) {
                if (auto wrapped = wrap(service, decorator); !wrapped) {
                    return fail(decorator.member, wrapped.error());
                }
            }
        }
        return true;
    }

    Result<> wrap(ComposedService& service, const ComposedDecorator& decorator) {
        const Instance& instance = *made_->candidates_[decorator.member].instance;
        const std::string what = instance.instance + " cannot decorate " + service.key.label();
        sty_service wrapped{};
        void (*drop)(void*) = nullptr;
        auto called = call_plugin(instance, [&](sty_error* error) {
            return decorator.decoration->wrap(decorator.decoration->user, service.service, &wrapped,
                                              &drop, error);
        });
        if (!called) {
            const Error said = called.error();
            return Error(said.code(), said.slug(), what + ": " + said.message());
        }
        if (drop != nullptr) {
            made_->wrappers_.push_back({wrapped.self, drop});
        }
        if (!is_same_contract(wrapped, service.service)) {
            return Error(Errc::invalid, "decorator",
                         what + ": what it returned is no " + service.key.label() + " in version " +
                             std::to_string(service.key.major) +
                             " with all methods of the one it wraps. Rebuild " + instance.plugin +
                             '.');
        }
        service.service = wrapped;
        return {};
    }

    static bool is_same_contract(const sty_service& outer, const sty_service& inner) {
        const sty_service_table* table = outer.table;
        return table != nullptr && table->size >= sizeof(sty_service_table) &&
               table->contract != nullptr && table->prefix_hash != nullptr &&
               std::string_view(table->contract) == inner.table->contract &&
               table->major == inner.table->major &&
               table->method_count >= inner.table->method_count;
    }

    Result<> assemble() {
        std::vector<http::Route> routes = blueprint_.kernel_routes;
        for (std::size_t member = 0; member < made_->candidates_.size(); ++member) {
            if (!runs(member)) {
                continue;
            }
            auto declared = routes_of(member);
            if (!declared) {
                return declared.error();
            }
            std::move(declared->begin(), declared->end(), std::back_inserter(routes));
        }
        auto table = http::RouteTable::create(std::move(routes));
        if (!table) {
            return table.error();
        }
        made_->routes_ = std::move(*table);
        return compose_background();
    }

    Result<> compose_background() {
        if (!blueprint_.compose_background) {
            return {};
        }
        std::vector<const Instance*> running;
        for (std::size_t member : made_->composition_.start_order) {
            running.push_back(made_->candidates_[member].instance.get());
        }
        auto background = blueprint_.compose_background(running);
        if (!background) {
            return background.error();
        }
        made_->background_ = std::move(*background);
        return {};
    }

    bool runs(std::size_t member) const {
        const auto& order = made_->composition_.start_order;
        return std::find(order.begin(), order.end(), member) != order.end();
    }

    bool start_all() {
        for (std::size_t member : made_->composition_.start_order) {
            Instance& instance = *made_->candidates_[member].instance;
            if (instance.state() == State::active) {
                continue;
            }
            if (auto started = instance.start(); !started) {
                return fail(member, started.error());
            }
        }
        return true;
    }

    /// Those that ran until one that they need failed to start.
    void stop_unneeded() {
        for (std::size_t member = made_->candidates_.size(); member-- > 0;) {
            Candidate& candidate = made_->candidates_[member];
            if (candidate.instance != nullptr && !runs(member)) {
                candidate.member.declarations = nullptr;
                candidate.instance->stop();
                candidate.instance.reset();
            }
        }
    }

    void bind_services() {
        const auto slots = surroundings_.slots->slots();
        made_->services_.resize(slots.size());
        for (const auto& [key, slot] : slots) {
            made_->services_[slot] = made_->service(key);
        }
        const auto groups = surroundings_.slots->groups();
        made_->groups_.resize(groups.size());
        for (const auto& [key, group] : groups) {
            for (const ComposedService& service : made_->composition_.services) {
                if (service.key.contract == key.contract && service.key.major == key.major &&
                    !service.key.name.empty()) {
                    made_->groups_[group].push_back({service.key.name, service.service});
                }
            }
        }
    }

    Blueprint blueprint_;
    const Surroundings& surroundings_;
    std::unique_ptr<Generation> made_;
};

Result<std::unique_ptr<Generation>> build_generation(Blueprint blueprint, std::uint32_t number,
                                                     const Surroundings& surroundings) {
    return GenerationBuilder(std::move(blueprint), number, surroundings).build();
}

} // namespace statybos::kernel::plugins
