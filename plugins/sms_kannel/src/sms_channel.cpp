#include "sms_channel.hpp"

#include <statybos/secrets.hpp>

#include "phone_rules.hpp"

namespace statybos::sms_kannel {
namespace {

constexpr std::size_t id_length = 32;
constexpr std::size_t longest_word = 100; // of Kannel's answer in a log

std::string text_message_of(const notifications::Notification& notification) {
    const std::string& brief = notification.brief.empty() ? notification.title : notification.brief;
    return notification.link ? brief + ' ' + *notification.link : brief;
}

Error unsure() {
    return {Errc::invalid, "sms_unsure",
            "an earlier try may have sent the message; it is not sent again"};
}

// Nothing was sent; of every other failure that is not certain.
bool never_left(const Error& error) {
    return error.is("http_unreachable") || error.is("circuit_open") || error.is("tls_failed");
}

} // namespace

std::optional<std::string>
SmsChannel::number_of(const notifications::Notification& notification) const {
    return notification.phone ? international_number(*notification.phone, settings_.country_code,
                                                     settings_.trunk_prefixes)
                              : std::nullopt;
}

Result<bool> SmsChannel::reaches(Ctx&, const notifications::Notification& notification) {
    return number_of(notification).has_value();
}

Result<void> SmsChannel::deliver(Ctx& ctx, const notifications::Notification& notification) {
    const auto number = number_of(notification);
    if (!number) {
        return Error(Errc::invalid, "sms_refused", "the number is none any more");
    }
    const TextMessage message{to_hex(sha256(notification.key)).substr(0, id_length), *number,
                              text_message_of(notification)};
    Session session(ctx);
    const auto before = messages_.begin(session, message.id);
    if (before == MessageStatus::sent) {
        return {};
    }
    if (before == MessageStatus::sending && settings_.when_unsure == WhenUnsure::skip) {
        return unsure();
    }
    return send(ctx, message);
}

Result<void> SmsChannel::send(Ctx& ctx, const TextMessage& message) {
    const auto answer = http_.send(ctx, kannel_request(settings_, message));
    if (answer) {
        return judge(ctx, message, *answer);
    }
    if (never_left(answer.error())) {
        Session session(ctx);
        messages_.take_back(session, message.id);
        return answer.error();
    }
    return settings_.when_unsure == WhenUnsure::repeat ? answer.error() : unsure();
}

Result<void> SmsChannel::judge(Ctx& ctx, const TextMessage& message, const HttpAnswer& answer) {
    Session session(ctx);
    if (answer.status >= 200 && answer.status < 300) {
        messages_.mark_sent(session, message.id);
        return {};
    }
    messages_.take_back(session, message.id);
    const std::string said = "Kannel answered " + std::to_string(answer.status) + ": " +
                             answer.body.substr(0, longest_word);
    // A number on a black list is forbidden as well: that will not pass.
    const bool unknown = answer.status == 403 && answer.body.starts_with("Authorization failed");
    if (unknown) {
        host_.log_error("Kannel does not know us: mend username and password", {{"said", said}});
    }
    const bool passes = unknown || answer.status >= 500;
    return Error(passes ? Errc::unavailable : Errc::invalid,
                 passes ? "sms_unavailable" : "sms_refused", said);
}

} // namespace statybos::sms_kannel
