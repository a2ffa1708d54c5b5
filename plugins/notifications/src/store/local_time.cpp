#include "store/local_time.hpp"

namespace statybos::notifications {

std::string local_time(Session& session, Instant instant, std::string_view time_zone) {
    return session.single<std::string>(
        "SELECT to_char($1::timestamptz AT TIME ZONE $2, 'YYYY-MM-DD HH24:MI')", instant,
        time_zone);
}

} // namespace statybos::notifications
