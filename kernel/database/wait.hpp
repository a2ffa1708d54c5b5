// Waiting for a socket, for a bounded time.
#pragma once

#include <chrono>

namespace statybos::kernel::database {

enum class Woken { by_input, by_other, by_time };

/// Waits until `socket` has input, `other` (a descriptor, or -1) has, or `deadline` has come.
Woken wait_for_input(int socket, std::chrono::steady_clock::time_point deadline, int other = -1);

} // namespace statybos::kernel::database
