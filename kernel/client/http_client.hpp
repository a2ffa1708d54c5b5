// Calls to the outside with deadlines, retries, a circuit breaker and metrics.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>

#include <statybos/abi/http_client.h>

#include "client/call.hpp"
#include "client/circuit_breaker.hpp"
#include "client/connection.hpp"
#include "core/clock.hpp"
#include "core/metrics.hpp"

namespace statybos::kernel::client {

struct ClientSettings {
    bool allow_private = true;                  ///< may connect to addresses that are not public
    std::chrono::milliseconds timeout{10'000};  ///< of one attempt, where the call says nothing
    std::uint64_t max_answer = 1 << 20;         ///< bytes, where the call says nothing
    std::chrono::milliseconds first_pause{100}; ///< at most, before the second attempt; doubles
    std::chrono::milliseconds longest_pause{5'000}; ///< a `Retry-After` beyond it is not waited for
    std::size_t max_idle = 32;                      ///< connections kept for later
    std::string ca_file{};                          ///< PEM file to trust instead of the machine's
    BreakerSettings breaker{};
};

/// Any thread; `send` blocks.
class HttpClient {
public:
    /// `metrics` may be null. Both must outlive this.
    HttpClient(ClientSettings settings, const Clock& clock, Metrics* metrics);

    /// The peer's answer, whatever its status.
    ///
    /// @errors invalid "invalid_http_call"      nothing was sent
    ///         timeout "http_timeout"           no answer in time, or no time left
    ///         unavailable "http_unreachable"   refused, unknown name: nothing was sent; retryable
    ///         unavailable "http_unavailable"   broken off; retryable
    ///         unavailable "circuit_open"       the peer failed too often just now; retryable
    ///         unavailable "tls_failed"         the peer's certificate is not acceptable
    ///         too_large "answer_too_large"     the answer passes `max_answer`
    ///         forbidden "address_refused"      not a public address, and only those are allowed
    Result<Answer> send(const Call& call);

    /// Ends calls under way and refuses new ones, for the shutdown.
    void stop();

private:
    struct Plan {
        std::string origin;
        std::string peer;
        std::uint32_t attempts;
        AttemptLimits limits;
    };

    Plan plan(const Call& call, std::string origin) const;
    Result<Answer> attempt(const Call& call, const Plan& plan);
    void measure(const Call& call, const Plan& plan, const Result<Answer>& result, double seconds);
    std::optional<std::chrono::milliseconds>
    pause_after(const Call& call, const Result<Answer>& result, std::uint32_t attempt) const;
    bool wait(std::chrono::milliseconds pause);

    const ClientSettings settings_;
    const Clock& clock_;
    Metrics* const metrics_;
    Metrics::Id seconds_ = 0;
    CircuitBreaker breaker_;
    ConnectionPool pool_;
    std::atomic<bool> stopping_{false};
    std::mutex stop_mutex_;
    std::condition_variable stopped_;
};

/// The table statybos.http_client/1.
const sty_api_http_client& http_client_api();

} // namespace statybos::kernel::client
