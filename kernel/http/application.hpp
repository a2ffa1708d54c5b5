// What stands behind the HTTP room: the runtime implements this, and nothing here knows a plugin.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <statybos/error.hpp>

#include "core/identity.hpp"
#include "http/idempotency_store.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "http/route.hpp"
#include "http/route_table.hpp"

namespace statybos::kernel::http {

struct CallInfo {
    std::string request_id;
    std::string traceparent; // of the server's own span
    std::string language;    // one of Settings::languages
    std::chrono::steady_clock::time_point deadline;
};

/// One request: made on the worker that runs it, after routing; destroyed before it is answered.
/// No function throws.
class Call {
public:
    virtual ~Call() = default;

    /// Who is behind the request's credentials; an identity that is not signed in when there are
    /// none. The identity also becomes the one that the handler sees.
    ///
    /// @errors unauthenticated  credentials are there and not valid (code `invalid_token`)
    virtual Result<Identity> authenticate(const Request& request) = 0;

    /// Runs the route's handler. An error becomes a problem; `response` is then not looked at.
    virtual Result<void> invoke(const Route& route, const Request& request, Response& response) = 0;

    /// SQL round trips so far.
    virtual unsigned queries() const = 0;
    /// How often the database was waited for.
    virtual unsigned round_trips() const = 0;
};

class Application {
public:
    virtual ~Application() = default;

    /// [any] Of the current generation; never null. Asked for once a request, on an I/O thread.
    virtual std::shared_ptr<const RouteTable> routes() const = 0;

    /// [worker] Pins the generation that `routes` belongs to until the Call is gone.
    virtual std::unique_ptr<Call> begin(std::shared_ptr<const RouteTable> routes,
                                        const CallInfo& info) = 0;

    virtual IdempotencyStore& idempotency() = 0;
};

/// A GET that the kernel itself answers, before any route of a plugin: health, metrics.
struct BuiltIn {
    std::string path;
    std::function<void(const Request&, Response&)> answer;
    /// True: never blocks, and runs on the I/O thread. False: on a thread kept for built-ins, so
    /// that it is answered while all workers are busy.
    bool immediate = false;
};

} // namespace statybos::kernel::http
