// /api/stream
#pragma once

#include <statybos/router.hpp>

#include "store/notification_store.hpp"

namespace statybos::notifications {

class StreamRoutes {
public:
    explicit StreamRoutes(NotificationStore& store) : store_(store) {}
    void declare(Host& host);

private:
    Result<EventStream> follow(Ctx& ctx, const Request& request);
    Result<StreamBeginning> beginning(Ctx& ctx, UserId user, std::optional<NotificationId> last);

    NotificationStore& store_;
};

} // namespace statybos::notifications
