// Publishing, and the threads that deliver.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include <statybos/abi/events.h>

#include "core/clock.hpp"
#include "core/context.hpp"
#include "database/binding.hpp"
#include "events/crew.hpp"
#include "events/delivery_worker.hpp"
#include "events/figures.hpp"
#include "events/live_dispatcher.hpp"
#include "events/outbox.hpp"
#include "events/subscription_set.hpp"

namespace statybos::kernel::events {

struct EventSettings {
    DeliverySettings delivery{};
    std::chrono::milliseconds poll{1'000};      ///< how often a worker looks unasked
    std::chrono::milliseconds live_time{5'000}; ///< a live listener's deadline
    std::chrono::hours keep{7 * 24};            ///< events stay so long in the outbox
};

/// One for the process. `make_context` pins the current generation; its `subscriptions` say who
/// listens.
class EventEngine {
public:
    /// @param live_missed  called when live listeners are not told of events; may be empty
    EventEngine(EventSettings settings, database::Pool& pool, const Clock& clock,
                MakeContext make_context, std::function<void()> live_missed = {});
    ~EventEngine();

    void start();
    /// Finishes the deliveries in hand.
    void stop();

    /// To be called with the listeners of each new generation, so that events are kept for the
    /// durable ones from now on. Where the database is away, a worker does it later.
    void announce(std::shared_ptr<const SubscriptionSet> subscriptions);

    /// Tells the listeners in the transaction, in their order, then writes the event and its
    /// deliveries in one statement. A listener's error comes back as it is: the publisher must roll
    /// back, because listeners before it may have written.
    ///
    /// Events of an entity are delivered in the order in which they were published, as long as who
    /// publishes about an entity holds a lock on its row, as every UPDATE does.
    ///
    /// @errors invalid "no_transaction"      none is open in the context
    ///         invalid "invalid_event"       see check_event
    ///         internal "event_recursion"    listeners publish in a circle
    Result<void> publish(Context& context, std::string_view topic, std::string_view entity,
                         std::string_view payload);

    /// Live events of this node's commits and of other nodes.
    void tell_live(std::vector<database::LiveEvent> events);
    /// There may be deliveries.
    void wake();

    /// Deletes what is older than `keep` and delivered; how many events. Run by a job.
    std::uint64_t clean();
    std::uint64_t live_dropped() const { return live_.dropped(); }
    /// At most ten seconds old while the engine runs and the database is there.
    OutboxFigures figures() const { return figures_.get(); }

private:
    Result<void> tell_in_transaction(Context& context, const SubscriptionSet& set,
                                     const Event& event);
    bool work();
    bool register_announced();

    const EventSettings settings_;
    database::Pool& pool_;
    const Clock& clock_;
    DeliveryWorker worker_;
    LiveDispatcher live_;
    std::mutex mutex_;
    std::shared_ptr<const SubscriptionSet> announced_; // until the database knows them
    FreshFigures<OutboxFigures> figures_;
    std::optional<Crew> crew_;
};

/// The table statybos.events/1. `subscribe` refuses: it is open while a plugin is created, and the
/// room that creates plugins puts its own function there.
const sty_api_events& events_api();

} // namespace statybos::kernel::events
