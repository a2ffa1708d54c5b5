// The table statybos.http_client/1.
#include <cstddef>

#include <statybos/strings.hpp>

#include "client/http_client.hpp"
#include "core/abi.hpp"
#include "core/context.hpp"
#include "core/host.hpp"

namespace statybos::kernel::client {
namespace {

constexpr std::uint64_t most_headers = 101; // one more than a call may have, so that it is refused

// What level 1 had: an older plugin may send less than today's structs, never less than these.
constexpr std::size_t least_call = offsetof(sty_http_call, max_answer) + sizeof(std::uint64_t);
constexpr std::size_t least_answer = offsetof(sty_http_answer, body) + sizeof(sty_buf);

Call read_call(const sty_ctx* ctx, const sty_host* host, const sty_http_call& from) {
    const Context& context = Context::of(ctx);
    Call call;
    call.plugin = HostSide::of(host).instance;
    call.method = view(from.method);
    call.url = view(from.url);
    const auto* headers = static_cast<const sty_header*>(from.headers.data);
    for (std::uint64_t i = 0; i < from.headers.size && i < most_headers; ++i) {
        call.headers.emplace_back(view(headers[i].name), view(headers[i].value));
    }
    call.body = view(from.body);
    call.timeout = std::chrono::milliseconds(from.timeout_ms);
    call.max_attempts = from.max_attempts;
    call.max_answer = from.max_answer;
    call.repeatable = (from.flags & STY_HTTP_RETRY) != 0;
    call.traceparent = context.traceparent;
    call.deadline = context.deadline;
    return call;
}

Result<void> send_call(sty_ctx* ctx, const sty_host* host, const sty_http_call& call,
                       sty_http_answer& answer) {
    const Engines* engines = HostSide::of(host).engines;
    if (engines == nullptr || engines->http_client == nullptr) {
        return Error(Errc::unavailable, "http_client_unavailable", "this kernel calls nobody");
    }
    if (call.size < least_call || answer.size < least_answer) {
        return Error(Errc::invalid, "invalid_http_call", "the size of a struct is not set");
    }
    auto got = engines->http_client->send(read_call(ctx, host, call));
    if (!got) {
        return got.error();
    }
    sty_buf headers = make_buf(got->headers);
    try {
        answer.body = make_buf(got->body);
    } catch (const std::bad_alloc&) {
        free_buf(headers);
        throw;
    }
    answer.status = got->status;
    answer.headers = headers;
    return {};
}

sty_rc send(sty_ctx* ctx, const sty_host* host, const sty_http_call* call, sty_http_answer* answer,
            sty_error* error) {
    return guarded(error, [&] { return send_call(ctx, host, *call, *answer); });
}

} // namespace

const sty_api_http_client& http_client_api() {
    static const sty_api_http_client table{
        .size = sizeof(sty_api_http_client),
        .reserved = 0,
        .send = send,
    };
    return table;
}

} // namespace statybos::kernel::client
