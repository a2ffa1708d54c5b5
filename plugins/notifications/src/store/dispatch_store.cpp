#include "store/dispatch_store.hpp"

namespace statybos::notifications {

bool DispatchStore::add(Transaction& tx, std::string_view channel,
                        const Notification& notification) {
    return tx.execute("INSERT INTO notifications.dispatch (key, channel, notification)"
                      " VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                      notification.key, channel, write_json(notification)) == 1;
}

std::optional<DispatchRow> DispatchStore::find(Session& session, std::string_view key,
                                               std::string_view channel) {
    return session.one<DispatchRow>(
        "SELECT notification, attempts, created_at FROM notifications.dispatch WHERE key = $1"
        " AND channel = $2 AND delivered_at IS NULL AND refused IS NULL",
        key, channel);
}

void DispatchStore::note_attempt(Session& session, std::string_view key, std::string_view channel,
                                 std::string_view error) {
    session.execute("UPDATE notifications.dispatch SET attempts = attempts + 1, last_error = $3"
                    " WHERE key = $1 AND channel = $2",
                    key, channel, error);
}

void DispatchStore::mark_delivered(Session& session, std::string_view key,
                                   std::string_view channel) {
    session.execute("UPDATE notifications.dispatch SET delivered_at = now(), notification = '{}',"
                    " attempts = attempts + 1, last_error = NULL WHERE key = $1 AND channel = $2",
                    key, channel);
}

void DispatchStore::mark_refused(Session& session, std::string_view key, std::string_view channel,
                                 std::string_view reason) {
    session.execute("UPDATE notifications.dispatch SET refused = $3, notification = '{}',"
                    " attempts = attempts + 1 WHERE key = $1 AND channel = $2",
                    key, channel, reason);
}

} // namespace statybos::notifications
