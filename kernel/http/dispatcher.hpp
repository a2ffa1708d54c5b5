// What happens to a request between the socket and the handler, and to the answer on its way back.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/error.hpp>

#include "http/answer_head.hpp"
#include "http/application.hpp"
#include "http/client_address.hpp"
#include "http/exchange.hpp"
#include "http/idempotency_gate.hpp"
#include "http/metrics.hpp"
#include "http/rate_limiter.hpp"
#include "http/response_cache.hpp"
#include "http/settings.hpp"
#include "http/worker_pool.hpp"

namespace statybos::kernel::http {

/// What the head of a request says about the body to come.
struct Announced {
    bool body = false;
    std::optional<std::uint64_t> length; // none: chunked
};

class Dispatcher {
public:
    /// `application` and `metrics` outlive the dispatcher.
    ///
    /// @param built_in  Answered before any route, whatever a plugin declares. /api/openapi.json is
    ///                  added to them.
    /// @errors invalid_setting  a setting cannot stand
    static Result<std::unique_ptr<Dispatcher>> create(Settings settings, Application& application,
                                                      HttpMetrics& metrics,
                                                      std::vector<BuiltIn> built_in);
    ~Dispatcher();

    const Settings& settings() const noexcept { return settings_; }
    HttpMetrics& metrics() noexcept { return metrics_; }
    /// For the runtime: what a commit changed, what a new generation makes void.
    ResponseCache& cache() noexcept { return cache_; }
    std::size_t queued() const { return workers_->waiting(); }
    unsigned busy_workers() const { return workers_->running(); }

    // What a connection asks for, in this order, on its I/O thread.

    /// The head is there: names the request and finds its route. Answers at once
    /// (`exchange.answered`) what needs no body: not found, too often, too large, wrong type.
    void admit(Exchange& exchange, const Announced& announced);
    /// The body is there: answers what needs no worker. False: submit() it.
    bool answer_now(Exchange& exchange);
    /// `exchange->resume` is called exactly once, here or on a worker, unless somebody else has
    /// claimed the exchange in the meantime.
    void submit(const std::shared_ptr<Exchange>& exchange);
    /// Makes a problem of it; also for a head that could not be read.
    void refuse(Exchange& exchange, unsigned status, const Error& error);
    /// The header block of the final answer, and the body it returns.
    std::string_view write(Exchange& exchange, bool keep_alive, std::string& head) const {
        return answer_head_.write(exchange, keep_alive, head);
    }
    /// The answer was sent, or could not be.
    void finish(Exchange& exchange);

    /// Runs what waits, then joins the workers. The server stops first.
    void stop();

private:
    friend class Handling;

    Dispatcher(Settings settings, TrustedProxies proxies, Application& application,
               HttpMetrics& metrics, std::vector<BuiltIn> built_in);

    void identify(Exchange& exchange);
    bool locate(Exchange& exchange);
    bool take_token(Exchange& exchange, const RateClass& rate, std::string_view who);
    bool accepts_body(Exchange& exchange, const Announced& announced);
    void answer_options(Exchange& exchange, const std::string& allowed);
    bool answer_cached(Exchange& exchange);
    bool has_credentials(const Request& request) const;
    /// Hands `job` to a worker of `owner`; false, with the refusal counted, when there is no room.
    bool give_to_worker(std::string_view owner, WorkerPool::Job job);
    void deliver(Exchange& exchange);
    void answer_built_in(Exchange& exchange) noexcept;
    void answer_openapi(Response& response);

    const Settings settings_;
    const TrustedProxies proxies_;
    Application& application_;
    HttpMetrics& metrics_;
    std::vector<BuiltIn> built_in_;
    AnswerHead answer_head_;
    RateLimiter rate_limiter_;
    ResponseCache cache_;
    IdempotencyGate idempotency_gate_;
    std::mutex openapi_mutex_;
    std::uint64_t openapi_number_ = 0; // of the table that openapi_ describes
    std::string openapi_;
    std::unique_ptr<WorkerPool> workers_;
    std::unique_ptr<WorkerPool> built_in_worker_;
};

} // namespace statybos::kernel::http
