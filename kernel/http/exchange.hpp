// One request on its way through the server, with everything learnt about it.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "http/application.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "http/response_cache.hpp"
#include "http/route_table.hpp"

namespace statybos::kernel::http {

/// Owned by its connection and, while a worker is at it, by that worker too. One thread at a time:
/// the connection does not touch it between submit() and `resume`.
class Exchange {
public:
    using Clock = std::chrono::steady_clock;

    Request request;
    Response response;

    std::string request_id;
    std::string traceparent; // as received and valid, or empty
    std::string_view language;
    std::string_view origin; // an allowed Origin, or empty
    std::shared_ptr<const RouteTable> routes;
    RouteTable::Match match;
    const BuiltIn* built_in = nullptr;
    std::string_view operation = "malformed"; // label for metrics
    std::size_t body_limit = 0;
    Clock::time_point started;
    Clock::time_point deadline;
    bool credentials = false;
    int queries = -1; // shown in X-Debug-Queries unless negative, and with it the next
    int round_trips = 0;
    unsigned sent_status = 0;
    bool answered = false; // without its body: `response` or `cached` is final

    std::string cache_key; // empty: neither looked up nor kept
    ResponseCache::Ticket cache_ticket = 0;
    std::shared_ptr<const CachedAnswer> cached;

    /// Called once by the worker when `response` is final; set by the connection.
    std::function<void()> resume;

    const Route* route() const noexcept { return match.route; }
    bool is_head() const noexcept { return request.method == "HEAD"; }

    /// Whoever gets true answers; the other leaves everything alone.
    bool claim() noexcept { return !claimed_.exchange(true); }

    /// Ready for the next request of the connection, memory kept.
    void clear();

private:
    std::atomic<bool> claimed_{false};
};

} // namespace statybos::kernel::http
