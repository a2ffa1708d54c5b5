// From facts to messages, and messages to channels.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/host.hpp>
#include <statybos/notifications/notification_channel.hpp>
#include <statybos/orders/events.hpp>
#include <statybos/users/user_reader.hpp>
#include <statybos/users/vendor_reader.hpp>

#include "settings.hpp"
#include "store/notification_store.hpp"

namespace statybos::notifications {

/// One notification that waits for its channel.
struct DispatchWork {
    std::string key;
    std::string channel;
};
STATYBOS_RECORD(DispatchWork, key, channel)

struct Readers {
    Use<users::UserReader> users;
    Use<users::VendorReader> vendors;
    Use<orders::OrderReader> orders;
    UseAll<NotificationChannel> channels;
};

class Notifier {
public:
    Notifier(Host host, NotificationStore& store, const Readers& readers, const Settings& settings)
        : host_(host), store_(store), readers_(readers), settings_(settings) {}
    virtual ~Notifier() = default;

    /// `again`: tells one request for another mail from the next.
    virtual Result<void> verify_email(Transaction& tx, UserId user, std::string_view again);
    virtual Result<void> reset_password(Transaction& tx, UserId user, std::string_view again);
    virtual Result<void> order_placed(Transaction& tx, OrderId order);
    virtual Result<void> order_status_changed(Transaction& tx,
                                              const orders::OrderStatusChanged& changed);

    /// Takes one message to its channel; called again until that has decided.
    Result<void> dispatch(Ctx& ctx, const DispatchWork& work);
    void use_job(Job<DispatchWork> job) { job_ = std::move(job); }

private:
    void tell(Transaction& tx, const Notification& notification);
    Result<void> tell_account(Transaction& tx, UserId user, std::string_view event,
                              std::string_view path, std::string_view again);
    Notification for_buyer(const orders::OrderSnapshot& order, std::string_view event) const;

    Host host_;
    NotificationStore& store_;
    Readers readers_;
    const Settings& settings_;
    Job<DispatchWork> job_;
};

} // namespace statybos::notifications
