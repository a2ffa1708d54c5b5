// Stops calling a peer that has failed, and probes whether it is back.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "core/clock.hpp"

namespace statybos::kernel::client {

struct BreakerSettings {
    std::uint32_t failures = 5;             ///< in a row until the circuit opens; at least 1
    std::chrono::milliseconds open{30'000}; ///< until a single call probes
    std::size_t max_peers = 1000; ///< remembered; beyond, peers in good health are forgotten
};

/// One circuit per peer, a name such as "omega.pay https://pay.example:443". Any thread.
///
/// closed → open after `failures` failures in a row → half-open after `open`: one call goes
/// through; its success closes the circuit, its failure opens it again.
class CircuitBreaker {
public:
    /// Leave to call; what became of the call must be told, else it counts as neither.
    class Permit {
    public:
        Permit(Permit&& other) noexcept;
        Permit& operator=(Permit&&) = delete;
        Permit(const Permit&) = delete;
        Permit& operator=(const Permit&) = delete;
        ~Permit();

        /// False: the circuit is open, do not call.
        explicit operator bool() const { return breaker_ != nullptr; }
        void succeeded();
        void failed();

    private:
        friend class CircuitBreaker;
        Permit() = default;
        Permit(CircuitBreaker& breaker, std::string peer)
            : breaker_(&breaker), peer_(std::move(peer)) {}

        CircuitBreaker* breaker_ = nullptr;
        std::string peer_;
    };

    CircuitBreaker(BreakerSettings settings, const Clock& clock)
        : settings_(settings), clock_(clock) {}

    Permit ask(const std::string& peer);

private:
    struct Circuit {
        std::uint32_t failures = 0;
        std::int64_t open_until_ns = 0; // meaningful when failures reached the limit
        bool probing = false;
    };

    void forget_healthy();
    void settle(const std::string& peer, int outcome);

    const BreakerSettings settings_;
    const Clock& clock_;
    std::mutex mutex_;
    std::map<std::string, Circuit> circuits_;
};

} // namespace statybos::kernel::client
