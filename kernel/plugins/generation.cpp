#include "plugins/generation.hpp"

#include <algorithm>
#include <utility>

#include "core/log.hpp"
#include "plugins/call.hpp"

namespace statybos::kernel::plugins {

Generation::~Generation() {
    drop_wrappers();
    const auto& started = composition_.start_order;
    for (auto member = started.rbegin(); member != started.rend(); ++member) {
        candidates_[*member].instance->stop();
    }
    for (auto member = started.rbegin(); member != started.rend(); ++member) {
        candidates_[*member].instance.reset();
    }
}

void Generation::drop_wrappers() {
    for (auto wrapper = wrappers_.rbegin(); wrapper != wrappers_.rend(); ++wrapper) {
        try {
            wrapper->drop(wrapper->self);
        } catch (...) {
            log(LogLevel::error, "plugins",
                "a decorator threw when freed: " + current_exception_as_error().message());
        }
    }
    wrappers_.clear();
}

void Generation::pin(const std::shared_ptr<const Generation>& generation, Context& context) {
    context.bind_services(generation->services_.data(),
                          static_cast<std::uint32_t>(generation->services_.size()),
                          generation->number_, generation);
    context.subscriptions = generation->background_.subscriptions.get();
    context.jobs = generation->background_.jobs.get();
}

std::span<const NamedService> Generation::group(std::uint32_t group) const {
    return group < groups_.size() ? std::span<const NamedService>(groups_[group])
                                  : std::span<const NamedService>();
}

sty_service Generation::service(const ServiceKey& key) const {
    const ComposedService* found = find_service(composition_.services, key);
    return found == nullptr ? sty_service{} : found->service;
}

std::vector<std::string> Generation::failures() const {
    std::vector<std::string> all;
    for (const Candidate& candidate : candidates_) {
        if (!candidate.member.failure.empty()) {
            all.push_back(candidate.member.label() + ": " + candidate.member.failure);
        }
    }
    return all;
}

std::shared_ptr<const Generation> Generations::current() const {
    const std::lock_guard lock(mutex_);
    return current_;
}

void Generations::publish(std::unique_ptr<Generation> next) {
    std::shared_ptr<const Generation> made;
    if (next != nullptr) {
        {
            const std::lock_guard lock(mutex_);
            living_.push_back({next.get(), &next->routes()});
        }
        made = std::shared_ptr<const Generation>(next.release(), [this](const Generation* ended) {
            retire_(std::unique_ptr<const Generation>(ended));
            const std::lock_guard lock(mutex_);
            std::erase_if(living_,
                          [ended](const Living& each) { return each.generation == ended; });
        });
    }
    {
        const std::lock_guard lock(mutex_);
        current_.swap(made);
    }
    // The old one may retire here, outside the lock.
}

std::shared_ptr<const http::RouteTable> Generations::routes() const {
    auto generation = current();
    if (generation == nullptr) {
        return nullptr;
    }
    const http::RouteTable* table = &generation->routes();
    return {std::move(generation), table};
}

std::shared_ptr<const Generation>
Generations::owner_of(const std::shared_ptr<const http::RouteTable>& routes) const {
    const std::lock_guard lock(mutex_);
    for (const Living& each : living_) {
        if (each.routes == routes.get()) {
            return {routes, each.generation};
        }
    }
    return nullptr;
}

std::size_t Generations::living() const {
    const std::lock_guard lock(mutex_);
    return living_.size();
}

} // namespace statybos::kernel::plugins
