#include "http/answer_head.hpp"

#include <ctime>

#include "http/digest.hpp"

namespace statybos::kernel::http {
namespace {

std::string_view reason_of(unsigned status) {
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 202:
        return "Accepted";
    case 204:
        return "No Content";
    case 302:
        return "Found";
    case 304:
        return "Not Modified";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 413:
        return "Content Too Large";
    case 422:
        return "Unprocessable Content";
    case 429:
        return "Too Many Requests";
    case 500:
        return "Internal Server Error";
    case 503:
        return "Service Unavailable";
    default:
        return "Status";
    }
}

void append_status(std::string& out, unsigned status) {
    out += "HTTP/1.1 ";
    out += static_cast<char>('0' + status / 100);
    out += static_cast<char>('0' + status / 10 % 10);
    out += static_cast<char>('0' + status % 10);
    out += ' ';
    out += reason_of(status);
    out += "\r\n";
}

void append_line(std::string& out, std::string_view name, std::string_view value) {
    out += name;
    out += ": ";
    out += value;
    out += "\r\n";
}

bool has_content(unsigned status) {
    return status != 204 && status != 304;
}

} // namespace

std::string_view http_date() {
    thread_local std::time_t last = -1;
    thread_local char text[32];
    thread_local std::size_t size = 0;
    const std::time_t now = std::time(nullptr);
    if (now != last) {
        std::tm parts{};
        gmtime_r(&now, &parts);
        // The C locale's names: the kernel never calls setlocale.
        size = std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
        last = now;
    }
    return {text, size};
}

AnswerHead::AnswerHead(const Settings& settings) {
    const auto add = [this](std::string_view name, std::string_view value) {
        Common common{std::string(name), {}};
        append_line(common.line, name, value);
        common_.push_back(std::move(common));
    };
    add("X-Content-Type-Options", "nosniff");
    add("X-Frame-Options", "DENY");
    add("Referrer-Policy", "no-referrer");
    add("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    if (settings.tls.enabled() || settings.hsts) {
        add("Strict-Transport-Security", "max-age=31536000");
    }
    add("Vary", settings.cors_origins.empty() ? "Accept-Language" : "Accept-Language, Origin");
}

void AnswerHead::append_fields(std::string& out, const Response& response) const {
    for (const Response::Field& field : response.headers()) {
        append_line(out, field.name, field.value);
    }
    for (const Common& common : common_) {
        if (response.header(common.name).empty()) {
            out += common.line;
        }
    }
}

void AnswerHead::append_tail(std::string& out, const Exchange& exchange, bool keep_alive) const {
    append_line(out, "Date", http_date());
    if (!exchange.request_id.empty()) {
        append_line(out, "X-Request-Id", exchange.request_id);
    }
    if (!exchange.traceparent.empty()) {
        append_line(out, "traceparent", exchange.traceparent);
    }
    if (!exchange.origin.empty()) {
        append_line(out, "Access-Control-Allow-Origin", exchange.origin);
        out += "Access-Control-Allow-Credentials: true\r\n"
               "Access-Control-Expose-Headers: ETag, Location, Retry-After, X-Request-Id, "
               "X-Cart-Token, Idempotency-Replayed\r\n";
    }
    if (exchange.queries >= 0) {
        append_line(out, "X-Debug-Queries", std::to_string(exchange.queries));
        append_line(out, "X-Debug-Round-Trips", std::to_string(exchange.round_trips));
    }
    if (!keep_alive) {
        out += "Connection: close\r\n";
    } else if (!exchange.request.http_1_1) {
        out += "Connection: keep-alive\r\n";
    }
    out += "\r\n";
}

std::string_view AnswerHead::write(Exchange& exchange, bool keep_alive, std::string& head) const {
    head.clear();
    std::string_view body;
    if (exchange.cached) {
        const CachedAnswer& cached = *exchange.cached;
        const bool unchanged = etag_matches(exchange.request.header("If-None-Match"), cached.etag);
        exchange.sent_status = unchanged ? 304 : 200;
        head += unchanged ? cached.not_modified : cached.head;
        body = unchanged ? std::string_view() : std::string_view(cached.body);
    } else {
        const Response& response = exchange.response;
        exchange.sent_status = response.status();
        append_status(head, response.status());
        append_fields(head, response);
        if (has_content(response.status()) && response.stream() == nullptr) {
            body = response.body();
            append_line(head, "Content-Length", std::to_string(body.size()));
        }
    }
    append_tail(head, exchange, keep_alive);
    return exchange.is_head() ? std::string_view() : body;
}

std::shared_ptr<const CachedAnswer> AnswerHead::prepare(const Response& response) const {
    auto made = std::make_shared<CachedAnswer>();
    made->body = response.body();
    made->etag = response.header("ETag");
    append_status(made->head, 200);
    append_fields(made->head, response);
    append_line(made->head, "Content-Length", std::to_string(made->body.size()));
    append_status(made->not_modified, 304);
    Response unchanged;
    for (const Response::Field& field : response.headers()) {
        if (field.name != "Content-Type") {
            unchanged.add_header(field.name, field.value);
        }
    }
    append_fields(made->not_modified, unchanged);
    return made;
}

} // namespace statybos::kernel::http
