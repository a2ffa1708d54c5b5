// One attempt at a call, over pooled libcurl handles that keep their connections.
#pragma once

#include <atomic>
#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <string>

#include "client/call.hpp"

namespace statybos::kernel::client {

struct AttemptLimits {
    std::chrono::milliseconds timeout{0};
    std::uint64_t max_answer = 0;
    bool allow_private = true;
    std::string ca_file; ///< PEM file of the certificates to trust; empty: the machine's
    const std::atomic<bool>* stopping = nullptr;
};

class Connection;

/// Idle connections by origin. Any thread.
class ConnectionPool {
public:
    explicit ConnectionPool(std::size_t max_idle);
    ~ConnectionPool();

    std::unique_ptr<Connection> take(const std::string& origin);
    void give_back(std::unique_ptr<Connection> connection);

private:
    const std::size_t max_idle_;
    std::mutex mutex_;
    std::deque<std::unique_ptr<Connection>> idle_; // the longest unused in front
};

/// A libcurl handle and the connection it keeps. One thread at a time.
class Connection {
public:
    explicit Connection(std::string origin);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    const std::string& origin() const { return origin_; }

    /// Sends `call` once.
    /// @errors timeout "http_timeout"; unavailable "http_unreachable", "http_unavailable",
    /// retryable;
    ///         unavailable "tls_failed"; too_large "answer_too_large";
    ///         forbidden "address_refused"  the name leads to an address that is not public
    Result<Answer> attempt(const Call& call, const AttemptLimits& limits);

private:
    struct Exchange;
    struct Free {
        void operator()(void* handle) const;
    };

    void prepare(const Call& call, const AttemptLimits& limits, Exchange& exchange);
    Error explain(int code, const Exchange& exchange) const;

    std::string origin_;
    std::unique_ptr<void, Free> handle_; // CURL*
};

} // namespace statybos::kernel::client
