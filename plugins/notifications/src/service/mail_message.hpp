// One mail as bytes (RFC 5322, RFC 2045).
#pragma once

#include <string>
#include <string_view>

#include <statybos/instant.hpp>

namespace statybos::notifications {

struct Mail {
    std::string from; ///< "Name <address>" or an address
    std::string to;   ///< an address
    std::string subject;
    std::string text;
    std::string message_id; ///< without angle brackets; the same for every try
    Instant at;
};

/// Lines end in CRLF; subject and text are encoded, so nothing in them can begin a header.
std::string mail_bytes(const Mail& mail);

/// The address in "Name <address>", or the whole text.
std::string_view address_in(std::string_view mailbox);

} // namespace statybos::notifications
