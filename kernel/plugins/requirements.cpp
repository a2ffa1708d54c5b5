// Step of compose(): does a provider offer what a requirement was compiled against?
#include <algorithm>

#include "plugins/composition.hpp"

namespace statybos::kernel::plugins {
namespace {

std::string release_of(const Member& member) {
    return member.label() + ' ' + member.version;
}

std::string absent(const Member& member, const Requirement& requirement) {
    return member.label() + " needs " + requirement.key.label() +
           ", and no enabled plugin provides it. Enable a plugin that does, or remove " +
           member.label() + " from plugins.";
}

std::string other_major(const Member& member, const Requirement& requirement,
                        const Member& provider, const ComposedService& service) {
    const std::string wanted = std::to_string(requirement.key.major);
    return member.label() + " needs " + requirement.key.label() + " in version " + wanted +
           ", but " + release_of(provider) + " provides version " +
           std::to_string(service.key.major) + ". Install a release of " + provider.id +
           " with version " + wanted + ", or one of " + member.id + " built for version " +
           std::to_string(service.key.major) + '.';
}

std::string fewer_methods(const Member& member, const Requirement& requirement,
                          const Member& provider, const ComposedService& service) {
    return member.label() + " calls " + std::to_string(requirement.method_count) + " methods of " +
           requirement.key.label() + ", but " + release_of(provider) + " has only " +
           std::to_string(service.service.table->method_count) + ". Install a newer release of " +
           provider.id + '.';
}

std::string other_form(const Member& member, const Requirement& requirement,
                       const Member& provider) {
    const std::string methods =
        requirement.method_count == 1
            ? "the first method differs"
            : "the first " + std::to_string(requirement.method_count) + " methods differ";
    return member.label() + " was built against another form of " + requirement.key.contract +
           " than " + release_of(provider) + " provides: " + methods +
           " in name, order or types. Build both with the same contract headers.";
}

bool is_draft(const Member& provider, const std::string& contract) {
    return std::find(provider.drafts.begin(), provider.drafts.end(), contract) !=
           provider.drafts.end();
}

std::string check_draft(const Member& member, const Requirement& requirement,
                        const Member& provider, const ComposedService& service) {
    if (!member.allow_draft) {
        return member.label() + " uses " + requirement.key.label() + ", which " +
               release_of(provider) + " calls a draft: it may change with any release. Write " +
               "allow_draft: true beside " + member.id + " in plugins to accept that.";
    }
    if (service.service.table->method_count != requirement.method_count) {
        return member.label() + " was built against another draft of " + requirement.key.label() +
               " than " + release_of(provider) + " provides. Rebuild " + member.id +
               " with the contract headers of " + release_of(provider) + '.';
    }
    return {};
}

/// The service, or else the same in another major version, or null.
const ComposedService* nearest(const std::vector<ComposedService>& services,
                               const ServiceKey& key) {
    if (const ComposedService* exact = find_service(services, key)) {
        return exact;
    }
    const auto found =
        std::find_if(services.begin(), services.end(), [&](const ComposedService& service) {
            return service.key.contract == key.contract && service.key.name == key.name;
        });
    return found == services.end() ? nullptr : &*found;
}

} // namespace

bool fits(const sty_service_table& table, std::uint16_t major, std::uint16_t method_count,
          std::uint64_t prefix_hash) {
    return table.major == major && method_count > 0 && table.method_count >= method_count &&
           table.prefix_hash[method_count - 1] == prefix_hash;
}

std::string misfit(const std::vector<Member>& members, const Member& member,
                   const Requirement& requirement, const ComposedService& service) {
    const Member& provider = members[service.provider];
    const sty_service_table& table = *service.service.table;
    if (service.key.major != requirement.key.major) {
        return other_major(member, requirement, provider, service);
    }
    if (table.method_count < requirement.method_count) {
        return fewer_methods(member, requirement, provider, service);
    }
    return fits(table, requirement.key.major, requirement.method_count, requirement.prefix_hash)
               ? std::string()
               : other_form(member, requirement, provider);
}

std::string check_form(const std::vector<Member>& members, const Member& member,
                       const Requirement& requirement, const ComposedService& service) {
    if (std::string why = misfit(members, member, requirement, service); !why.empty()) {
        return why;
    }
    const Member& provider = members[service.provider];
    if (&provider != &member && is_draft(provider, requirement.key.contract)) {
        return check_draft(member, requirement, provider, service);
    }
    return {};
}

std::string check_requirement(const std::vector<Member>& members,
                              const std::vector<ComposedService>& services, const Member& member,
                              const Requirement& requirement) {
    const ComposedService* service = nearest(services, requirement.key);
    if (service == nullptr) {
        return requirement.optional ? std::string() : absent(member, requirement);
    }
    if (requirement.optional && !misfit(members, member, requirement, *service).empty()) {
        return {};
    }
    return check_form(members, member, requirement, *service);
}

std::string why_without(const std::vector<Member>& members,
                        const std::vector<ComposedService>& services, const Member& member,
                        const Requirement& requirement) {
    const ComposedService* service = nearest(services, requirement.key);
    return !requirement.optional || requirement.all || service == nullptr
               ? std::string()
               : misfit(members, member, requirement, *service);
}

} // namespace statybos::kernel::plugins
