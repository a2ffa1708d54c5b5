// The numbers under which plugins find services in a context.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "plugins/declarations.hpp"

namespace statybos::kernel::plugins {

/// A service as somebody was compiled against it. Two releases of a contract's header make two
/// forms, and a provider may fit one and not the other.
struct ServiceForm {
    ServiceKey key;
    std::uint16_t method_count = 0;
    std::uint64_t prefix_hash = 0;

    auto operator<=>(const ServiceForm&) const = default;
};

/// One number for each service and each group that any plugin of this process ever asked for; the
/// same in all generations, so that an old instance's slot never means another service.
class SlotTable {
public:
    std::uint32_t slot_of(const Requirement& requirement) {
        return number(slots_, ServiceForm{requirement.key, requirement.method_count,
                                          requirement.prefix_hash});
    }
    std::uint32_t group_of(const std::string& contract, std::uint16_t major) {
        return number(groups_, ServiceKey{contract, major, {}});
    }

    std::map<ServiceForm, std::uint32_t> slots() const {
        const std::lock_guard lock(mutex_);
        return slots_;
    }
    std::map<ServiceKey, std::uint32_t> groups() const {
        const std::lock_guard lock(mutex_);
        return groups_;
    }

private:
    template <class Key>
    std::uint32_t number(std::map<Key, std::uint32_t>& of, const Key& key) {
        const std::lock_guard lock(mutex_);
        return of.try_emplace(key, static_cast<std::uint32_t>(of.size())).first->second;
    }

    mutable std::mutex mutex_;
    std::map<ServiceForm, std::uint32_t> slots_;
    std::map<ServiceKey, std::uint32_t> groups_;
};

} // namespace statybos::kernel::plugins
