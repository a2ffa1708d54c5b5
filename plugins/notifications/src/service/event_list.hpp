// What people can be told of, and by what they are told unless they say otherwise.
#pragma once

#include <span>
#include <string_view>

namespace statybos::notifications {

enum class Audience {
    account, ///< a user, about signing in: cannot be switched off
    buyer,
    vendor,
    operators, ///< users of the role admin
};

struct KnownEvent {
    std::string_view name;
    Audience audience = Audience::buyer;
    bool email = true;
    bool sms = false;
};

std::span<const KnownEvent> known_events();
/// Null: there is no such event.
const KnownEvent* find_event(std::string_view name);

/// The channels that a reader can switch.
inline constexpr std::string_view email_channel = "email";
inline constexpr std::string_view sms_channel = "sms";
inline constexpr std::string_view in_app_channel = "in_app";

/// Without it, signing in or buying would not work: nobody can switch it off.
bool is_required(const KnownEvent& event, std::string_view channel);
/// Whether `channel` tells of `event` at all, whatever its reader says.
bool is_offered(const KnownEvent& event, std::string_view channel);
/// What holds until the reader says otherwise. A third party's channel tells of everything.
bool by_default(const KnownEvent& event, std::string_view channel);

} // namespace statybos::notifications
