#include "service/dispatching.hpp"

#include <algorithm>

#include <statybos/notifications/events.hpp>
#include <statybos/secrets.hpp>

namespace statybos::notifications {
namespace {

std::uint8_t random_byte() {
    return static_cast<std::uint8_t>(random_bytes(1).front());
}

} // namespace

void Dispatching::tell(Transaction& tx, std::vector<Notification> notifications) {
    // Readers' rows are locked until the commit: always in the same order.
    std::stable_sort(
        notifications.begin(), notifications.end(),
        [](const Notification& a, const Notification& b) { return a.user_id < b.user_id; });
    for (const Notification& notification : notifications) {
        tell_one(tx, notification);
    }
}

void Dispatching::tell_one(Transaction& tx, const Notification& notification) {
    const KnownEvent* event = find_event(notification.event);
    STATYBOS_ASSERT(event != nullptr);
    const auto wishes = preferences_.wishes(tx, notification.user_id, *event);
    if (notification.user_id && wishes.want(in_app_channel)) {
        show(tx, notification);
    }
    channels_.each(tx.ctx(), [&](std::string_view name, NotificationChannel& channel) {
        if (!wishes.want(name)) {
            return;
        }
        const auto reached = channel.reaches(tx.ctx(), notification);
        if (reached && *reached && dispatches_.add(tx, name, notification)) {
            const DispatchWork work{notification.key, std::string(name)};
            job_.enqueue(tx.ctx(), work.key + '/' + work.channel, work);
        }
    });
}

void Dispatching::show(Transaction& tx, const Notification& notification) {
    const UserId user = *notification.user_id;
    if (auto shown = notifications_.insert(tx, new_id<NotificationId>(host_), user, notification)) {
        tx.publish(NotificationAdded{user, std::move(*shown)});
    }
}

Result<void> Dispatching::dispatch(Ctx& ctx, const DispatchWork& work) {
    Session session(ctx);
    const auto waiting = dispatches_.find(session, work.key, work.channel);
    if (!waiting) {
        return {};
    }
    const Instant now = host_.now();
    if (now - waiting->created_at > settings_.give_up_after * 1'000) {
        refuse(session, work, "it could not be delivered in time");
        return {};
    }
    if (const auto left = rest_.left_us(work.channel, now); left > 0) {
        try_later(ctx, work, left + pause_after_us(1, random_byte()));
        return {};
    }
    const auto notification = read_stored_json<Notification>(waiting->notification.text());
    if (!notification) {
        return notification.error();
    }
    auto channel = channels_.find(ctx, work.channel);
    const auto delivered =
        channel ? (*channel)->deliver(ctx, *notification)
                : Result<void>(Error(Errc::unavailable, "channel_disabled",
                                     "the channel " + work.channel + " is not enabled"));
    if (delivered) {
        rest_.succeeded(work.channel);
        dispatches_.mark_delivered(session, work.key, work.channel);
        return {};
    }
    if (delivered.error().code() == Errc::invalid) {
        refuse(session, work, delivered.error().message());
        return {};
    }
    rest_.failed(work.channel, now);
    dispatches_.note_attempt(session, work.key, work.channel, delivered.error().message());
    host_.log_info(
        "a notification waits for its channel",
        {{"key", work.key}, {"channel", work.channel}, {"reason", delivered.error().message()}});
    try_later(ctx, work, pause_after_us(waiting->attempts + 1, random_byte()));
    return {};
}

void Dispatching::refuse(Session& session, const DispatchWork& work, std::string_view reason) {
    dispatches_.mark_refused(session, work.key, work.channel, reason);
    host_.log_warning("a notification was refused for good",
                      {{"key", work.key}, {"channel", work.channel}, {"reason", reason}});
}

void Dispatching::try_later(Ctx& ctx, const DispatchWork& work, std::int64_t pause_us) {
    job_.enqueue(ctx, work.key + '/' + work.channel, work, {host_.now().us + pause_us});
}

} // namespace statybos::notifications
