// Rows of sms_kannel.message: what was given to Kannel, or may have been.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <statybos/record.hpp>
#include <statybos/session.hpp>

namespace statybos::sms_kannel {

enum class MessageStatus : std::uint8_t {
    sending, ///< nobody knows whether Kannel took it, as long as it stays like that
    sent,
};
STATYBOS_ENUM(MessageStatus, sending, sent)

class MessageStore {
public:
    /// Notes that it is being sent. What its status was before; nothing: it is new.
    std::optional<MessageStatus> begin(Session& session, std::string_view id);
    void mark_sent(Session& session, std::string_view id);
    /// It was not sent.
    void take_back(Session& session, std::string_view id);
    void forget_old(Session& session);
};

} // namespace statybos::sms_kannel
