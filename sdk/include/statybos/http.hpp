// Requests as handlers read them and answers as they give them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <statybos/context.hpp>
#include <statybos/json_writer.hpp>
#include <statybos/record.hpp>
#include <statybos/tables.hpp>

namespace statybos {

/// One part of a multipart/form-data body; borrowed from the request.
struct Part {
    std::string_view name;
    std::string_view filename; ///< as the client sent it: never a path to use
    std::string_view content_type;
    std::string_view body;
};

/// What came over the wire, for what the typed parameters and body do not show.
class Request {
public:
    explicit Request(const sty_request* raw) : raw_(raw) {}

    std::string_view method() const { return view(detail::tables.http->method(raw_)); }
    std::string_view path() const { return view(detail::tables.http->path(raw_)); }
    std::string_view query() const { return view(detail::tables.http->query(raw_)); }
    std::string_view header(std::string_view name) const {
        return view(detail::tables.http->header(raw_, to_abi(name)));
    }
    std::string_view cookie(std::string_view name) const {
        return view(detail::tables.http->cookie(raw_, to_abi(name)));
    }
    /// Percent-decoded; empty when the route has no such parameter.
    std::string_view path_parameter(std::string_view name) const {
        return view(detail::tables.http->path_parameter(raw_, to_abi(name)));
    }
    std::string_view body() const { return view(detail::tables.http->body(raw_)); }
    std::string_view remote_address() const {
        return view(detail::tables.http->remote_address(raw_));
    }
    std::string_view idempotency_key() const {
        return view(detail::tables.http->idempotency_key(raw_));
    }
    std::optional<Part> part(std::string_view name) const;

    const sty_request* raw() const { return raw_; }

private:
    const sty_request* raw_;
};

/// A strong entity tag of a representation: a quoted hash of its bytes, the one that an answer with
/// this body gets where its handler sets none.
std::string etag_of(std::string_view representation);

/// Holds when the request's If-Match names `etag` or "*".
/// @errors stale                  the header names another representation
/// @errors precondition_required  there is no If-Match
Result<void> require_match(const Request& request, std::string_view etag);

/// A Set-Cookie value: HttpOnly, SameSite=Lax, Path=/, Secure unless told otherwise.
struct Cookie {
    std::string name;
    std::string value;
    std::int64_t max_age_seconds = 0; ///< 0 or less: the browser is told to forget it
    bool http_only = true;
    bool secure = true;
    std::string to_header() const;
};

/// An answer that says more than its body: headers, tags, or one of the route's other statuses.
template <class T>
class Answer {
public:
    Answer(T body) : body_(std::move(body)) {} // NOLINT: a body is an answer

    /// 202 instead of the route's own status: accepted, not finished.
    Answer&& accepted() && {
        status_ = 202;
        return std::move(*this);
    }
    Answer&& header(std::string name, std::string value) && {
        headers_.emplace_back(std::move(name), std::move(value));
        return std::move(*this);
    }
    Answer&& cookie(const Cookie& cookie) && {
        return std::move(*this).header("Set-Cookie", cookie.to_header());
    }
    Answer&& cache_tag(std::string tag) && {
        tags_.push_back(std::move(tag));
        return std::move(*this);
    }

    const T& body() const { return body_; }
    unsigned status() const { return status_; }
    const std::vector<std::pair<std::string, std::string>>& headers() const { return headers_; }
    const std::vector<std::string>& tags() const { return tags_; }

private:
    T body_;
    unsigned status_ = 0;
    std::vector<std::pair<std::string, std::string>> headers_;
    std::vector<std::string> tags_;
};

/// A body that is no record: a picture, a document, a redirection.
struct RawAnswer {
    unsigned status = 200;
    std::string content_type;
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
};

/// No body: 204 unless the route says otherwise; carries headers.
struct Nothing {};

/// One message of a stream of server-sent events.
struct StreamMessage {
    std::string id;    ///< what a client that comes back names in Last-Event-ID; one line
    std::string event; ///< its name; one line
    std::string data;  ///< UTF-8, at most 64 KiB
};

/// What a stream begins with.
struct StreamBeginning {
    std::vector<StreamMessage> messages;
    bool more = false; ///< there is more: the stream ends, and its client comes back for it
};

/// Server-sent events: the answer stays open when the handler has returned, and what send_message()
/// sends to `topic` follows. The kernel ends a stream after the age that the operator set, so that
/// its client shows its credentials again.
struct EventStream {
    std::string topic;
    /// Called when the stream follows its topic already: what it reads and what is sent meanwhile
    /// are everything, and a message that is both is sent once, by its id.
    std::function<Result<StreamBeginning>()> begin;
};

/// To every stream of this node that follows `topic`; never blocks. To be called by a live listener
/// (Host::on_live), which hears of each commit on every node.
/// @errors invalid  an id or event name with a line break, or data that is too long
Result<void> send_message(Ctx& ctx, std::string_view topic, const StreamMessage& message);

namespace detail {
/// Borrows from `message`.
sty_stream_message raw_message(const StreamMessage& message);
} // namespace detail

} // namespace statybos
