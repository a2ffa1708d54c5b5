// Which tables this kernel offers to plugins, by id.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace statybos::kernel::plugins {

class ApiDirectory {
public:
    /// `table` starts with its size and lives as long as the process.
    template <class Table>
    void add(std::string id, const Table& table) {
        entries_.insert_or_assign(std::move(id), Entry{&table, table.size});
    }

    /// The table, or null when there is none or it is shorter than `min_size` bytes.
    const void* find(std::string_view id, std::uint32_t min_size) const noexcept {
        const auto found = entries_.find(id);
        return found == entries_.end() || found->second.size < min_size ? nullptr
                                                                        : found->second.table;
    }

private:
    struct Entry {
        const void* table;
        std::uint32_t size;
    };
    std::map<std::string, Entry, std::less<>> entries_;
};

/// The tables that need no other room than this one and core: mem, log, config, context, services,
/// http, clock, secrets, metrics.
ApiDirectory basic_apis();

} // namespace statybos::kernel::plugins
