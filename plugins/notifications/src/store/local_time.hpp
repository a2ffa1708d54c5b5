// Instants as people read them: PostgreSQL knows the rules of every time zone.
#pragma once

#include <string>
#include <string_view>

#include <statybos/instant.hpp>
#include <statybos/session.hpp>

namespace statybos::notifications {

/// "2026-11-22 14:00"
/// @param time_zone  "Europe/Vilnius"
std::string local_time(Session& session, Instant instant, std::string_view time_zone);

} // namespace statybos::notifications
