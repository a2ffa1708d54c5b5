// /api/notifications
#pragma once

#include <statybos/router.hpp>

#include "store/notification_store.hpp"

namespace statybos::notifications {

struct NotificationList {
    std::vector<NotificationView> items;
    std::optional<std::string> next_cursor;
};
STATYBOS_RECORD(NotificationList, items, next_cursor)

struct ListQuery {
    std::int32_t limit = 20;
    std::optional<std::string> cursor;
};
STATYBOS_PARAMETERS(ListQuery, limit, cursor)
STATYBOS_LIMITS(ListQuery, range(&ListQuery::limit, 1, 100), defaulted(&ListQuery::limit))

struct NotificationPath {
    NotificationId id;
};
STATYBOS_PARAMETERS(NotificationPath, id)

class NotificationRoutes {
public:
    explicit NotificationRoutes(NotificationStore& store) : store_(store) {}
    void declare(Host& host);

private:
    Result<NotificationList> list(Ctx& ctx, const ListQuery& query);
    Result<void> mark_read(Ctx& ctx, const NotificationPath& path, const Request& request);

    NotificationStore& store_;
};

} // namespace statybos::notifications
