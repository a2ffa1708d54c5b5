// The one way in which the kernel calls into a plugin.
#pragma once

#include <string_view>

#include <statybos/error.hpp>

#include "core/abi.hpp"
#include "core/host.hpp"

namespace statybos::kernel::plugins {

/// Names the plugin that this thread works for, until destroyed; the crash handler reads it.
class CallScope {
public:
    explicit CallScope(const HostSide& plugin) noexcept : previous_(innermost) {
        innermost = plugin.instance.c_str();
    }
    ~CallScope() { innermost = previous_; }
    CallScope(const CallScope&) = delete;
    CallScope& operator=(const CallScope&) = delete;

    /// The innermost plugin that this thread was sent into, or null. Async-signal-safe.
    static const char* current() noexcept { return innermost; }

private:
    static inline thread_local const char* innermost = nullptr;
    const char* previous_;
};

/// What a plugin said, made safe to show: a slug that is no snake_case name becomes
/// "internal_error", an over-long message is cut, details that are no JSON object are dropped.
Error tidy(const Error& said);

/// Runs `call(sty_error*) -> sty_rc` for `plugin`. Whatever it does comes back as a value: an
/// exception on its way across the border becomes an Error of code `exception`, a code that is not
/// in base.h one of code `internal`.
template <class Call>
Result<> call_plugin(const HostSide& plugin, Call&& call) {
    const CallScope scope(plugin);
    AbiError error;
    try {
        const sty_rc rc = call(error.get());
        if (rc == STY_OK) {
            return {};
        }
        return tidy(error.take(rc));
    } catch (...) {
        return current_exception_as_error();
    }
}

} // namespace statybos::kernel::plugins
