#include "service/notifier.hpp"

#include <statybos/secrets.hpp>

#include "service/templates.hpp"

namespace statybos::notifications {
namespace {

std::string money_text(const Money& money) {
    return money.amount() + ' ' + std::string(money.currency.code());
}

std::string lines_of(const orders::OrderSnapshot& order) {
    std::string text;
    for (const orders::OrderLineSnapshot& line : order.lines) {
        std::string title = line.title;
        for (char& c : title) {
            c = static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
        text += "  " + line.quantity.to_string() + ' ' + line.unit + "  " + title + "  " +
                money_text(line.total) + '\n';
    }
    return text;
}

Text order_text(const orders::OrderSnapshot& order, std::string_view event,
                std::string_view language) {
    const std::string lines = lines_of(order);
    const std::string total = money_text(order.grand);
    const std::string tracking = order.tracking_number.value_or("–");
    return text_of(event, language,
                   {{"name", order.buyer_name},
                    {"number", order.number},
                    {"vendor", order.vendor_name},
                    {"lines", lines},
                    {"shipping", order.shipping_method},
                    {"total", total},
                    {"tracking", tracking}});
}

} // namespace

void Notifier::tell(Transaction& tx, const Notification& notification) {
    if (notification.user_id) {
        store_.insert(tx, new_id<NotificationId>(host_), notification);
    }
    readers_.channels.each(tx.ctx(), [&](std::string_view name, NotificationChannel& channel) {
        const auto reached = channel.reaches(tx.ctx(), notification);
        if (reached && *reached && store_.add_dispatch(tx, name, notification)) {
            job_.enqueue(tx.ctx(), notification.key + '/' + std::string(name),
                         {notification.key, std::string(name)});
        }
    });
}

Result<void> Notifier::tell_account(Transaction& tx, UserId id, std::string_view event,
                                    std::string_view path, std::string_view again) {
    auto users = readers_.users(tx.ctx());
    const auto user = users->find(tx, id);
    if (!user) {
        // Anonymised in the meantime: there is nobody left to tell.
        return {};
    }
    const auto token =
        event == "verify_email" ? users->verification_token(tx, id) : users->password_token(tx, id);
    if (!token) {
        return token.error();
    }
    Notification notification;
    notification.key = std::string(event) + '/' + id.to_string() + '/' + std::string(again);
    notification.event = event;
    notification.email = user->email;
    notification.language = user->language;
    notification.link = settings_.site_url + std::string(path) + "?token=" + *token;
    Text text =
        text_of(event, user->language, {{"name", user->name}, {"link", *notification.link}});
    notification.title = std::move(text.title);
    notification.text = std::move(text.body);
    tell(tx, notification);
    return {};
}

Result<void> Notifier::verify_email(Transaction& tx, UserId user, std::string_view again) {
    return tell_account(tx, user, "verify_email", "/verify", again);
}

Result<void> Notifier::reset_password(Transaction& tx, UserId user, std::string_view again) {
    return tell_account(tx, user, "reset_password", "/reset-password", again);
}

Notification Notifier::for_buyer(const orders::OrderSnapshot& order, std::string_view event) const {
    Notification notification;
    notification.key = std::string(event) + '/' + order.id.to_string() + "/buyer";
    notification.event = event;
    notification.user_id = order.user_id;
    notification.email = order.email;
    notification.language = order.language;
    notification.link = settings_.site_url + "/orders/" + order.id.to_string();
    Text text = order_text(order, event, order.language);
    notification.title = std::move(text.title);
    notification.text = std::move(text.body);
    return notification;
}

Result<void> Notifier::order_placed(Transaction& tx, OrderId id) {
    const auto order = readers_.orders(tx.ctx())->find(tx, id);
    if (!order) {
        return order.error();
    }
    tell(tx, for_buyer(*order, "order_placed"));

    const auto vendor = readers_.vendors(tx.ctx())->find(tx, order->vendor_id.to_string());
    if (!vendor) {
        return vendor.error();
    }
    Notification notification;
    notification.key = "order_received/" + id.to_string() + "/vendor";
    notification.event = "order_received";
    notification.user_id = vendor->user_id;
    notification.email = vendor->email;
    notification.language = vendor->language;
    notification.link = settings_.site_url + "/vendor/orders/" + id.to_string();
    Text text = order_text(*order, "order_received", vendor->language);
    notification.title = std::move(text.title);
    notification.text = std::move(text.body);
    tell(tx, notification);
    return {};
}

Result<void> Notifier::order_status_changed(Transaction& tx,
                                            const orders::OrderStatusChanged& changed) {
    std::string_view event;
    if (changed.to == orders::OrderStatus::shipped) {
        event = "order_shipped";
    } else if (changed.to == orders::OrderStatus::ready_for_pickup) {
        event = "order_ready_for_pickup";
    } else {
        return {};
    }
    const auto order = readers_.orders(tx.ctx())->find(tx, changed.order_id);
    if (!order) {
        return order.error();
    }
    tell(tx, for_buyer(*order, event));
    return {};
}

Result<void> Notifier::dispatch(Ctx& ctx, const DispatchWork& work) {
    Session session(ctx);
    const auto stored = store_.find_dispatch(session, work.key, work.channel);
    if (!stored) {
        return {};
    }
    const auto notification = read_stored_json<Notification>(stored->text());
    if (!notification) {
        return notification.error();
    }
    auto channel = readers_.channels.find(ctx, work.channel);
    if (!channel) {
        return Error(Errc::unavailable, "channel_disabled",
                     "the channel " + work.channel + " is not enabled")
            .flag(STY_ERROR_RETRYABLE);
    }
    const auto delivered = (*channel)->deliver(ctx, *notification);
    if (delivered) {
        store_.mark_delivered(session, work.key, work.channel);
        return {};
    }
    if (delivered.error().code() == Errc::invalid) {
        store_.mark_refused(session, work.key, work.channel, delivered.error().message());
        host_.log_warning("a notification was refused for good",
                          {{"key", work.key}, {"reason", delivered.error().message()}});
        return {};
    }
    return delivered.error();
}

} // namespace statybos::notifications
