// Delivers one event to one durable listener.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "database/binding.hpp"
#include "events/back_off.hpp"
#include "events/outbox.hpp"
#include "events/subscription_set.hpp"

namespace statybos::kernel::events {

struct DeliverySettings {
    std::size_t workers = 2;
    std::chrono::milliseconds handler_time{30'000}; ///< a listener's deadline
    std::uint32_t max_attempts = 14;                ///< about five hours with the default back-off
    BackOff back_off{};
};

/// Shared by the workers of one kernel; any thread.
class DeliveryWorker {
public:
    DeliveryWorker(DeliverySettings settings, MakeContext make_context)
        : settings_(settings), make_context_(std::move(make_context)) {}

    /// One delivery, whether it succeeds or fails; false: none was due. Throws DatabaseError where
    /// not even a failure can be written down.
    bool deliver_one();

private:
    class Busy;

    std::size_t most_per_subscriber() const {
        return settings_.workers > 1 ? settings_.workers - 1 : 1;
    }
    std::vector<std::string> free_subscribers(const SubscriptionSet& set);
    Result<void> hear(Context& context, const Subscription& listener, const Delivery& delivery);
    void give_up_or_wait(database::Binding& binding, const Delivery& delivery, const Error& error);

    const DeliverySettings settings_;
    const MakeContext make_context_;
    std::mutex mutex_;
    std::map<std::string, std::size_t, std::less<>> busy_; // deliveries in hand by subscriber
    std::size_t turn_ = 0;
};

} // namespace statybos::kernel::events
