// From candidates to a running generation; whatever fails on the way is undone.
#include <algorithm>
#include <utility>

#include "core/log.hpp"
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
        warn_of_misfits();
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
        const std::string wrong = wrong_form(decorator.member, wrapped.table, service);
        if (!wrong.empty()) {
            return Error(Errc::invalid, "decorator", what + ": " + wrong);
        }
        service.service = wrapped;
        return {};
    }

    /// Why a decorator may not stand before `service`; empty: it may. It calls what it wraps, so
    /// that must have all its methods; and it is called for what it wraps, so it must have all of
    /// those.
    std::string wrong_form(std::size_t member, const sty_service_table* table,
                           const ComposedService& service) const {
        const sty_service_table& inner = *service.service.table;
        const std::string plugin = made_->candidates_[member].member.id;
        if (table == nullptr || table->size < sizeof(sty_service_table) ||
            table->contract == nullptr || table->prefix_hash == nullptr ||
            table->method_count == 0 || std::string_view(table->contract) != inner.contract) {
            return "what it returned is no " + service.key.contract + ". Rebuild " + plugin + '.';
        }
        Requirement as_caller;
        as_caller.key = {service.key.contract, table->major, service.key.name};
        as_caller.method_count = table->method_count;
        as_caller.prefix_hash = table->prefix_hash[table->method_count - 1];
        const std::vector<Member> all = members();
        std::string why = misfit(all, all[member], as_caller, service);
        if (why.empty() && table->method_count < inner.method_count) {
            why = "it knows " + std::to_string(table->method_count) + " methods, " +
                  all[service.provider].label() + ' ' + all[service.provider].version + " has " +
                  std::to_string(inner.method_count) +
                  ", and callers of the others would pass it by. Install a newer release of " +
                  plugin + '.';
        }
        return why;
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
        for (const auto& [form, slot] : slots) {
            const sty_service service = made_->service(form.key);
            if (service.table != nullptr &&
                fits(*service.table, form.key.major, form.method_count, form.prefix_hash)) {
                made_->services_[slot] = service;
            }
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

    /// What is optional goes missing without a failure, so the log must tell why.
    void warn_of_misfits() const {
        const std::vector<Member> all = members();
        for (std::size_t member : made_->composition_.start_order) {
            for (const Requirement& wanted : all[member].declarations->requirements()) {
                const std::string why =
                    why_without(all, made_->composition_.services, all[member], wanted);
                if (!why.empty()) {
                    log(LogLevel::warning, all[member].instance, "runs without it: " + why);
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
