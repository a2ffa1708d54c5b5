#include "core/abi.hpp"

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <cstring>

#include <statybos/strings.hpp>

namespace statybos::kernel {
namespace {

std::atomic<std::int64_t> blocks{0};

void* allocate(std::uint64_t size) noexcept {
    void* block = std::malloc(size == 0 ? 1 : size);
    blocks.fetch_add(block == nullptr ? 0 : 1, std::memory_order_relaxed);
    return block;
}

void release(void* block) noexcept {
    blocks.fetch_sub(block == nullptr ? 0 : 1, std::memory_order_relaxed);
    std::free(block);
}

// The text of an error must not be lost to a second error while it is copied.
sty_buf try_make_buf(std::string_view text) noexcept {
    if (text.empty()) {
        return {};
    }
    auto* copy = static_cast<char*>(allocate(text.size()));
    if (copy == nullptr) {
        return {};
    }
    std::memcpy(copy, text.data(), text.size());
    return {copy, text.size()};
}

template <class Field>
void put(sty_error& error, Field sty_error::*field, std::size_t offset, Field value) noexcept {
    if (error.size >= offset + sizeof(Field)) {
        error.*field = value;
    } else if constexpr (std::is_same_v<Field, sty_buf>) {
        free_buf(value);
    }
}

} // namespace

const sty_api_mem& mem_api() {
    static const sty_api_mem table{
        .size = sizeof(sty_api_mem),
        .reserved = 0,
        .alloc = &allocate,
        .free = &release,
    };
    return table;
}

std::int64_t live_blocks() noexcept {
    return blocks.load(std::memory_order_relaxed);
}

sty_buf make_buf(std::string_view text) {
    const sty_buf buffer = try_make_buf(text);
    if (buffer.data == nullptr && !text.empty()) {
        throw std::bad_alloc();
    }
    return buffer;
}

void free_buf(sty_buf& buffer) noexcept {
    release(buffer.data);
    buffer = {};
}

sty_rc raise(sty_error* error, const Error& what) noexcept {
    const auto code = static_cast<sty_rc>(what.code());
    if (error == nullptr) {
        return code;
    }
    put(*error, &sty_error::code, offsetof(sty_error, code), code);
    put(*error, &sty_error::flags, offsetof(sty_error, flags), what.flags());
    put(*error, &sty_error::slug, offsetof(sty_error, slug), try_make_buf(what.slug()));
    put(*error, &sty_error::message, offsetof(sty_error, message), try_make_buf(what.message()));
    try {
        put(*error, &sty_error::details, offsetof(sty_error, details),
            try_make_buf(what.details()));
    } catch (const std::bad_alloc&) {
        put(*error, &sty_error::details, offsetof(sty_error, details), sty_buf{});
    }
    return code;
}

AbiError::~AbiError() {
    free_buf(raw_.slug);
    free_buf(raw_.message);
    free_buf(raw_.details);
}

Error AbiError::take(sty_rc rc) const {
    const sty_rc code = raw_.code != STY_OK ? raw_.code : rc;
    const bool known = code <= STY_E_INTERNAL && code >= STY_E_SERIALIZATION;
    Error error(known ? static_cast<Errc>(code) : Errc::internal,
                raw_.slug.data == nullptr ? "internal_error" : std::string(view(raw_.slug)),
                std::string(view(raw_.message)));
    error.set_details(std::string(view(raw_.details)));
    return std::move(error).flag(raw_.flags);
}

Error current_exception_as_error() {
    try {
        throw;
    } catch (const Failure& failure) {
        return failure.error();
    } catch (const std::bad_alloc&) {
        return {Errc::out_of_memory, "out_of_memory", "memory is short"};
    } catch (const std::exception& exception) {
        return Error(Errc::exception, "internal_error", exception.what())
            .flag(STY_ERROR_FROM_EXCEPTION | STY_ERROR_PRIVATE);
    } catch (...) {
        return Error(Errc::exception, "internal_error", "an exception of unknown type")
            .flag(STY_ERROR_FROM_EXCEPTION | STY_ERROR_PRIVATE);
    }
}

} // namespace statybos::kernel
