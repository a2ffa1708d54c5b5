// Which plugin an address belongs to; for the crash handler, which may not take locks or allocate.
#pragma once

namespace statybos::kernel::plugins {

/// Remembers where `library`, a symbol of it, is mapped. `name` is copied, cut at 127 bytes.
/// Beyond 256 libraries nothing is remembered.
void remember_range(const void* symbol, const char* name) noexcept;

/// The name of the plugin whose code `address` is, or null. Async-signal-safe.
const char* owner_of(const void* address) noexcept;

} // namespace statybos::kernel::plugins
