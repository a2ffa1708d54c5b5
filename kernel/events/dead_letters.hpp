// Deliveries that were given up: what `statybos events` shows and replays.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/pool.hpp"

namespace statybos::kernel::events {

struct DeadLetter {
    std::int64_t id = 0; ///< of the delivery; what replay() takes
    std::string subscriber;
    std::string event_id;
    std::string topic;
    std::string entity;
    std::uint32_t attempts = 0;
    std::string last_error;
    std::string ended_at; ///< RFC 3339, UTC
};

/// The newest first. Throws DatabaseError.
std::vector<DeadLetter> list_dead(database::Pool& pool, std::uint32_t limit = 100);

/// Delivers again, with all attempts anew; false: no dead letter has that id.
bool replay_dead(database::Pool& pool, std::int64_t id);

/// The same for all dead letters, or for those of one subscriber; how many.
std::uint64_t replay_all_dead(database::Pool& pool, std::string_view subscriber = {});

/// Durable listeners that the database keeps events for.
struct KnownSubscriber {
    std::string name;
    std::string topic;
    std::int64_t waiting = 0;
    std::int64_t dead = 0;
};
std::vector<KnownSubscriber> list_subscribers(database::Pool& pool);

/// For a plugin that will not come back: no more events are kept for its listener, and those that
/// wait are dropped; how many. A listener that still runs registers again with the next start.
std::uint64_t forget_subscriber(database::Pool& pool, std::string_view name);

} // namespace statybos::kernel::events
