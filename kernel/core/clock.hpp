// The only clock of the kernel and of plugins; tests move it.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

#include <statybos/abi/clock.h>

namespace statybos::kernel {

class Clock {
public:
    virtual ~Clock() = default;

    /// UTC, microseconds since 1970; may step when the machine's clock is corrected.
    virtual std::int64_t now_us() const noexcept = 0;
    /// Nanoseconds since some start; never goes back.
    virtual std::int64_t monotonic_ns() const noexcept = 0;
};

/// The machine's clock.
const Clock& system_clock() noexcept;

/// Stands still until moved; both of its times move together. Threads may share it.
class ManualClock final : public Clock {
public:
    /// Starts at 2026-01-01T00:00:00Z unless told otherwise.
    explicit ManualClock(std::int64_t now_us = 1'767'225'600'000'000) : start_us_(now_us) {}

    void advance(std::chrono::nanoseconds by) noexcept { elapsed_ns_ += by.count(); }

    std::int64_t now_us() const noexcept override { return start_us_ + elapsed_ns_.load() / 1000; }
    std::int64_t monotonic_ns() const noexcept override { return elapsed_ns_.load(); }

private:
    const std::int64_t start_us_;
    std::atomic<std::int64_t> elapsed_ns_{0};
};

/// The table statybos.clock/1: the host's clock, or the machine's where the host has none.
const sty_api_clock& clock_api();

} // namespace statybos::kernel
