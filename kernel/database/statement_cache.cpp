#include "database/statement_cache.hpp"

namespace statybos::kernel::database {

StatementCache::Entry* StatementCache::use(std::string_view text) {
    if (capacity_ == 0 || text.size() > longest_text) {
        return nullptr;
    }
    if (const auto found = by_text_.find(text); found != by_text_.end()) {
        order_.splice(order_.begin(), order_, found->second);
        ++order_.front().uses;
        return &order_.front();
    }
    if (order_.size() == capacity_) {
        evict_last();
    }
    order_.push_front({std::string(text), {}, 1});
    by_text_.emplace(order_.front().text, order_.begin());
    return &order_.front();
}

void StatementCache::evict_last() {
    by_text_.erase(order_.back().text);
    invalidate(order_.back());
    order_.pop_back();
}

void StatementCache::invalidate(Entry& entry) {
    if (!entry.name.empty()) {
        garbage_.push_back(std::exchange(entry.name, {}));
    }
}

void StatementCache::clear() {
    by_text_.clear();
    order_.clear();
    garbage_.clear();
}

} // namespace statybos::kernel::database
