// The kernel's function tables as this binary holds them. Everything below the SDK's surface goes
// through here; nothing above it should.
#pragma once

#include <statybos/abi/clock.h>
#include <statybos/abi/config.h>
#include <statybos/abi/context.h>
#include <statybos/abi/db.h>
#include <statybos/abi/events.h>
#include <statybos/abi/http.h>
#include <statybos/abi/http_client.h>
#include <statybos/abi/jobs.h>
#include <statybos/abi/log.h>
#include <statybos/abi/mem.h>
#include <statybos/abi/metrics.h>
#include <statybos/abi/plugin.h>
#include <statybos/abi/secrets.h>
#include <statybos/abi/services.h>
#include <statybos/error.hpp>
#include <statybos/strings.hpp>

namespace statybos::detail {

struct Tables {
    const sty_api_mem* mem = nullptr;
    const sty_api_log* log = nullptr;
    const sty_api_config* config = nullptr;
    const sty_api_context* context = nullptr;
    const sty_api_services* services = nullptr;
    const sty_api_http* http = nullptr;
    const sty_api_db* db = nullptr;
    const sty_api_events* events = nullptr;
    const sty_api_jobs* jobs = nullptr;
    const sty_api_http_client* http_client = nullptr;
    const sty_api_clock* clock = nullptr;
    const sty_api_secrets* secrets = nullptr;
    const sty_api_metrics* metrics = nullptr;
};

/// One per binary; filled before any other code of the plugin runs.
extern Tables tables __attribute__((visibility("hidden")));

/// Fills `tables` from the host.
/// @returns the id of the first table that this kernel does not have, or null.
const char* bind_tables(const sty_host* host) noexcept;

/// A copy of `text` on the kernel's heap.
sty_buf make_buffer(std::string_view text);
/// Frees a buffer that came over the border.
class BufferGuard {
public:
    explicit BufferGuard(sty_buf& buffer) : buffer_(buffer) {}
    ~BufferGuard();
    BufferGuard(const BufferGuard&) = delete;
    BufferGuard& operator=(const BufferGuard&) = delete;

private:
    sty_buf& buffer_;
};

/// Writes `error` into the caller's struct, no further than its size; returns its code.
sty_rc fill_error(sty_error* target, const Error& error) noexcept;
/// Inside catch (...): the exception that is being handled, as an error.
sty_rc translate_exception(sty_error* target) noexcept;

/// A sty_error on this side's stack.
class ErrorSlot {
public:
    ErrorSlot() {
        raw_ = {};
        raw_.size = sizeof(sty_error);
    }
    /// Takes over what a call that failed left in `filled`.
    explicit ErrorSlot(const sty_error& filled) : raw_(filled) {}
    ~ErrorSlot() {
        if (raw_.slug.data != nullptr || raw_.message.data != nullptr ||
            raw_.details.data != nullptr) [[unlikely]] {
            release();
        }
    }
    ErrorSlot(const ErrorSlot&) = delete;
    ErrorSlot& operator=(const ErrorSlot&) = delete;

    sty_error* operator&() { return &raw_; } // NOLINT(google-runtime-operator)
    /// What a call that returned `rc` left here.
    Error take(sty_rc rc);
    /// Throws Failure unless `rc` is STY_OK.
    void check(sty_rc rc) {
        if (rc != STY_OK) [[unlikely]] {
            throw Failure(take(rc));
        }
    }

private:
    void release() noexcept;

    sty_error raw_;
};

} // namespace statybos::detail
