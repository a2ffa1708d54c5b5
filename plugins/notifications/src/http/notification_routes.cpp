#include "http/notification_routes.hpp"

namespace statybos::notifications {

void NotificationRoutes::declare(Host& host) {
    Router router(host, *this, "notifications");
    router.get("/api/notifications", &NotificationRoutes::list)
        .access(Access::signed_in)
        .summary("What one was told, newest first");
    router.post("/api/notifications/{id}/read", &NotificationRoutes::mark_read)
        .access(Access::signed_in)
        .raw_body()
        .summary("Mark one as read");
}

Result<NotificationList> NotificationRoutes::list(Ctx& ctx, const ListQuery& query) {
    std::optional<NotificationId> after;
    if (query.cursor) {
        after = NotificationId::parse(*query.cursor);
        if (!after) {
            return Error(Errc::invalid, "validation_failed", "the input is not acceptable")
                .field("?cursor", "bad_format", "use next_cursor of the page before");
        }
    }
    Session session(ctx);
    NotificationList list{store_.list(session, ctx.require_user(), after, query.limit + 1), {}};
    if (list.items.size() > static_cast<std::size_t>(query.limit)) {
        list.items.pop_back();
        list.next_cursor = list.items.back().id.to_string();
    }
    return list;
}

Result<void> NotificationRoutes::mark_read(Ctx& ctx, const NotificationPath& path, const Request&) {
    Session session(ctx);
    if (!store_.mark_read(session, path.id, ctx.require_user())) {
        return Error(Errc::not_found, "not_found", "there is no such notification");
    }
    return {};
}

} // namespace statybos::notifications
