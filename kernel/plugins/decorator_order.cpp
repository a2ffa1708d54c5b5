// Step of compose(): the order in which decorators wrap a provider. -10 % and then +5 EUR is not
// +5 EUR and then -10 %, so an order that nobody decided is an error.
#include <algorithm>
#include <optional>

#include "plugins/composition.hpp"

namespace statybos::kernel::plugins {
namespace {

class ChainOrder {
public:
    ChainOrder(const std::vector<Member>& members, const Override& decision,
               ComposedService& service)
        : members_(members), decision_(decision), service_(service) {}

    std::vector<std::string> decide() {
        if (!decision_.chain.empty()) {
            by_operator();
        } else if (service_.chain.size() > 1) {
            by_manifests();
        }
        return std::move(problems_);
    }

private:
    /// How the operator writes it: by its plugin, and by its label too where that has several.
    std::string named(const ComposedDecorator& decorator) const {
        const Member& member = members_[decorator.member];
        const auto siblings = std::count_if(
            service_.chain.begin(), service_.chain.end(),
            [&](const ComposedDecorator& each) { return each.member == decorator.member; });
        return siblings > 1 ? member.instance + '/' + decorator.decoration->label : member.instance;
    }

    bool is_meant(const ComposedDecorator& decorator, std::string_view name) const {
        const Member& member = members_[decorator.member];
        const std::string& label = decorator.decoration->label;
        return label == name || is_called(member, name) || member.instance + '/' + label == name ||
               member.id + '/' + label == name;
    }

    std::string where() const { return "overrides." + service_.key.label() + ".chain"; }

    void by_operator() {
        std::vector<ComposedDecorator> ordered;
        std::vector<ComposedDecorator> rest = service_.chain;
        for (const std::string& name : decision_.chain) {
            const auto exact = std::find_if(rest.begin(), rest.end(), [&](const auto& each) {
                return each.decoration->label == name || named(each) == name;
            });
            const auto found = exact != rest.end()
                                   ? exact
                                   : std::find_if(rest.begin(), rest.end(), [&](const auto& each) {
                                         return is_meant(each, name);
                                     });
            if (found == rest.end()) {
                problems_.push_back(unknown(name));
                continue;
            }
            ordered.push_back(*found);
            rest.erase(found);
        }
        if (!rest.empty()) {
            problems_.push_back(left_out(rest));
        }
        service_.chain = ordered;
    }

    std::string unknown(const std::string& name) const {
        std::vector<std::string> names;
        for (const ComposedDecorator& each : service_.chain) {
            names.push_back(named(each));
        }
        return where() + " names " + name + ", which does not decorate it" +
               (names.empty() ? "; nothing does."
                              : "; " + enumerate(names) + (names.size() > 1 ? " do." : " does."));
    }

    std::string left_out(const std::vector<ComposedDecorator>& rest) const {
        std::vector<std::string> names;
        for (const ComposedDecorator& each : rest) {
            names.push_back(named(each));
        }
        return where() + " leaves out " + enumerate(names) +
               ". Name every decorator, outermost last, or disable its plugin.";
    }

    /// Whether a manifest puts `inner` inside `outer`.
    bool is_inside(const ComposedDecorator& inner, const ComposedDecorator& outer) const {
        return any_place(outer, &DecoratorPlace::after, inner) ||
               any_place(inner, &DecoratorPlace::before, outer);
    }

    bool any_place(const ComposedDecorator& of, std::vector<std::string> DecoratorPlace::*list,
                   const ComposedDecorator& other) const {
        for (const DecoratorPlace& place : members_[of.member].places) {
            if (place.contract == service_.key.contract && place.name == service_.key.name &&
                std::any_of((place.*list).begin(), (place.*list).end(),
                            [&](const std::string& name) { return is_meant(other, name); })) {
                return true;
            }
        }
        return false;
    }

    /// Takes the one decorator that nothing left must come before, again and again; two candidates
    /// at once mean that nobody decided between them.
    void by_manifests() {
        std::vector<ComposedDecorator> ordered;
        std::vector<ComposedDecorator> rest = service_.chain;
        while (!rest.empty()) {
            std::vector<std::size_t> free = unwrapped(rest);
            if (free.empty()) {
                problems_.push_back(contradiction(rest));
                return;
            }
            if (free.size() > 1) {
                problems_.push_back(undecided(rest[free[0]], rest[free[1]]));
                return;
            }
            ordered.push_back(rest[free[0]]);
            rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(free[0]));
        }
        service_.chain = ordered;
    }

    std::vector<std::size_t> unwrapped(const std::vector<ComposedDecorator>& rest) const {
        std::vector<std::size_t> free;
        for (std::size_t i = 0; i < rest.size(); ++i) {
            bool waits = false;
            for (std::size_t j = 0; j < rest.size(); ++j) {
                waits = waits || (i != j && is_inside(rest[j], rest[i]));
            }
            if (!waits) {
                free.push_back(i);
            }
        }
        return free;
    }

    std::string yaml() const {
        std::string chain;
        for (const ComposedDecorator& each : service_.chain) {
            chain += (chain.empty() ? "" : ", ") + named(each);
        }
        return "overrides:\n  " + service_.key.label() + ":\n    chain: [" + chain + ']';
    }

    std::string undecided(const ComposedDecorator& one, const ComposedDecorator& other) const {
        return "nobody decided in which order " + named(one) + " and " + named(other) +
               " decorate " + service_.key.label() +
               ". Decide in the operator's YAML, outermost last:\n" + yaml();
    }

    std::string contradiction(const std::vector<ComposedDecorator>& rest) const {
        std::vector<std::string> names;
        for (const ComposedDecorator& each : rest) {
            names.push_back(named(each));
        }
        return "the manifests of " + enumerate(names) + " contradict each other about their order" +
               " around " + service_.key.label() +
               ". Decide in the operator's YAML, outermost last:\n" + yaml();
    }

    const std::vector<Member>& members_;
    const Override& decision_;
    ComposedService& service_;
    std::vector<std::string> problems_;
};

} // namespace

std::vector<std::string> order_decorators(const std::vector<Member>& members,
                                          const Override& decision, ComposedService& service) {
    return ChainOrder(members, decision, service).decide();
}

} // namespace statybos::kernel::plugins
