// Step of compose(): who starts before whom. Required services start first; optional ones, groups
// and decorators do where that is possible, so that they never close a circle.
#include <algorithm>

#include "plugins/composition.hpp"

namespace statybos::kernel::plugins {
namespace {

struct Need {
    std::size_t provider = 0;
    std::string service;
};

class StartOrder {
public:
    StartOrder(const std::vector<Member>& members, Composition& composition)
        : members_(members),
          composition_(composition),
          hard_(members.size()),
          soft_(members.size()) {
        for (std::size_t member = 0; member < members.size(); ++member) {
            if (runs(member)) {
                collect_needs(member);
            }
        }
        for (const ComposedService& service : composition.services) {
            for (const ComposedDecorator& decorator : service.chain) {
                soft_[decorator.member].insert(service.provider);
            }
        }
    }

    void order() {
        std::vector<std::size_t> waiting;
        for (std::size_t member = 0; member < members_.size(); ++member) {
            if (runs(member)) {
                waiting.push_back(member);
            }
        }
        while (!waiting.empty()) {
            auto next = std::find_if(waiting.begin(), waiting.end(), [&](std::size_t member) {
                return hard_done(member) && soft_done(member);
            });
            if (next == waiting.end()) {
                next = std::find_if(waiting.begin(), waiting.end(),
                                    [&](std::size_t member) { return hard_done(member); });
            }
            if (next == waiting.end()) {
                composition_.errors.push_back(circle(waiting.front()));
                return;
            }
            done_.insert(*next);
            composition_.start_order.push_back(*next);
            waiting.erase(next);
        }
    }

private:
    bool runs(std::size_t member) const {
        return composition_.failures[member].empty() && members_[member].declarations != nullptr;
    }

    void collect_needs(std::size_t member) {
        for (const Requirement& requirement : members_[member].declarations->requirements()) {
            for (const ComposedService& service : composition_.services) {
                if (is_meant(service, requirement)) {
                    add_need(member, requirement, service);
                }
            }
        }
    }

    void add_need(std::size_t member, const Requirement& requirement,
                  const ComposedService& service) {
        if (service.provider != member) {
            if (requirement.optional) {
                soft_[member].insert(service.provider);
            } else {
                hard_[member].push_back({service.provider, service.key.label()});
            }
        }
        for (const ComposedDecorator& decorator : service.chain) {
            soft_[member].insert(decorator.member);
        }
    }

    bool hard_done(std::size_t member) const {
        return std::all_of(hard_[member].begin(), hard_[member].end(),
                           [&](const Need& need) { return done_.contains(need.provider); });
    }

    bool soft_done(std::size_t member) const {
        return std::all_of(soft_[member].begin(), soft_[member].end(), [&](std::size_t other) {
            return other == member || done_.contains(other);
        });
    }

    const Need& unmet(std::size_t member) const {
        return *std::find_if(hard_[member].begin(), hard_[member].end(),
                             [&](const Need& need) { return !done_.contains(need.provider); });
    }

    /// Follows unmet needs until one comes back; every waiting member has one.
    std::string circle(std::size_t from) const {
        std::vector<std::size_t> path;
        while (std::find(path.begin(), path.end(), from) == path.end()) {
            path.push_back(from);
            from = unmet(from).provider;
        }
        std::string text = "plugins need each other in a circle: ";
        for (auto at = std::find(path.begin(), path.end(), from); at != path.end(); ++at) {
            text += members_[*at].label() + " -> (" + unmet(*at).service + ") -> ";
        }
        return text + members_[from].label() +
               ". One of them must make its requirement optional, or ask by an event.";
    }

    const std::vector<Member>& members_;
    Composition& composition_;
    std::vector<std::vector<Need>> hard_;
    std::vector<std::set<std::size_t>> soft_;
    std::set<std::size_t> done_;
};

} // namespace

void order_starts(const std::vector<Member>& members, Composition& composition) {
    StartOrder(members, composition).order();
}

} // namespace statybos::kernel::plugins
