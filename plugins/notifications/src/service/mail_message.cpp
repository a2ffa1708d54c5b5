#include "service/mail_message.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <ctime>

namespace statybos::notifications {
namespace {

std::string base64(std::string_view bytes) {
    constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            group =
                group << 8 | (i + k < bytes.size() ? static_cast<std::uint8_t>(bytes[i + k]) : 0);
        }
        const std::size_t given = std::min<std::size_t>(3, bytes.size() - i);
        for (std::size_t k = 0; k < 4; ++k) {
            text += k <= given ? letters[group >> (18 - 6 * k) & 0x3F] : '=';
        }
    }
    return text;
}

// Encoded words of at most 75 characters, cut between characters (RFC 2047).
std::string encoded_words(std::string_view text) {
    constexpr std::size_t most_bytes = 39;
    std::string words;
    while (!text.empty()) {
        std::size_t cut = std::min(most_bytes, text.size());
        while (cut < text.size() && (static_cast<std::uint8_t>(text[cut]) & 0xC0) == 0x80) {
            --cut;
        }
        words += words.empty() ? "" : "\r\n ";
        words += "=?UTF-8?B?" + base64(text.substr(0, cut)) + "?=";
        text.remove_prefix(cut);
    }
    return words;
}

std::string header_safe(std::string_view text) {
    std::string safe;
    for (char c : text) {
        safe += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    }
    return safe;
}

std::string date_of(Instant at) {
    const std::time_t seconds = at.seconds();
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[64];
    constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d +0000", days[parts.tm_wday],
                  parts.tm_mday, months[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour,
                  parts.tm_min, parts.tm_sec);
    return text;
}

} // namespace

std::string_view address_in(std::string_view mailbox) {
    const std::size_t open = mailbox.rfind('<');
    const std::size_t close = mailbox.rfind('>');
    return open != std::string_view::npos && close != std::string_view::npos && close > open
               ? mailbox.substr(open + 1, close - open - 1)
               : mailbox;
}

std::string mail_bytes(const Mail& mail) {
    constexpr std::size_t line_length = 76;
    std::string bytes =
        "From: " + header_safe(mail.from) + "\r\nTo: " + header_safe(mail.to) +
        "\r\nSubject: " + encoded_words(mail.subject) + "\r\nDate: " + date_of(mail.at) +
        "\r\nMessage-ID: <" + header_safe(mail.message_id) +
        ">\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n"
        "Content-Transfer-Encoding: base64\r\nAuto-Submitted: auto-generated\r\n\r\n";
    const std::string body = base64(mail.text);
    for (std::size_t i = 0; i < body.size(); i += line_length) {
        bytes += body.substr(i, line_length) + "\r\n";
    }
    return bytes;
}

} // namespace statybos::notifications
