// The one place where an error becomes an HTTP answer (RFC 9457).
#pragma once

#include <string_view>

#include <statybos/error.hpp>

#include "http/response.hpp"

namespace statybos::kernel::http {

/// What an answer about a fault must know of its request.
struct ProblemContext {
    std::string_view request_id;
    std::string_view language = "en";    // of the title, and of the detail where it is generic
    std::string_view component = "http"; // plugin or room that failed, for the log
};

/// The status of an error's class (abi/base.h).
unsigned status_of(Errc code) noexcept;

/// Replaces `response` by the problem that `error` makes: type, title, status, detail, code,
/// request_id and the error's own members. An error that is private or answers 500 and above
/// shows a generic detail and is logged, once, here. 429 and 503 carry Retry-After, one second
/// unless `response` already says more.
void write_problem(Response& response, const Error& error, const ProblemContext& context);

/// As above, for what the protocol refuses before any code of ours is asked: a status that no
/// error class has (405, 408, 431, 501, …).
void write_problem(Response& response, unsigned status, const Error& error,
                   const ProblemContext& context);

} // namespace statybos::kernel::http
