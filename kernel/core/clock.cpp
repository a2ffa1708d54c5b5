#include "core/clock.hpp"

#include "core/host.hpp"

namespace statybos::kernel {
namespace {

class SystemClock final : public Clock {
public:
    std::int64_t now_us() const noexcept override {
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
    }
    std::int64_t monotonic_ns() const noexcept override {
        const auto now = std::chrono::steady_clock::now().time_since_epoch();
        return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
    }
};

const Clock& clock_of(const sty_host* host) noexcept {
    const Engines* engines = HostSide::of(host).engines;
    return engines != nullptr && engines->clock != nullptr ? *engines->clock : system_clock();
}

} // namespace

const Clock& system_clock() noexcept {
    static const SystemClock clock;
    return clock;
}

const sty_api_clock& clock_api() {
    static const sty_api_clock table{
        .size = sizeof(sty_api_clock),
        .reserved = 0,
        .now_us = [](const sty_host* host) { return clock_of(host).now_us(); },
        .monotonic_ns = [](const sty_host* host) { return clock_of(host).monotonic_ns(); },
    };
    return table;
}

} // namespace statybos::kernel
