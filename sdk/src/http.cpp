#include <statybos/http.hpp>

#include <statybos/secrets.hpp>

namespace statybos {

std::optional<Part> Request::part(std::string_view name) const {
    const auto& http = *detail::tables.http;
    const std::uint32_t count = http.part_count(raw_);
    for (std::uint32_t i = 0; i < count; ++i) {
        sty_part part{};
        part.size = sizeof(part);
        if (http.part_at(raw_, i, &part) == STY_OK && view(part.name) == name) {
            return Part{view(part.name), view(part.filename), view(part.content_type),
                        view(part.body)};
        }
    }
    return std::nullopt;
}

std::string etag_of(std::string_view representation) {
    return '"' + to_hex(sha256(representation)).substr(0, 32) + '"';
}

Result<void> require_match(const Request& request, std::string_view etag) {
    std::string_view given = request.header("If-Match");
    if (given.empty()) {
        return Error(Errc::precondition_required, "if_match_required",
                     "send If-Match with the ETag of what you read");
    }
    while (!given.empty()) {
        const std::size_t comma = given.find(',');
        std::string_view one = given.substr(0, comma);
        given = comma == std::string_view::npos ? std::string_view() : given.substr(comma + 1);
        while (!one.empty() && one.front() == ' ') {
            one.remove_prefix(1);
        }
        while (!one.empty() && one.back() == ' ') {
            one.remove_suffix(1);
        }
        if (one == "*" || one == etag) {
            return {};
        }
    }
    return Error(Errc::stale, "stale", "it was changed in the meantime: read it again");
}

std::string Cookie::to_header() const {
    std::string header = name + '=' + value + "; Path=/; SameSite=Lax";
    header += "; Max-Age=" + std::to_string(max_age_seconds > 0 ? max_age_seconds : 0);
    if (http_only) {
        header += "; HttpOnly";
    }
    if (secure) {
        header += "; Secure";
    }
    return header;
}

Result<void> send_message(Ctx& ctx, std::string_view topic, const StreamMessage& message) {
    const sty_stream_message raw = detail::raw_message(message);
    detail::ErrorSlot error;
    const sty_rc rc = detail::tables.http->stream_send(ctx.raw(), to_abi(topic), &raw, &error);
    return rc == STY_OK ? Result<void>() : Result<void>(error.take(rc));
}

sty_stream_message detail::raw_message(const StreamMessage& message) {
    sty_stream_message raw{};
    raw.size = sizeof(raw);
    raw.id = to_abi(message.id);
    raw.event = to_abi(message.event);
    raw.data = to_abi(message.data);
    return raw;
}

} // namespace statybos
