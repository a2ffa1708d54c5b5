// Header fields of a request, kept in one growing text so that a connection reuses its memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace statybos::kernel::http {

/// Fields in the order sent. Names compare without regard to case.
class Headers {
public:
    struct Field {
        std::string_view name;
        std::string_view value;
    };

    void add(std::string_view name, std::string_view value);
    /// Forgets all fields and keeps the memory.
    void clear() noexcept;

    std::size_t size() const noexcept { return entries_.size(); }
    Field at(std::size_t index) const noexcept;

    /// The first field of that name, or empty; valid until add() or clear().
    std::string_view get(std::string_view name) const noexcept;
    bool has(std::string_view name) const noexcept { return count(name) != 0; }
    std::size_t count(std::string_view name) const noexcept;

private:
    struct Entry {
        std::uint32_t start;
        std::uint32_t name_size;
        std::uint32_t value_size;
    };

    std::string text_;
    std::vector<Entry> entries_;
};

} // namespace statybos::kernel::http
