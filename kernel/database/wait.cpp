#include "database/wait.hpp"

#include <poll.h>

#include <algorithm>
#include <cstdint>

namespace statybos::kernel::database {
namespace {

using Clock = std::chrono::steady_clock;

int milliseconds_until(Clock::time_point deadline) {
    if (deadline == Clock::time_point::max()) {
        return -1;
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, 3600 * 1000));
}

} // namespace

Woken wait_for_input(int socket, Clock::time_point deadline, int other) {
    if (socket < 0) {
        return Woken::by_input; // closed: reading finds out
    }
    pollfd ears[2] = {{socket, POLLIN, 0}, {other, POLLIN, 0}};
    for (;;) {
        const int heard = poll(ears, other < 0 ? 1 : 2, milliseconds_until(deadline));
        if (heard > 0) {
            return ears[0].revents != 0 ? Woken::by_input : Woken::by_other;
        }
        if (Clock::now() >= deadline) {
            return Woken::by_time;
        }
    }
}

} // namespace statybos::kernel::database
