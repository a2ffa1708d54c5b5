#include "client/call.hpp"

#include <algorithm>
#include <memory>

#include <curl/curl.h>

namespace statybos::kernel::client {
namespace {

constexpr std::size_t max_url = 8 << 10;
constexpr std::size_t max_headers = 100;
constexpr std::size_t max_request_header_bytes = 32 << 10;
constexpr std::size_t max_body = 64 << 20;
constexpr std::size_t max_method = 20;

struct FreeUrl {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

Error invalid_call(std::string message) {
    return {Errc::invalid, "invalid_http_call", std::move(message)};
}

// RFC 9110 §5.6.2
bool is_token(std::string_view text) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               marks.find(c) != std::string_view::npos;
    });
}

bool is_field_value(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
    });
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

// What frames the message is the client's business, lest two parties read it differently.
bool frames_the_message(std::string_view name) {
    const std::string low = lower(name);
    return low == "host" || low == "content-length" || low == "transfer-encoding" ||
           low == "connection" || low == "expect" || low == "te" || low == "upgrade";
}

Result<void> check_headers(const Call& call) {
    if (call.headers.size() > max_headers) {
        return invalid_call("a call may have at most 100 headers");
    }
    std::size_t bytes = 0;
    for (const auto& [name, value] : call.headers) {
        if (!is_token(name)) {
            return invalid_call("a header's name is not a token");
        }
        if (!is_field_value(value)) {
            return invalid_call("the value of header \"" + name + "\" has control characters");
        }
        if (frames_the_message(name)) {
            return invalid_call("header \"" + name + "\" is set by the client itself");
        }
        bytes += name.size() + value.size();
    }
    if (bytes > max_request_header_bytes) {
        return invalid_call("the headers of a call are larger than 32 KiB");
    }
    return {};
}

std::string part(CURLU* url, CURLUPart which, unsigned flags = 0) {
    char* text = nullptr;
    if (curl_url_get(url, which, &text, flags) != CURLUE_OK) {
        return {};
    }
    std::string copy(text);
    curl_free(text);
    return copy;
}

Result<std::string> parse_origin(const std::string& text) {
    const std::unique_ptr<CURLU, FreeUrl> url(curl_url());
    if (url == nullptr || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK) {
        return invalid_call("the URL is not well-formed");
    }
    const std::string scheme = part(url.get(), CURLUPART_SCHEME);
    if (scheme != "http" && scheme != "https") {
        return invalid_call("only http and https URLs may be called");
    }
    if (!part(url.get(), CURLUPART_USER).empty() || !part(url.get(), CURLUPART_PASSWORD).empty()) {
        return invalid_call("user name and password belong into a header, not into the URL");
    }
    return scheme + "://" + lower(part(url.get(), CURLUPART_HOST)) + ":" +
           part(url.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT);
}

} // namespace

Result<std::string> origin_of(const Call& call) {
    const bool upper = std::none_of(call.method.begin(), call.method.end(),
                                    [](char c) { return c >= 'a' && c <= 'z'; });
    if (call.method.size() > max_method || !is_token(call.method) || !upper ||
        call.method == "CONNECT" || call.method == "TRACE") {
        return invalid_call("the method of a call must be a token in upper case, such as POST");
    }
    if (call.url.size() > max_url || !is_field_value(call.url)) {
        return invalid_call("the URL is longer than 8 KiB or has control characters");
    }
    if (call.body.size() > max_body) {
        return invalid_call("the body of a call is larger than 64 MiB");
    }
    if (auto good = check_headers(call); !good) {
        return good.error();
    }
    return parse_origin(call.url);
}

} // namespace statybos::kernel::client
