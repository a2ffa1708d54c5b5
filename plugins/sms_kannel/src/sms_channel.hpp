// Notifications as text messages.
#pragma once

#include <statybos/http_client.hpp>
#include <statybos/notifications/notification_channel.hpp>

#include "kannel_request.hpp"
#include "settings.hpp"
#include "store/message_store.hpp"

namespace statybos::sms_kannel {

class SmsChannel final : public notifications::NotificationChannel {
public:
    SmsChannel(Host host, const Settings& settings, MessageStore& messages)
        : host_(host), http_(host), settings_(settings), messages_(messages) {}

    /// Whoever has left a number that is one.
    Result<bool> reaches(Ctx&, const notifications::Notification& notification) override;

    /// @errors unavailable          Kannel is away, or refuses whoever we say we are
    /// @errors invalid sms_refused  Kannel will never take this message
    /// @errors invalid sms_unsure   it may have been sent, and is not sent again
    Result<void> deliver(Ctx& ctx, const notifications::Notification& notification) override;

private:
    std::optional<std::string> number_of(const notifications::Notification& notification) const;
    Result<void> send(Ctx& ctx, const TextMessage& message);
    Result<void> judge(Ctx& ctx, const TextMessage& message, const HttpAnswer& answer);

    Host host_;
    HttpClient http_;
    const Settings& settings_;
    MessageStore& messages_;
};

} // namespace statybos::sms_kannel
