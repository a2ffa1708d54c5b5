// What stands behind the HTTP room: the current generation of plugins.
#pragma once

#include <memory>

#include "core/host.hpp"
#include "http/application.hpp"
#include "plugins/generation.hpp"

namespace statybos::kernel {

/// Makes contexts that pin a generation. Any thread.
class Contexts {
public:
    Contexts(const plugins::Generations& generations, Engines& engines)
        : generations_(generations), engines_(engines) {}

    /// Pins the current generation; null while there is none.
    std::unique_ptr<Context>
    make(Context::Clock::time_point deadline = Context::Clock::time_point::max()) const;

    const plugins::Generations& generations() const { return generations_; }
    Engines& engines() const { return engines_; }

private:
    const plugins::Generations& generations_;
    Engines& engines_;
};

class Application final : public http::Application {
public:
    /// All outlive it. `authenticator` is the slot of statybos.kernel.authenticator.
    Application(const Contexts& contexts, http::IdempotencyStore& idempotency,
                std::uint32_t authenticator);

    std::shared_ptr<const http::RouteTable> routes() const override;
    std::unique_ptr<http::Call> begin(std::shared_ptr<const http::RouteTable> routes,
                                      const http::CallInfo& info) override;
    http::IdempotencyStore& idempotency() override { return idempotency_; }

private:
    const Contexts& contexts_;
    http::IdempotencyStore& idempotency_;
    const std::uint32_t authenticator_;
    const std::shared_ptr<const http::RouteTable> no_routes_;
};

} // namespace statybos::kernel
