#include <statybos/http_client.hpp>

namespace statybos {
namespace {

std::vector<std::pair<std::string, std::string>> split_headers(std::string_view text) {
    std::vector<std::pair<std::string, std::string>> headers;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (const std::size_t colon = line.find(": "); colon != std::string_view::npos) {
            headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
        }
    }
    return headers;
}

} // namespace

std::string_view HttpAnswer::header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

Result<HttpAnswer> HttpClient::send(Ctx& ctx, const HttpCall& call) const {
    std::vector<sty_header> headers;
    headers.reserve(call.headers.size());
    for (const auto& [name, value] : call.headers) {
        headers.push_back({to_abi(name), to_abi(value)});
    }
    sty_http_call raw{};
    raw.size = sizeof(raw);
    raw.flags = call.retry ? STY_HTTP_RETRY : 0;
    raw.method = to_abi(call.method);
    raw.url = to_abi(call.url);
    raw.headers = {headers.data(), headers.size()};
    raw.body = to_abi(call.body);
    raw.timeout_ms = static_cast<std::uint32_t>(call.timeout.count());

    sty_http_answer answer{};
    answer.size = sizeof(answer);
    const detail::BufferGuard headers_guard(answer.headers);
    const detail::BufferGuard body_guard(answer.body);
    detail::ErrorSlot error;
    const sty_rc rc = detail::tables.http_client->send(ctx.raw(), host_, &raw, &answer, &error);
    if (rc != STY_OK) {
        return error.take(rc);
    }
    return HttpAnswer{answer.status, split_headers(view(answer.headers)),
                      std::string(view(answer.body))};
}

} // namespace statybos
