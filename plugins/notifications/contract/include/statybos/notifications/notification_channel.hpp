// One way in which a person is told something.
#pragma once

#include <optional>
#include <string>

#include <statybos/contract.hpp>
#include <statybos/ids.hpp>
#include <statybos/record.hpp>

namespace statybos::notifications {

/// What one person shall read, already in their language.
struct Notification {
    std::string key;               ///< the same for every try of one notification to one person
    std::string event;             ///< "order_placed", "order_shipped", "verify_email", …
    std::optional<UserId> user_id; ///< absent: a guest
    std::optional<std::string> email;
    std::optional<std::string> phone;
    std::string language;
    std::string title;
    std::string text;
    std::string html; ///< may be empty
    std::optional<std::string> link;
    std::string brief; ///< what a small screen shows instead of title and text; one line
};
STATYBOS_RECORD(Notification, key, event, user_id, email, phone, language, title, text, html, link,
                brief)

/// Provided under the channel's name: "email", "sms", …
struct NotificationChannel {
    virtual ~NotificationChannel() = default;

    /// Whether this person can be reached here at all; false is not an error.
    virtual Result<bool> reaches(Ctx&, const Notification& notification) = 0;

    /// Outside any transaction; called again with the same key after a failure, so a message that
    /// may have gone out must be recognisable as the same one (e.g. by its Message-ID).
    /// @errors unavailable, timeout  try again later
    /// @errors invalid               this recipient will never work
    virtual Result<void> deliver(Ctx&, const Notification& notification) = 0;
};
STATYBOS_INTERFACE(NotificationChannel, "statybos.notifications.notification_channel", 1, reaches,
                   deliver)

} // namespace statybos::notifications
