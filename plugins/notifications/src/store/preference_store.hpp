// Rows of notifications.preference: what readers have switched on or off.
#pragma once

#include <string>
#include <vector>

#include <statybos/ids.hpp>
#include <statybos/record.hpp>
#include <statybos/transaction.hpp>

namespace statybos::notifications {

/// One event by one channel, on or off.
struct Switch {
    std::string channel;
    std::string event;
    bool on = false;
};
STATYBOS_RECORD(Switch, channel, event, on)

class PreferenceStore {
public:
    std::vector<Switch> of_user(Session& session, UserId user);
    /// All of them; what is not among them has its default again.
    void replace(Session& session, UserId user, const std::vector<Switch>& switches);
};

} // namespace statybos::notifications
