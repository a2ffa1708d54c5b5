// What one node tells the others when a transaction commits, as the text of a NOTIFY.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/binding.hpp"

namespace statybos::kernel::events {

struct BroadcastMessage {
    std::string sender{}; ///< the node; it ignores what it hears from itself
    std::vector<std::string> tags{};
    bool all_tags = false; ///< more than fits: every cached answer is old, and events are missed
    std::vector<database::LiveEvent> events{};
    std::vector<std::string> event_ids{}; ///< of events too large to send; they are in the outbox
};

/// PostgreSQL takes less than 8000 bytes.
constexpr std::size_t max_broadcast = 7900;

/// At most max_broadcast bytes: events that do not fit are reduced to their ids. Tags that do not
/// fit become all_tags, and so does everything once an event must be left out.
std::string encode(const BroadcastMessage& message);

/// Nothing where `text` is not such a message: another application may use the channel's name.
std::optional<BroadcastMessage> decode_broadcast(std::string_view text);

} // namespace statybos::kernel::events
