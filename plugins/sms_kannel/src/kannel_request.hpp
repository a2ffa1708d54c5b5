// One message as Kannel's sendsms takes it.
#pragma once

#include <string>
#include <string_view>

#include <statybos/http_client.hpp>

#include "settings.hpp"

namespace statybos::sms_kannel {

struct TextMessage {
    std::string id; ///< of our own, for delivery reports; hexadecimal
    std::string to; ///< E.164
    std::string text;
};

HttpCall kannel_request(const Settings& settings, const TextMessage& message);

/// Whether the GSM alphabet has every letter: then it needs no UCS-2, and twice as much fits. Only
/// ASCII is taken for that, without the letters that GSM writes in two.
bool fits_seven_bits(std::string_view text);

} // namespace statybos::sms_kannel
