#include "http/stream_routes.hpp"

namespace statybos::notifications {
namespace {

// As many at once as one may list; who missed more comes back for the rest.
constexpr std::int32_t most_at_once = 100;

std::string user_topic(UserId user) {
    return "user:" + user.to_string();
}

StreamMessage stream_message_of(const NotificationView& notification) {
    return {notification.id.to_string(), notification.event, write_json(notification)};
}

} // namespace

void StreamRoutes::declare(Host& host) {
    Router router(host, *this, "notifications");
    router.get("/api/stream", &StreamRoutes::follow)
        .access(Access::signed_in)
        .summary("What one is told, as it happens: events named as the notifications' events");
    host.on_live<NotificationAdded>("stream", [](Ctx& ctx, const NotificationAdded& added) {
        return send_message(ctx, user_topic(added.user_id), stream_message_of(added.notification));
    });
}

Result<EventStream> StreamRoutes::follow(Ctx& ctx, const Request& request) {
    const UserId user = ctx.require_user();
    const auto last = NotificationId::parse(request.header("Last-Event-ID"));
    return EventStream{user_topic(user),
                       [this, ctx, user, last]() mutable { return beginning(ctx, user, last); }};
}

Result<StreamBeginning> StreamRoutes::beginning(Ctx& ctx, UserId user,
                                                std::optional<NotificationId> last) {
    Session session(ctx);
    // Read first: what is added meanwhile comes after it.
    const NotificationId newest = store_.newest(session, user);
    StreamBeginning beginning;
    if (last) {
        for (const NotificationView& notification :
             store_.since(session, user, *last, most_at_once + 1)) {
            beginning.messages.push_back(stream_message_of(notification));
        }
    }
    if (beginning.messages.empty()) {
        // Who has been told nothing yet when the stream ends comes back to this place, too.
        beginning.messages.push_back({newest.to_string(), "", ""});
    }
    if (beginning.messages.size() > most_at_once) {
        beginning.messages.pop_back();
        beginning.more = true;
    }
    return beginning;
}

} // namespace statybos::notifications
