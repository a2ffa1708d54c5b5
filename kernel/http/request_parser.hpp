// Bytes of a connection into a Request. Beast does the grammar; it is known to one .cpp only.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <statybos/error.hpp>

#include "http/request.hpp"

namespace statybos::kernel::http {

/// Bytes that bodies of all connections may hold together.
class MemoryBudget {
public:
    explicit MemoryBudget(std::size_t limit) : limit_(limit) {}
    bool take(std::size_t bytes) noexcept;
    void give(std::size_t bytes) noexcept { used_ -= bytes; }
    std::size_t used() const noexcept { return used_; }

private:
    const std::size_t limit_;
    std::atomic<std::size_t> used_{0};
};

class RequestParser {
public:
    struct Limits {
        std::size_t header_bytes = 16 * 1024;
        std::size_t header_fields = 100;
    };

    enum class State {
        head,     // more bytes of the head are needed
        body,     // the head is in the request; accept_body() and more bytes
        complete, // the whole request is there
        failed,   // status() and error() say why; the connection is of no more use
    };

    RequestParser(Limits limits, MemoryBudget& budget);
    ~RequestParser();

    /// Forgets everything; the next bytes begin a request, which goes into `request`.
    void begin(Request& request);

    /// Reads from `bytes` and returns how many it needs no more. It stops after the head, and after
    /// the request. Bytes it left are to be shown again, with more behind them.
    std::size_t put(std::string_view bytes);

    /// With state body: how many bytes the body may have.
    void accept_body(std::size_t limit);

    State state() const noexcept { return state_; }
    /// The client's Content-Length; none: chunked, or no body.
    std::optional<std::uint64_t> content_length() const;
    bool has_body() const;
    bool expects_continue() const noexcept { return expects_continue_; }
    bool keep_alive() const;

    unsigned status() const noexcept { return status_; }
    const Error& error() const noexcept { return error_; }

private:
    struct Grammar;

    void fail(unsigned status, const char* slug, std::string message);
    void fail_by(int beast_error, const std::string& message, std::string_view at);
    void check_head(std::string_view head);

    const Limits limits_;
    MemoryBudget& budget_;
    std::unique_ptr<Grammar> grammar_;
    Request* request_ = nullptr;
    State state_ = State::head;
    bool expects_continue_ = false;
    std::size_t taken_ = 0; // from the budget
    unsigned status_ = 0;
    Error error_;
};

} // namespace statybos::kernel::http
