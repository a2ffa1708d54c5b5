// The SQL of kernel.outbox, kernel.subscriber and kernel.delivery.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/binding.hpp"
#include "database/pool.hpp"
#include "events/event.hpp"

namespace statybos::kernel::events {

/// "{"a","b"}": PostgreSQL's text form of a text[].
std::string text_array(const std::vector<std::string>& values);

/// Writes the event and one delivery for each durable listener known to the database or named in
/// `durable`, in one statement that is sent with the transaction's next one or its commit.
void insert_event(database::Binding& binding, const Event& event, std::string_view traceparent,
                  const std::vector<std::string>& durable);

struct Delivery {
    std::int64_t id = 0;
    std::string subscriber;
    std::string traceparent;
    Event event;
};

/// Takes the first due delivery of any of `subscribers` in the open transaction and marks it done;
/// it stands as it was if that rolls back. Empty when there is none.
std::optional<Delivery> claim_delivery(database::Binding& binding,
                                       const std::vector<std::string>& subscribers);

/// The attempt failed: waits for the next one after `pause`, or is dead when that is empty. Nothing
/// changes unless `delivery.event.attempt` is still the delivery's last.
void fail_delivery(database::Binding& binding, const Delivery& delivery,
                   std::optional<std::chrono::milliseconds> pause, const std::string& error);

/// Makes the listeners known, so that events are kept for them; {name, topic}.
void register_subscribers(database::Pool& pool,
                          const std::vector<std::pair<std::string, std::string>>& subscribers);

/// Deletes up to 1000 events that happened before `keep` ago and that nobody waits for; how many.
std::uint64_t delete_old_events(database::Pool& pool, std::chrono::seconds keep);

/// A moment's figures, for metrics.
struct OutboxFigures {
    std::int64_t waiting = 0;
    std::int64_t dead = 0;
    double oldest_seconds = 0; ///< since the oldest waiting event happened
};
OutboxFigures outbox_figures(database::Pool& pool);

} // namespace statybos::kernel::events
