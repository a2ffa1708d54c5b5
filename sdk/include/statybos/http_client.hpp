// Calls to the outside through the kernel: deadline, retries, circuit breaker and metrics included.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <statybos/host.hpp>

namespace statybos {

struct HttpCall {
    std::string method = "GET";
    std::string url; ///< http or https
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::string body = {};
    std::chrono::milliseconds timeout = std::chrono::milliseconds(10'000); ///< of one attempt
    bool retry = false; ///< may be repeated: it is idempotent, or carries a key that makes it so
};

struct HttpAnswer {
    unsigned status = 0;
    std::vector<std::pair<std::string, std::string>> headers; ///< names in lower case
    std::string body;

    std::string_view header(std::string_view name) const;
};

class HttpClient {
public:
    explicit HttpClient(const Host& host) : host_(host.raw()) {}

    /// Any answer, whatever its status.
    /// @errors timeout      no answer in time: whether the call had its effect is not known
    /// @errors unavailable  broken off: whether it had its effect is not known. Certain that
    /// nothing was sent it is of "http_unreachable", "tls_failed" and "circuit_open"
    /// @errors too_large    the answer is larger than 1 MiB
    Result<HttpAnswer> send(Ctx& ctx, const HttpCall& call) const;

private:
    const sty_host* host_;
};

} // namespace statybos
