// When the process dies: who did it, and a mark for the next start.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include <statybos/error.hpp>

namespace statybos::kernel {

/// A file that exists while the kernel runs and says, after a crash, what happened.
class CrashSentinel {
public:
    /// What the last run left: empty when it ended cleanly. A run that was killed (SIGKILL, power)
    /// leaves the mark without a reason and is no crash either.
    static std::optional<std::string> last_crash(const std::filesystem::path& file);

    /// Writes the mark, and installs handlers for SIGSEGV, SIGBUS, SIGILL, SIGFPE and SIGABRT. They
    /// print the plugin whose code the program counter is in, else the plugin that the thread was
    /// sent into, append it to the mark, and let the signal kill the process. Async-signal-safe:
    /// no locks, no heap.
    /// @throws Failure(internal, "crash_sentinel")  the mark cannot be written
    explicit CrashSentinel(std::filesystem::path file);
    /// A clean end: removes the mark.
    ~CrashSentinel();
    CrashSentinel(const CrashSentinel&) = delete;
    CrashSentinel& operator=(const CrashSentinel&) = delete;

private:
    std::filesystem::path file_;
};

} // namespace statybos::kernel
