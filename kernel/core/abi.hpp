// The kernel's side of the waist: its heap, and errors on their way across.
#pragma once

#include <cstdint>
#include <exception>
#include <new>
#include <string_view>
#include <utility>

#include <statybos/abi/mem.h>
#include <statybos/error.hpp>

namespace statybos::kernel {

/// The table statybos.mem/1 over malloc.
const sty_api_mem& mem_api();

/// Blocks of this heap, made on either side, that are not yet freed. A plugin that has been
/// destroyed must have brought the count back to where it was.
std::int64_t live_blocks() noexcept;

/// A copy of `text` on the kernel's heap; empty text gives an empty buffer. Throws std::bad_alloc.
sty_buf make_buf(std::string_view text);
void free_buf(sty_buf& buffer) noexcept;

/// Fills `error` (which may be null), never beyond its size, and returns what a table function
/// returns.
sty_rc raise(sty_error* error, const Error& what) noexcept;

/// A sty_error on this side's stack for a call into a plugin; frees what the callee left in it.
class AbiError {
public:
    AbiError() { raw_.size = sizeof(sty_error); }
    ~AbiError();
    AbiError(const AbiError&) = delete;
    AbiError& operator=(const AbiError&) = delete;

    sty_error* get() { return &raw_; }
    /// What the callee said; `rc` decides where it left no code.
    Error take(sty_rc rc) const;

private:
    sty_error raw_{};
};

/// The exception now being handled, as an Error; to be called in a catch clause.
Error current_exception_as_error();

/// Runs the body of a table function, which returns Result<void>: its error, or whatever it
/// throws, lands in `error`.
template <class Body>
sty_rc guarded(sty_error* error, Body&& body) noexcept {
    try {
        Result<void> result = std::forward<Body>(body)();
        return result ? STY_OK : raise(error, result.error());
    } catch (...) {
        return raise(error, current_exception_as_error());
    }
}

} // namespace statybos::kernel
