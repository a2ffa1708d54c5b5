#include "plugins/composition.hpp"

#include <algorithm>

namespace statybos::kernel::plugins {
namespace {

class Composer {
public:
    Composer(const std::vector<Member>& members, const Overrides& overrides,
             const std::vector<Requirement>& kernel_wants)
        : members_(members), overrides_(overrides), kernel_wants_(kernel_wants) {
        for (const Member& member : members) {
            result_.failures.push_back(member.failure);
        }
    }

    Composition compose() {
        do {
            result_.errors.clear();
            collect_services();
        } while (fail_members_in_want());
        order_chains();
        check_overrides();
        if (result_.errors.empty()) {
            order_starts(members_, result_);
        }
        return std::move(result_);
    }

private:
    static Member the_kernel() {
        Member kernel;
        kernel.id = "the kernel";
        kernel.instance = kernel.id;
        return kernel;
    }

    bool runs(std::size_t member) const {
        return result_.failures[member].empty() && members_[member].declarations != nullptr;
    }

    const Override& decision_on(const std::string& label) const {
        static const Override none;
        const auto found = overrides_.find(label);
        return found == overrides_.end() ? none : found->second;
    }

    void collect_services() {
        result_.services.clear();
        std::map<ServiceKey, std::vector<std::size_t>> rivals;
        for (std::size_t member = 0; member < members_.size(); ++member) {
            if (!runs(member)) {
                continue;
            }
            for (const Provision& provision : members_[member].declarations->provisions()) {
                if (rivals[provision.key].empty()) {
                    result_.services.push_back({provision.key, member, provision.service, {}});
                }
                rivals[provision.key].push_back(member);
            }
        }
        for (ComposedService& service : result_.services) {
            settle_provider(service, rivals[service.key]);
            collect_decorators(service);
        }
    }

    void settle_provider(ComposedService& service, const std::vector<std::size_t>& rivals) {
        const std::string label = service.key.label();
        const std::string& wanted = decision_on(label).provider;
        if (wanted.empty()) {
            if (rivals.size() > 1) {
                result_.errors.push_back(clash(label, rivals));
            }
            return;
        }
        const auto chosen = std::find_if(rivals.begin(), rivals.end(), [&](std::size_t member) {
            return is_called(members_[member], wanted);
        });
        if (chosen == rivals.end()) {
            result_.errors.push_back("overrides." + label + ".provider is " + wanted +
                                     ", which does not provide it; " + names_of(rivals) +
                                     (rivals.size() > 1 ? " do." : " does."));
            return;
        }
        service.provider = *chosen;
        for (const Provision& provision : members_[*chosen].declarations->provisions()) {
            if (provision.key == service.key) {
                service.service = provision.service;
            }
        }
    }

    std::string clash(const std::string& label, const std::vector<std::size_t>& rivals) const {
        return label + " is provided by " + names_of(rivals) +
               ". Disable all but one, or choose in the operator's YAML:\noverrides:\n  " + label +
               ":\n    provider: " + members_[rivals.front()].instance;
    }

    std::string names_of(const std::vector<std::size_t>& members) const {
        std::vector<std::string> names;
        for (std::size_t member : members) {
            names.push_back(members_[member].label());
        }
        return enumerate(names);
    }

    void collect_decorators(ComposedService& service) const {
        for (std::size_t member = 0; member < members_.size(); ++member) {
            if (!runs(member)) {
                continue;
            }
            for (const Decoration& decoration : members_[member].declarations->decorations()) {
                if (decoration.contract == service.key.contract &&
                    decoration.name == service.key.name) {
                    service.chain.push_back({member, &decoration});
                }
            }
        }
    }

    /// One round; what fails now may leave others in want, so the caller repeats.
    bool fail_members_in_want() {
        bool failed = fail_misfits(kernel_, kernel_wants_);
        for (std::size_t member = 0; member < members_.size(); ++member) {
            if (!runs(member)) {
                continue;
            }
            std::string reason = want_of(members_[member]);
            failed =
                fail(member, std::move(reason)) ||
                fail_misfits(members_[member], members_[member].declarations->requirements()) ||
                failed;
        }
        return failed;
    }

    bool fail(std::size_t member, std::string reason) {
        if (reason.empty()) {
            return false;
        }
        result_.failures[member] = std::move(reason);
        return true;
    }

    /// Of many providers, one that `member` cannot call fails itself: a third party's gateway must
    /// not take the payments plugin with it.
    bool fail_misfits(const Member& member, const std::vector<Requirement>& requirements) {
        bool failed = false;
        for (const Requirement& requirement : requirements) {
            for (const ComposedService& service : result_.services) {
                const bool checked_here = requirement.all || &member == &kernel_;
                if (checked_here && is_meant(service, requirement) && runs(service.provider)) {
                    failed = fail(service.provider,
                                  check_form(members_, member, requirement, service)) ||
                             failed;
                }
            }
        }
        return failed;
    }

    std::string want_of(const Member& member) const {
        for (const Decoration& decoration : member.declarations->decorations()) {
            if (std::string reason = want_of_base(member, decoration); !reason.empty()) {
                return reason;
            }
        }
        for (const Requirement& requirement : member.declarations->requirements()) {
            if (requirement.all) {
                continue;
            }
            std::string reason = failed_party(member, requirement);
            if (reason.empty()) {
                reason = check_requirement(members_, result_.services, member, requirement);
            }
            if (!reason.empty()) {
                return reason;
            }
        }
        return {};
    }

    std::string want_of_base(const Member& member, const Decoration& decoration) const {
        const bool provided = std::any_of(result_.services.begin(), result_.services.end(),
                                          [&](const ComposedService& service) {
                                              return service.key.contract == decoration.contract &&
                                                     service.key.name == decoration.name;
                                          });
        if (provided) {
            return {};
        }
        const std::string label = ServiceKey{decoration.contract, 1, decoration.name}.label();
        return member.label() + " decorates " + label +
               ", which no running plugin provides. Enable a plugin that provides it, or remove " +
               member.label() + " from plugins.";
    }

    /// A failed plugin that provides or decorates what is required: its price rule or tax must not
    /// silently be left out, so whoever needs the service fails with it.
    std::string failed_party(const Member& member, const Requirement& requirement) const {
        if (requirement.optional) {
            return {};
        }
        for (std::size_t other = 0; other < members_.size(); ++other) {
            if (result_.failures[other].empty() || &members_[other] == &member) {
                continue;
            }
            if (takes_part(members_[other], requirement.key)) {
                return member.label() + " needs " + requirement.key.label() + " of " +
                       members_[other].label() + ", which failed: " + result_.failures[other];
            }
        }
        return {};
    }

    static bool takes_part(const Member& member, const ServiceKey& key) {
        if (member.declarations == nullptr) {
            return std::any_of(
                member.promised.begin(), member.promised.end(), [&](const Promise& promise) {
                    return promise.contract == key.contract && promise.name == key.name;
                });
        }
        const auto& provisions = member.declarations->provisions();
        const auto& decorations = member.declarations->decorations();
        return std::any_of(provisions.begin(), provisions.end(),
                           [&](const Provision& provision) { return provision.key == key; }) ||
               std::any_of(decorations.begin(), decorations.end(), [&](const Decoration& each) {
                   return each.contract == key.contract && each.name == key.name;
               });
    }

    void order_chains() {
        for (ComposedService& service : result_.services) {
            auto problems = order_decorators(members_, decision_on(service.key.label()), service);
            result_.errors.insert(result_.errors.end(), problems.begin(), problems.end());
        }
    }

    void check_overrides() {
        for (const auto& [label, decision] : overrides_) {
            const bool known = std::any_of(
                result_.services.begin(), result_.services.end(),
                [&, &key = label](const ComposedService& each) { return each.key.label() == key; });
            const bool missing = std::any_of(result_.failures.begin(), result_.failures.end(),
                                             [](const std::string& why) { return !why.empty(); });
            if (!known && !missing) {
                result_.errors.push_back("overrides." + label +
                                         ": no enabled plugin provides it. Remove the override, or "
                                         "enable the plugin that it was written for.");
            }
        }
    }

    const std::vector<Member>& members_;
    const Overrides& overrides_;
    const std::vector<Requirement>& kernel_wants_;
    const Member kernel_ = the_kernel();
    Composition result_;
};

} // namespace

Composition compose(const std::vector<Member>& members, const Overrides& overrides,
                    const std::vector<Requirement>& kernel_wants) {
    return Composer(members, overrides, kernel_wants).compose();
}

const ComposedService* find_service(const std::vector<ComposedService>& services,
                                    const ServiceKey& key) {
    const auto found =
        std::find_if(services.begin(), services.end(),
                     [&](const ComposedService& service) { return service.key == key; });
    return found == services.end() ? nullptr : &*found;
}

bool is_called(const Member& member, std::string_view name) {
    return member.instance == name || member.id == name ||
           std::find(member.replaces.begin(), member.replaces.end(), name) != member.replaces.end();
}

bool is_meant(const ComposedService& service, const Requirement& requirement) {
    return requirement.all
               ? service.key.contract == requirement.key.contract && !service.key.name.empty()
               : service.key == requirement.key;
}

std::string enumerate(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        text += i == 0 ? "" : i + 1 == names.size() ? " and " : ", ";
        text += names[i];
    }
    return text;
}

} // namespace statybos::kernel::plugins
