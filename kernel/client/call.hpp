// One call to the outside, as a plugin asks for it, and its answer.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <statybos/error.hpp>

namespace statybos::kernel::client {

struct Call {
    std::string plugin; ///< on whose behalf; the circuit breaker and the metrics go by it
    std::string method; ///< upper case
    std::string url;    ///< at most 8 KiB, without user name and password
    std::vector<std::pair<std::string, std::string>> headers; ///< at most 100, 32 KiB together
    std::string body;
    std::chrono::milliseconds timeout{0}; ///< of one attempt; 0: the client's default
    std::uint32_t max_attempts = 0;       ///< 0: 1, or 3 where `repeatable`; at most 10
    std::uint64_t max_answer = 0;         ///< bytes of body; 0: the client's default
    bool repeatable = false;              ///< may reach the peer more than once
    std::string traceparent;              ///< passed on unless a header of that name is given
    std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
};

struct Answer {
    std::uint32_t status = 0;
    std::string headers; ///< "name: value\n" lines, names in lower case
    std::string body;
};

/// Judges a call before anything is sent and finds its origin, "https://pay.example:443".
/// @errors invalid "invalid_http_call"  says which part is wrong, without repeating a secret
Result<std::string> origin_of(const Call& call);

} // namespace statybos::kernel::client
