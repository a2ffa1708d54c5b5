#include "client/circuit_breaker.hpp"

#include <utility>

namespace statybos::kernel::client {
namespace {

enum Outcome : int { abandoned, success, failure };

} // namespace

CircuitBreaker::Permit::Permit(Permit&& other) noexcept
    : breaker_(std::exchange(other.breaker_, nullptr)), peer_(std::move(other.peer_)) {}

CircuitBreaker::Permit::~Permit() {
    if (breaker_ != nullptr) {
        breaker_->settle(peer_, abandoned);
    }
}

void CircuitBreaker::Permit::succeeded() {
    std::exchange(breaker_, nullptr)->settle(peer_, success);
}

void CircuitBreaker::Permit::failed() {
    std::exchange(breaker_, nullptr)->settle(peer_, failure);
}

CircuitBreaker::Permit CircuitBreaker::ask(const std::string& peer) {
    const std::lock_guard lock(mutex_);
    const auto found = circuits_.find(peer);
    if (found == circuits_.end()) {
        return {*this, peer};
    }
    Circuit& circuit = found->second;
    if (circuit.failures >= settings_.failures) {
        if (circuit.probing || clock_.monotonic_ns() < circuit.open_until_ns) {
            return {};
        }
        circuit.probing = true;
    }
    return {*this, peer};
}

void CircuitBreaker::settle(const std::string& peer, int outcome) {
    const std::lock_guard lock(mutex_);
    if (outcome == success) {
        circuits_.erase(peer);
        return;
    }
    if (outcome == abandoned) {
        if (const auto found = circuits_.find(peer); found != circuits_.end()) {
            found->second.probing = false;
        }
        return;
    }
    if (circuits_.size() >= settings_.max_peers && !circuits_.contains(peer)) {
        forget_healthy();
    }
    Circuit& circuit = circuits_[peer];
    circuit.probing = false;
    if (++circuit.failures >= settings_.failures) {
        circuit.failures = settings_.failures;
        circuit.open_until_ns =
            clock_.monotonic_ns() +
            std::chrono::duration_cast<std::chrono::nanoseconds>(settings_.open).count();
    }
}

// Peers that are not open lose at most the memory of a failure or two; when all are open,
// everything is forgotten rather than growing without end.
void CircuitBreaker::forget_healthy() {
    std::erase_if(circuits_,
                  [&](const auto& entry) { return entry.second.failures < settings_.failures; });
    if (circuits_.size() >= settings_.max_peers) {
        circuits_.clear();
    }
}

} // namespace statybos::kernel::client
