// The numbers under which plugins find services in a context.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "plugins/declarations.hpp"

namespace statybos::kernel::plugins {

/// One number for each service and each group that any plugin of this process ever asked for; the
/// same in all generations, so that an old instance's slot never means another service.
class SlotTable {
public:
    std::uint32_t slot_of(const ServiceKey& key) { return number(slots_, key); }
    std::uint32_t group_of(const std::string& contract, std::uint16_t major) {
        return number(groups_, {contract, major, {}});
    }

    std::map<ServiceKey, std::uint32_t> slots() const {
        const std::lock_guard lock(mutex_);
        return slots_;
    }
    std::map<ServiceKey, std::uint32_t> groups() const {
        const std::lock_guard lock(mutex_);
        return groups_;
    }

private:
    std::uint32_t number(std::map<ServiceKey, std::uint32_t>& of, const ServiceKey& key) {
        const std::lock_guard lock(mutex_);
        return of.try_emplace(key, static_cast<std::uint32_t>(of.size())).first->second;
    }

    mutable std::mutex mutex_;
    std::map<ServiceKey, std::uint32_t> slots_;
    std::map<ServiceKey, std::uint32_t> groups_;
};

} // namespace statybos::kernel::plugins
