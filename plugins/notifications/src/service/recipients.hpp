// Whom a fact concerns, and how they are reached.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/host.hpp>
#include <statybos/notifications/notification_channel.hpp>
#include <statybos/orders/order_reader.hpp>
#include <statybos/users/user_reader.hpp>
#include <statybos/users/vendor_reader.hpp>

#include "service/templates.hpp"

namespace statybos::notifications {

struct Recipient {
    std::string role; ///< "buyer", "vendor", or an operator's id: tells readers of one fact apart
    std::optional<UserId> user_id; ///< absent: a guest
    std::optional<std::string> email;
    std::optional<std::string> phone;
    std::string language;
    std::string name;
};

/// A notification of `event` about `subject`, which both name the fact: told twice, it is the same.
Notification write_to(const Recipient& recipient, std::string_view event, std::string_view subject,
                      std::string link, Values values);

/// The same to several.
std::vector<Notification> write_to_all(const std::vector<Recipient>& recipients,
                                       std::string_view event, std::string_view subject,
                                       const std::string& link, const Values& values);

class Recipients {
public:
    Recipients(Use<users::UserReader> users, Use<users::VendorReader> vendors)
        : users_(users), vendors_(vendors) {}

    /// The user behind an account; nothing when anonymised in the meantime.
    std::optional<Recipient> user(Session& session, UserId id) const;
    static Recipient buyer(const orders::OrderSnapshot& order);
    /// Nothing when the vendor or its user is gone; `name` is the vendor's.
    std::optional<Recipient> vendor(Session& session, VendorId id) const;
    std::vector<Recipient> operators(Session& session) const;

private:
    Use<users::UserReader> users_;
    Use<users::VendorReader> vendors_;
};

} // namespace statybos::notifications
