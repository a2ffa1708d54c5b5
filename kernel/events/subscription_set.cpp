#include "events/subscription_set.hpp"

#include "events/listener_order.hpp"

namespace statybos::kernel::events {
namespace {

constexpr std::size_t max_name = 200;

Error invalid_subscription(const Subscription& subscription, std::string_view why) {
    return {Errc::invalid, "invalid_subscription",
            "listener \"" + subscription.name.substr(0, max_name) + "\" of \"" +
                subscription.topic.substr(0, max_name) + "\": " + std::string(why)};
}

Result<void> check(const Subscription& subscription) {
    if (!is_topic(subscription.topic)) {
        return invalid_subscription(subscription,
                                    "a topic must look like \"orders.order_placed.v1\"");
    }
    if (subscription.name.empty() || subscription.name.size() > max_name) {
        return invalid_subscription(subscription, "a name must have 1 to 200 characters");
    }
    if (!subscription.handler) {
        return invalid_subscription(subscription, "it has no handler");
    }
    const bool in_transaction = subscription.kind == ListenerKind::in_transaction;
    if (!in_transaction && (!subscription.before.empty() || !subscription.after.empty())) {
        return invalid_subscription(subscription,
                                    "only listeners in the transaction have a before and an after");
    }
    if (!in_transaction && subscription.kind != ListenerKind::durable &&
        subscription.kind != ListenerKind::live) {
        return invalid_subscription(subscription, "unknown kind of listener");
    }
    return {};
}

} // namespace

Result<std::shared_ptr<const SubscriptionSet>>
SubscriptionSet::create(std::vector<Subscription> subscriptions) {
    auto set = std::make_shared<SubscriptionSet>();
    set->subscriptions_ = std::move(subscriptions);
    std::unordered_map<std::string_view, const Subscription*> names;
    for (const Subscription& subscription : set->subscriptions_) {
        if (auto good = check(subscription); !good) {
            return good.error();
        }
        if (!names.emplace(subscription.name, &subscription).second) {
            return invalid_subscription(subscription, "another listener has the same name");
        }
        Topic& topic = set->topics_[subscription.topic];
        switch (subscription.kind) {
        case ListenerKind::in_transaction:
            topic.in_transaction.push_back(&subscription);
            break;
        case ListenerKind::durable:
            topic.durable.push_back(&subscription);
            set->all_durable_.push_back(&subscription);
            set->durable_by_name_.emplace(subscription.name, &subscription);
            break;
        case ListenerKind::live:
            topic.live.push_back(&subscription);
            break;
        }
    }
    for (auto& [name, topic] : set->topics_) {
        auto sorted = ordered(topic.in_transaction);
        if (!sorted) {
            return sorted.error();
        }
        topic.in_transaction = std::move(*sorted);
    }
    return std::shared_ptr<const SubscriptionSet>(std::move(set));
}

const SubscriptionSet::Topic* SubscriptionSet::find(std::string_view topic) const {
    const auto found = topics_.find(topic);
    return found == topics_.end() ? nullptr : &found->second;
}

SubscriptionSet::Listeners SubscriptionSet::in_transaction(std::string_view topic) const {
    const Topic* found = find(topic);
    return found == nullptr ? Listeners() : Listeners(found->in_transaction);
}

SubscriptionSet::Listeners SubscriptionSet::durable(std::string_view topic) const {
    const Topic* found = find(topic);
    return found == nullptr ? Listeners() : Listeners(found->durable);
}

SubscriptionSet::Listeners SubscriptionSet::live(std::string_view topic) const {
    const Topic* found = find(topic);
    return found == nullptr ? Listeners() : Listeners(found->live);
}

const Subscription* SubscriptionSet::find_durable(std::string_view name) const {
    const auto found = durable_by_name_.find(name);
    return found == durable_by_name_.end() ? nullptr : found->second;
}

} // namespace statybos::kernel::events
