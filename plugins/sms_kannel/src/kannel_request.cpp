#include "kannel_request.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace statybos::sms_kannel {
namespace {

using Parts = std::vector<std::pair<std::string, std::string>>;

constexpr std::string_view message_mark = "{message}";

void append_escaped(std::string& out, std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                           (c >= '0' && c <= '9') ||
                           std::string_view("-._~").find(c) != std::string_view::npos;
        if (plain) {
            out += c;
        } else {
            out += {'%', digits[byte >> 4], digits[byte & 0xF]};
        }
    }
}

std::string report_url(const Settings& settings, const TextMessage& message) {
    std::string url = settings.delivery_reports.url;
    if (const auto at = url.find(message_mark); at != std::string::npos) {
        url.replace(at, message_mark.size(), message.id);
    }
    return url;
}

std::string coding_of(const TextMessage& message) {
    return fits_seven_bits(message.text) ? "0" : "2";
}

HttpCall as_post(const Settings& settings, const TextMessage& message) {
    HttpCall call;
    call.method = "POST";
    call.url = settings.url;
    call.headers = {{"Content-Type", "text/plain; charset=UTF-8"},
                    {"X-Kannel-Username", settings.username},
                    {"X-Kannel-Password", settings.password},
                    {"X-Kannel-From", settings.sender},
                    {"X-Kannel-To", message.to},
                    {"X-Kannel-Coding", coding_of(message)}};
    if (!settings.delivery_reports.url.empty()) {
        call.headers.emplace_back("X-Kannel-DLR-Mask",
                                  std::to_string(settings.delivery_reports.mask));
        call.headers.emplace_back("X-Kannel-DLR-Url", report_url(settings, message));
    }
    call.body = message.text;
    return call;
}

HttpCall as_get(const Settings& settings, const TextMessage& message) {
    Parts parts{{"username", settings.username}, {"password", settings.password},
                {"from", settings.sender},       {"to", message.to},
                {"coding", coding_of(message)},  {"charset", "UTF-8"},
                {"text", message.text}};
    if (!settings.delivery_reports.url.empty()) {
        parts.emplace_back("dlr-mask", std::to_string(settings.delivery_reports.mask));
        parts.emplace_back("dlr-url", report_url(settings, message));
    }
    HttpCall call;
    call.url = settings.url;
    char separator = call.url.find('?') == std::string::npos ? '?' : '&';
    for (const auto& [name, value] : parts) {
        call.url += std::exchange(separator, '&') + name + '=';
        append_escaped(call.url, value);
    }
    return call;
}

} // namespace

bool fits_seven_bits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        const bool printable = (c >= 0x20 && c < 0x7F) || c == '\n';
        return printable && std::string_view("`[]{}\\^|~").find(c) == std::string_view::npos;
    });
}

HttpCall kannel_request(const Settings& settings, const TextMessage& message) {
    HttpCall call =
        settings.method == Method::post ? as_post(settings, message) : as_get(settings, message);
    call.timeout = std::chrono::milliseconds(settings.timeout);
    return call;
}

} // namespace statybos::sms_kannel
