#include "service/recipients.hpp"

namespace statybos::notifications {
namespace {

Recipient recipient_of(const users::UserSnapshot& user, std::string role) {
    return {std::move(role), user.id, user.email, user.phone, user.language, user.name};
}

// Who is gone needs no telling; everything else is tried again.
template <class T>
std::optional<T> known_or_gone(const Result<T>& found) {
    if (!found && found.error().code() != Errc::not_found) {
        throw Failure(found.error());
    }
    return found ? std::optional<T>(*found) : std::nullopt;
}

} // namespace

Notification write_to(const Recipient& recipient, std::string_view event, std::string_view subject,
                      std::string link, Values values) {
    values.emplace_back("name", recipient.name);
    values.emplace_back("link", link);
    Text text = text_of(event, recipient.language, values);
    Notification notification;
    notification.key = std::string(event) + '/' + std::string(subject) + '/' + recipient.role;
    notification.event = event;
    notification.user_id = recipient.user_id;
    notification.email = recipient.email;
    notification.phone = recipient.phone;
    notification.language = recipient.language;
    notification.title = std::move(text.title);
    notification.text = std::move(text.body);
    notification.brief = std::move(text.brief);
    notification.link = std::move(link);
    return notification;
}

std::vector<Notification> write_to_all(const std::vector<Recipient>& recipients,
                                       std::string_view event, std::string_view subject,
                                       const std::string& link, const Values& values) {
    std::vector<Notification> notifications;
    for (const Recipient& recipient : recipients) {
        notifications.push_back(write_to(recipient, event, subject, link, values));
    }
    return notifications;
}

std::optional<Recipient> Recipients::user(Session& session, UserId id) const {
    const auto found = known_or_gone(users_(session.ctx())->find(session, id));
    return found ? std::optional(recipient_of(*found, "user")) : std::nullopt;
}

Recipient Recipients::buyer(const orders::OrderSnapshot& order) {
    return {"buyer", order.user_id, order.email, order.phone, order.language, order.buyer_name};
}

std::optional<Recipient> Recipients::vendor(Session& session, VendorId id) const {
    const auto vendor = known_or_gone(vendors_(session.ctx())->find(session, id.to_string()));
    if (!vendor) {
        return std::nullopt;
    }
    auto recipient = user(session, vendor->user_id);
    if (recipient) {
        recipient->role = "vendor";
        recipient->name = vendor->display_name;
    }
    return recipient;
}

std::vector<Recipient> Recipients::operators(Session& session) const {
    std::vector<Recipient> recipients;
    if (const auto admins = known_or_gone(users_(session.ctx())->with_role(session, "admin"))) {
        for (const users::UserSnapshot& admin : *admins) {
            recipients.push_back(recipient_of(admin, admin.id.to_string()));
        }
    }
    return recipients;
}

} // namespace statybos::notifications
