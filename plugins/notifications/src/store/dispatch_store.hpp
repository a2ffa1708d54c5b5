// Rows of notifications.dispatch: messages on their way through one channel.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <statybos/instant.hpp>
#include <statybos/json.hpp>
#include <statybos/notifications/notification_channel.hpp>
#include <statybos/record.hpp>
#include <statybos/transaction.hpp>

namespace statybos::notifications {

struct DispatchRow {
    Json notification;
    std::int32_t attempts = 0;
    Instant created_at;
};
STATYBOS_RECORD(DispatchRow, notification, attempts, created_at)

class DispatchStore {
public:
    /// False when it is on its way, or there, already.
    bool add(Transaction& tx, std::string_view channel, const Notification& notification);
    /// What is still to be delivered, or nothing.
    std::optional<DispatchRow> find(Session& session, std::string_view key,
                                    std::string_view channel);
    void note_attempt(Session& session, std::string_view key, std::string_view channel,
                      std::string_view error);
    /// The message itself is not kept: it may hold a link that signs somebody in.
    void mark_delivered(Session& session, std::string_view key, std::string_view channel);
    void mark_refused(Session& session, std::string_view key, std::string_view channel,
                      std::string_view reason);
};

} // namespace statybos::notifications
