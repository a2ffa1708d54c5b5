// From a message to the channels that reach its reader.
#pragma once

#include <string>
#include <vector>

#include <statybos/host.hpp>
#include <statybos/notifications/notification_channel.hpp>

#include "service/channel_rest.hpp"
#include "service/preferences.hpp"
#include "settings.hpp"
#include "store/dispatch_store.hpp"
#include "store/notification_store.hpp"

namespace statybos::notifications {

/// One message that waits for its channel.
struct DispatchWork {
    std::string key;
    std::string channel;
};
STATYBOS_RECORD(DispatchWork, key, channel)

class Dispatching {
public:
    Dispatching(Host host, const Settings& settings, NotificationStore& notifications,
                DispatchStore& dispatches, Preferences& preferences,
                UseAll<NotificationChannel> channels)
        : host_(host),
          settings_(settings),
          notifications_(notifications),
          dispatches_(dispatches),
          preferences_(preferences),
          channels_(channels) {}

    /// Writes the messages down for the application and for each channel that reaches their
    /// readers and that these want; a message whose key is known changes nothing.
    void tell(Transaction& tx, std::vector<Notification> notifications);

    /// Takes one message to its channel. What the channel cannot take now waits for its next try by
    /// itself, so that no other message and no other channel waits with it.
    Result<void> dispatch(Ctx& ctx, const DispatchWork& work);
    void use_job(Job<DispatchWork> job) { job_ = std::move(job); }

private:
    void tell_one(Transaction& tx, const Notification& notification);
    void show(Transaction& tx, const Notification& notification);
    void refuse(Session& session, const DispatchWork& work, std::string_view reason);
    void try_later(Ctx& ctx, const DispatchWork& work, std::int64_t pause_us);

    Host host_;
    const Settings& settings_;
    NotificationStore& notifications_;
    DispatchStore& dispatches_;
    Preferences& preferences_;
    UseAll<NotificationChannel> channels_;
    Job<DispatchWork> job_;
    ChannelRest rest_;
};

} // namespace statybos::notifications
