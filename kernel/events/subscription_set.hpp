// Who listens to what, in one generation.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <statybos/abi/events.h>
#include <statybos/error.hpp>

#include "events/event.hpp"

namespace statybos::kernel::events {

enum class ListenerKind : std::uint32_t {
    in_transaction = STY_LISTEN_IN_TRANSACTION,
    durable = STY_LISTEN_DURABLE,
    live = STY_LISTEN_LIVE,
};

struct Subscription {
    ListenerKind kind{};
    std::string topic;
    std::string name;                  ///< "plugin.id/listener", unique in the set
    std::vector<std::string> before{}; ///< names of in-transaction listeners of the same topic
    std::vector<std::string> after{};
    Handler handler;
};

/// Never changes once made; any thread may read.
class SubscriptionSet {
public:
    /// `subscriptions` in the plugins' start order, which decides where before and after say
    /// nothing.
    ///
    /// @errors invalid "invalid_subscription"    a bad topic, kind or name, no handler, or a name
    ///                                           that two have
    ///         invalid "unknown_listener"        before or after names nobody who listens in the
    ///                                           transaction to the same topic
    ///         conflict "listener_circle"        before and after contradict each other; the
    ///         message
    ///                                           shows the circle
    static Result<std::shared_ptr<const SubscriptionSet>>
    create(std::vector<Subscription> subscriptions);

    using Listeners = std::span<const Subscription* const>;
    /// In the order in which they are called.
    Listeners in_transaction(std::string_view topic) const;
    Listeners live(std::string_view topic) const;
    Listeners durable(std::string_view topic) const;

    const std::vector<const Subscription*>& all_durable() const { return all_durable_; }
    /// The durable listener of that name, or null.
    const Subscription* find_durable(std::string_view name) const;

private:
    struct Topic {
        std::vector<const Subscription*> in_transaction;
        std::vector<const Subscription*> durable;
        std::vector<const Subscription*> live;
    };

    const Topic* find(std::string_view topic) const;

    std::vector<Subscription> subscriptions_;
    std::unordered_map<std::string_view, Topic> topics_;
    std::unordered_map<std::string_view, const Subscription*> durable_by_name_;
    std::vector<const Subscription*> all_durable_;
};

} // namespace statybos::kernel::events
