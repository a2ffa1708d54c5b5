// The kernel's side of sty_ctx: what one request, event delivery or job carries.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <statybos/abi/context.h>

#include "core/identity.hpp"

namespace statybos::kernel {

struct Engines;

namespace database {
class Binding;
}
namespace events {
class SubscriptionSet;
}
namespace jobs {
class JobSet;
}

/// Lives on the stack of the thread that works for it; one thread at a time.
class Context {
public:
    using Clock = std::chrono::steady_clock;

    Context();
    ~Context();
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    static Context& of(sty_ctx* ctx) { return *static_cast<Context*>(ctx->kernel); }
    static const Context& of(const sty_ctx* ctx) {
        return *static_cast<const Context*>(ctx->kernel);
    }

    sty_ctx* abi() { return &abi_; }

    /// Who asks, also in the form that plugins read.
    void set_identity(Identity identity);
    const Identity& identity() const { return identity_; }
    const sty_principal& principal() const { return principal_; }

    /// The services that calls through this context reach; `owner` keeps them alive.
    void bind_services(const sty_service* services, std::uint32_t count, std::uint32_t generation,
                       std::shared_ptr<const void> owner);

    std::string language = "en";
    std::string request_id;
    std::string traceparent;
    Clock::time_point deadline = Clock::time_point::max();
    /// Who answers the tables that are asked with a context; set by the runtime.
    Engines* engines = nullptr;
    /// The connection, the open transaction and what waits for its end; made on first use.
    std::shared_ptr<database::Binding> database;
    /// The pinned generation.
    std::shared_ptr<const void> generation;
    /// Its listeners and jobs, set together with it; null: it has none.
    const events::SubscriptionSet* subscriptions = nullptr;
    const jobs::JobSet* jobs = nullptr;

private:
    sty_ctx abi_{};
    Identity identity_;
    std::vector<sty_str> roles_;
    sty_principal principal_{};
};

} // namespace statybos::kernel
