#include "events/event_engine.hpp"

#include <utility>

#include <statybos/uuid.hpp>

#include "core/abi.hpp"
#include "core/log.hpp"
#include "core/secrets.hpp"

namespace statybos::kernel::events {
namespace {

constexpr int max_depth = 8;
constexpr std::uint64_t batch = 1000; // of delete_old_events

// How many listeners in the transaction have published within each other on this thread.
thread_local int publishing_depth = 0;

struct Depth {
    Depth() { ++publishing_depth; }
    ~Depth() { --publishing_depth; }
    Depth(const Depth&) = delete;
    Depth& operator=(const Depth&) = delete;
};

std::string new_event_id(std::int64_t now_us) {
    std::uint8_t random[8];
    random_bytes(random, sizeof random);
    return Uuid::v7(now_us, random).to_string();
}

std::vector<std::string> names_of(SubscriptionSet::Listeners listeners) {
    std::vector<std::string> names;
    for (const Subscription* listener : listeners) {
        names.push_back(listener->name);
    }
    return names;
}

const SubscriptionSet& set_of(const Context& context) {
    static const auto nobody = SubscriptionSet::create({}).value();
    return context.subscriptions == nullptr ? *nobody : *context.subscriptions;
}

} // namespace

EventEngine::EventEngine(EventSettings settings, database::Pool& pool, const Clock& clock,
                         MakeContext make_context, std::function<void()> live_missed)
    : settings_(settings),
      pool_(pool),
      clock_(clock),
      worker_(settings.delivery, make_context),
      live_(make_context, settings.live_time, std::move(live_missed)) {}

EventEngine::~EventEngine() {
    stop();
}

void EventEngine::start() {
    live_.start();
    crew_.emplace("events", settings_.delivery.workers, settings_.poll, [this] { return work(); });
}

bool EventEngine::work() {
    figures_.refresh([this] { return outbox_figures(pool_); });
    return register_announced() || worker_.deliver_one();
}

void EventEngine::stop() {
    if (crew_) {
        crew_->stop();
    }
    live_.stop();
}

void EventEngine::announce(std::shared_ptr<const SubscriptionSet> subscriptions) {
    {
        const std::lock_guard lock(mutex_);
        announced_ = std::move(subscriptions);
    }
    try {
        register_announced();
    } catch (const Failure& failure) {
        log(LogLevel::warning, "events", "listeners cannot be made known yet",
            {{"why", failure.error().message()}});
    }
    wake();
}

bool EventEngine::register_announced() {
    std::shared_ptr<const SubscriptionSet> set;
    {
        const std::lock_guard lock(mutex_);
        set = announced_;
    }
    if (set == nullptr) {
        return false;
    }
    std::vector<std::pair<std::string, std::string>> subscribers;
    for (const Subscription* subscription : set->all_durable()) {
        subscribers.emplace_back(subscription->name, subscription->topic);
    }
    if (!subscribers.empty()) {
        register_subscribers(pool_, subscribers);
    }
    const std::lock_guard lock(mutex_);
    if (announced_ == set) {
        announced_ = nullptr;
    }
    return true;
}

Result<void> EventEngine::publish(Context& context, std::string_view topic, std::string_view entity,
                                  std::string_view payload) {
    if (auto good = check_event(topic, entity, payload); !good) {
        return good.error();
    }
    database::Binding& binding = database::Binding::of(context);
    if (binding.depth() == 0) {
        return Error(Errc::invalid, "no_transaction",
                     "publishing " + std::string(topic) +
                         " needs an open transaction: the event exists when that commits");
    }
    const std::int64_t now_us = clock_.now_us();
    const Event event{.id = new_event_id(now_us),
                      .topic = std::string(topic),
                      .entity = std::string(entity),
                      .payload = std::string(payload),
                      .at_us = now_us};
    const SubscriptionSet& set = set_of(context);
    if (auto heard = tell_in_transaction(context, set, event); !heard) {
        return heard.error();
    }
    const auto durable = names_of(set.durable(topic));
    insert_event(binding, event, context.traceparent, durable);
    if (!set.live(topic).empty()) {
        binding.send_live({event.id, event.topic, event.entity, event.payload, event.at_us});
    }
    if (!durable.empty()) {
        binding.on_end([this](bool committed) {
            if (committed) {
                wake();
            }
        });
    }
    return {};
}

Result<void> EventEngine::tell_in_transaction(Context& context, const SubscriptionSet& set,
                                              const Event& event) {
    const auto listeners = set.in_transaction(event.topic);
    if (listeners.empty()) {
        return {};
    }
    if (publishing_depth >= max_depth) {
        return Error(Errc::internal, "event_recursion",
                     "listeners publish within each other more than 8 deep, now " + event.topic);
    }
    const Depth depth;
    for (const Subscription* listener : listeners) {
        try {
            if (auto heard = listener->handler(context, event); !heard) {
                return heard.error();
            }
        } catch (...) {
            return current_exception_as_error();
        }
    }
    return {};
}

void EventEngine::tell_live(std::vector<database::LiveEvent> events) {
    std::vector<Event> told;
    for (database::LiveEvent& event : events) {
        told.push_back({.id = std::move(event.id),
                        .topic = std::move(event.topic),
                        .entity = std::move(event.entity),
                        .payload = std::move(event.payload),
                        .at_us = event.at_us});
    }
    live_.push(std::move(told));
}

void EventEngine::wake() {
    if (crew_) {
        crew_->wake();
    }
}

std::uint64_t EventEngine::clean() {
    std::uint64_t all = 0;
    for (;;) {
        const std::uint64_t deleted = delete_old_events(pool_, settings_.keep);
        all += deleted;
        if (deleted < batch) {
            return all;
        }
    }
}

} // namespace statybos::kernel::events
