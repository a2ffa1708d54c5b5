// statybos.http/1: declaring routes, reading requests, writing answers.
#include <cstddef>

#include <statybos/abi/http.h>
#include <statybos/strings.hpp>

#include "core/abi.hpp"
#include "core/context.hpp"
#include "core/host.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "http/stream_hub.hpp"
#include "plugins/host_tables.hpp"
#include "plugins/instance.hpp"

namespace statybos::kernel::plugins {
namespace {

const http::Request& of(const sty_request* request) {
    return *reinterpret_cast<const http::Request*>(request);
}

http::Response& of(sty_response* response) {
    return *reinterpret_cast<http::Response*>(response);
}

sty_rc route(const sty_host* host, const sty_route* declared, sty_error* error) noexcept {
    return guarded(error, [&] {
        return Instance::of(host).declare(
            "a route", [&](Declarations& all) { return all.add_route(*declared); });
    });
}

sty_str method(const sty_request* request) noexcept {
    return to_abi(of(request).method);
}
sty_str path(const sty_request* request) noexcept {
    return to_abi(of(request).path);
}
sty_str query(const sty_request* request) noexcept {
    return to_abi(of(request).raw_query);
}
sty_str header(const sty_request* request, sty_str name) noexcept {
    return to_abi(of(request).header(view(name)));
}
sty_str cookie(const sty_request* request, sty_str name) noexcept {
    return to_abi(of(request).cookie(view(name)));
}
sty_str path_parameter(const sty_request* request, sty_str name) noexcept {
    return to_abi(of(request).path_parameter(view(name)));
}
std::uint32_t query_count(const sty_request* request) noexcept {
    return static_cast<std::uint32_t>(of(request).query.size());
}
void query_at(const sty_request* request, std::uint32_t index, sty_str* name,
              sty_str* value) noexcept {
    const auto& all = of(request).query;
    *name = index < all.size() ? to_abi(all[index].name) : sty_str{};
    *value = index < all.size() ? to_abi(all[index].value) : sty_str{};
}
sty_str body(const sty_request* request) noexcept {
    return to_abi(of(request).body);
}
std::uint32_t part_count(const sty_request* request) noexcept {
    return static_cast<std::uint32_t>(of(request).parts.size());
}
sty_rc part_at(const sty_request* request, std::uint32_t index, sty_part* part) noexcept {
    const auto& all = of(request).parts;
    if (index >= all.size()) {
        return STY_E_NOT_FOUND;
    }
    // What it had in the first release; a part that has grown is filled as far as it goes.
    constexpr std::size_t least_part = offsetof(sty_part, body) + sizeof(sty_str);
    if (part->size < least_part) {
        return STY_E_INVALID;
    }
    part->name = to_abi(all[index].name);
    part->filename = to_abi(all[index].filename);
    part->content_type = to_abi(all[index].content_type);
    part->body = to_abi(all[index].body);
    return STY_OK;
}
sty_str remote_address(const sty_request* request) noexcept {
    return to_abi(of(request).remote_address);
}
sty_str idempotency_key(const sty_request* request) noexcept {
    return to_abi(of(request).idempotency_key);
}

/// An answer that could not be completed for want of memory must not look complete.
template <class Change>
void change(sty_response* response, Change&& apply) noexcept {
    try {
        apply(of(response));
    } catch (...) {
        of(response).set_status(503);
    }
}

void set_status(sty_response* response, std::uint32_t status) noexcept {
    of(response).set_status(status);
}
void set_header(sty_response* response, sty_str name, sty_str value) noexcept {
    change(response, [&](http::Response& to) { to.set_header(view(name), view(value)); });
}
void add_header(sty_response* response, sty_str name, sty_str value) noexcept {
    change(response, [&](http::Response& to) { to.add_header(view(name), view(value)); });
}
void set_body(sty_response* response, sty_str text) noexcept {
    change(response, [&](http::Response& to) { to.set_body(std::string(view(text))); });
}
void take_body(sty_response* response, sty_buf text) noexcept {
    change(response, [&](http::Response& to) { to.set_body(std::string(view(text))); });
    free_buf(text);
}
void add_cache_tag(sty_response* response, sty_str tag) noexcept {
    change(response, [&](http::Response& to) { to.add_cache_tag(view(tag)); });
}

http::StreamHub* hub_of(sty_ctx* ctx) {
    const Engines* engines = Context::of(ctx).engines;
    return engines == nullptr ? nullptr : engines->streams;
}

Error no_streams() {
    return {Errc::unavailable, "streams_unavailable", "nothing here keeps streams open"};
}

Result<http::SharedMessage> read_message(const sty_stream_message& message) {
    // What it had in the first release.
    constexpr std::size_t least = offsetof(sty_stream_message, data) + sizeof(sty_str);
    if (message.size < least) {
        return Error(Errc::invalid, "invalid_message", "the message is too short to be one");
    }
    return http::stream_message(view(message.id), view(message.event), view(message.data));
}

sty_rc stream(sty_ctx* ctx, sty_response* response, sty_str topic, sty_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        http::StreamHub* hub = hub_of(ctx);
        if (hub == nullptr) {
            return no_streams();
        }
        auto opened = hub->open(view(topic));
        if (!opened) {
            return opened.error();
        }
        of(response).set_stream(std::move(*opened));
        return {};
    });
}
sty_rc stream_begin(sty_response* response, const sty_stream_message* message,
                    sty_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (of(response).stream() == nullptr) {
            return Error(Errc::invalid, "no_stream", "the answer is not made a stream yet");
        }
        auto made = read_message(*message);
        if (!made) {
            return made.error();
        }
        of(response).stream()->begin(*made);
        return {};
    });
}
void stream_pause(sty_response* response) noexcept {
    if (of(response).stream() != nullptr) {
        of(response).stream()->pause();
    }
}
sty_rc stream_send(sty_ctx* ctx, sty_str topic, const sty_stream_message* message,
                   sty_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        http::StreamHub* hub = hub_of(ctx);
        if (hub == nullptr) {
            return no_streams();
        }
        auto made = read_message(*message);
        if (!made) {
            return made.error();
        }
        hub->send(view(topic), *made);
        return {};
    });
}

} // namespace

const sty_api_http& http_api() {
    static const sty_api_http table{.size = sizeof(sty_api_http),
                                    .reserved = 0,
                                    .route = &route,
                                    .method = &method,
                                    .path = &path,
                                    .query = &query,
                                    .header = &header,
                                    .cookie = &cookie,
                                    .path_parameter = &path_parameter,
                                    .query_count = &query_count,
                                    .query_at = &query_at,
                                    .body = &body,
                                    .part_count = &part_count,
                                    .part_at = &part_at,
                                    .remote_address = &remote_address,
                                    .idempotency_key = &idempotency_key,
                                    .set_status = &set_status,
                                    .set_header = &set_header,
                                    .add_header = &add_header,
                                    .set_body = &set_body,
                                    .take_body = &take_body,
                                    .add_cache_tag = &add_cache_tag,
                                    .stream = &stream,
                                    .stream_begin = &stream_begin,
                                    .stream_pause = &stream_pause,
                                    .stream_send = &stream_send};
    return table;
}

} // namespace statybos::kernel::plugins
