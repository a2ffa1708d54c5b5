#include "store/preference_store.hpp"

#include <statybos/json_reader.hpp>
#include <statybos/json_writer.hpp>

namespace statybos::notifications {

std::vector<Switch> PreferenceStore::of_user(Session& session, UserId user) {
    const auto stored =
        session.one<Json>("SELECT switches FROM notifications.preference WHERE user_id = $1", user);
    return stored ? read_stored_json<std::vector<Switch>>(stored->text()).value()
                  : std::vector<Switch>();
}

void PreferenceStore::replace(Session& session, UserId user, const std::vector<Switch>& switches) {
    session.execute("INSERT INTO notifications.preference (user_id, switches) VALUES ($1, $2)"
                    " ON CONFLICT (user_id) DO UPDATE SET switches = excluded.switches",
                    user, write_json(switches));
}

} // namespace statybos::notifications
