// Which statements a connection has prepared.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace statybos::kernel::database {

/// Keeps the most recently used statements of one connection. A text seen for the first time is not
/// worth a round trip for preparing; the second time it is, so that a stream of one-off statements
/// drives out only such as itself.
class StatementCache {
public:
    struct Entry {
        std::string text;
        std::string name; // empty: not prepared yet
        std::uint64_t uses = 0;
    };

    /// Texts longer than this are never kept.
    static constexpr std::size_t longest_text = 16 * 1024;

    explicit StatementCache(std::size_t capacity) : capacity_(capacity) {}

    /// The entry of `text`, counted as used; null when the cache is off or the text too long.
    /// Valid until the next call.
    Entry* use(std::string_view text);

    /// A name that no statement of this connection has had.
    std::string next_name() { return "s" + std::to_string(++names_); }

    /// The server no longer accepts the entry's statement.
    void invalidate(Entry& entry);
    /// A new connection knows none of them.
    void clear();

    /// Names that the server still holds and nobody uses; hands them over.
    std::vector<std::string> take_garbage() { return std::exchange(garbage_, {}); }

    std::size_t size() const { return order_.size(); }
    std::size_t capacity() const { return capacity_; }

private:
    void evict_last();

    std::size_t capacity_;
    std::uint64_t names_ = 0;
    std::list<Entry> order_; // most recently used first
    std::unordered_map<std::string_view, std::list<Entry>::iterator> by_text_;
    std::vector<std::string> garbage_;
};

} // namespace statybos::kernel::database
