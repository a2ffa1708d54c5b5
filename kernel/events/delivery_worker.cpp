#include "events/delivery_worker.hpp"

#include <algorithm>

#include "core/abi.hpp"
#include "core/log.hpp"

namespace statybos::kernel::events {

namespace {

// One level of transactions. A listener may leave levels open, or end more than it began; neither
// may upset what is around it.
class Level {
public:
    explicit Level(database::Binding& binding) : binding_(binding) {
        binding_.begin();
        depth_ = binding_.depth();
    }
    ~Level() {
        while (open_ && binding_.depth() >= depth_) {
            binding_.rollback();
        }
    }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

    void commit() {
        if (binding_.depth() != depth_) {
            throw Failure(Errc::internal, "transactions_unbalanced",
                          "the listener did not end just the transactions that it began");
        }
        open_ = false;
        binding_.commit();
    }

private:
    database::Binding& binding_;
    std::uint32_t depth_ = 0;
    bool open_ = true;
};

} // namespace

// A delivery in hand, counted for its subscriber. False where the subscriber has as many as it may:
// other workers have claimed for it since this one looked.
class DeliveryWorker::Busy {
public:
    Busy(DeliveryWorker& worker, const std::string& subscriber)
        : worker_(worker), subscriber_(subscriber) {
        const std::lock_guard lock(worker_.mutex_);
        std::size_t& deliveries = worker_.busy_[subscriber_];
        counted_ = deliveries < worker_.most_per_subscriber();
        deliveries += counted_ ? 1 : 0;
    }
    ~Busy() {
        const std::lock_guard lock(worker_.mutex_);
        const auto entry = worker_.busy_.find(subscriber_);
        if (counted_ && --entry->second == 0) {
            worker_.busy_.erase(entry);
        }
    }
    Busy(const Busy&) = delete;
    Busy& operator=(const Busy&) = delete;
    explicit operator bool() const { return counted_; }

private:
    DeliveryWorker& worker_;
    const std::string& subscriber_;
    bool counted_ = false;
};

bool DeliveryWorker::deliver_one() {
    const std::unique_ptr<Context> context = make_context_();
    if (context == nullptr || context->subscriptions == nullptr) {
        return false;
    }
    const auto subscribers = free_subscribers(*context->subscriptions);
    if (subscribers.empty()) {
        return false;
    }
    context->deadline = Context::Clock::now() + settings_.handler_time;
    database::Binding& binding = database::Binding::of(*context);
    Level transaction(binding);
    const auto delivery = claim_delivery(binding, subscribers);
    if (!delivery) {
        return false;
    }
    const Busy busy(*this, delivery->subscriber);
    if (!busy) {
        return true; // the claim is undone; the next look leaves this subscriber out
    }
    context->request_id = "event-" + delivery->event.id;
    context->traceparent = delivery->traceparent;
    const LogScope scope(context->request_id);

    const Subscription* listener = context->subscriptions->find_durable(delivery->subscriber);
    STATYBOS_ASSERT(listener != nullptr);
    const Result<void> heard = hear(*context, *listener, *delivery);
    // What follows must be written down even when the listener has used up all the time.
    context->deadline = Context::Clock::time_point::max();
    if (!heard) {
        give_up_or_wait(binding, *delivery, heard.error());
    }
    try {
        transaction.commit();
    } catch (const Failure& failure) {
        // A deferred constraint on the listener's own work: that is undone, and the claim with it.
        give_up_or_wait(binding, *delivery, failure.error());
    }
    return true;
}

// One slow listener must not take all workers from the others.
std::vector<std::string> DeliveryWorker::free_subscribers(const SubscriptionSet& set) {
    const std::size_t most = most_per_subscriber();
    std::vector<std::string> names;
    const std::lock_guard lock(mutex_);
    for (const Subscription* subscription : set.all_durable()) {
        const auto entry = busy_.find(subscription->name);
        if (entry == busy_.end() || entry->second < most) {
            names.push_back(subscription->name);
        }
    }
    if (!names.empty()) { // claimed in this order: each listener comes first in turn
        std::rotate(names.begin(), names.begin() + static_cast<long>(turn_++ % names.size()),
                    names.end());
    }
    return names;
}

// In a savepoint, so that a listener's failure leaves the claim in hand: no other worker can try
// the event before its failure is counted.
Result<void> DeliveryWorker::hear(Context& context, const Subscription& listener,
                                  const Delivery& delivery) {
    Level savepoint(database::Binding::of(context));
    try {
        auto heard = listener.handler(context, delivery.event);
        if (heard) {
            savepoint.commit();
        }
        return heard;
    } catch (const database::DatabaseError& error) {
        if (error.is_unavailable()) {
            throw; // not the listener's fault, and nothing can be written down
        }
        return error.error();
    } catch (...) {
        return current_exception_as_error();
    }
}

void DeliveryWorker::give_up_or_wait(database::Binding& binding, const Delivery& delivery,
                                     const Error& error) {
    const std::uint32_t attempt = delivery.event.attempt;
    const bool last = attempt >= settings_.max_attempts;
    log(last ? LogLevel::error : LogLevel::warning, "events",
        last ? "a delivery is dead; `statybos events replay` tries again" : "a delivery failed",
        {{"subscriber", delivery.subscriber},
         {"topic", delivery.event.topic},
         {"entity", delivery.event.entity},
         {"attempt", std::to_string(attempt)},
         {"code", error.slug()},
         {"why", error.message()}});
    fail_delivery(binding, delivery,
                  last ? std::nullopt : std::optional(settings_.back_off.after(attempt)),
                  error.slug() + ": " + error.message());
}

} // namespace statybos::kernel::events
