// Parameters of a statement: what may stand for $1, $2, … in kernel code.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <statybos/abi/base.h>
#include <statybos/strings.hpp>

namespace statybos::kernel::database {

/// Bytes for a `bytea` column; borrowed for the call, as every text parameter is.
struct Bytes {
    std::string_view data;
};

using Values = std::span<const sty_value>;

inline sty_value make_value(std::uint32_t kind, std::string_view text) noexcept {
    sty_value value{};
    value.kind = kind;
    value.as.text = to_abi(text);
    return value;
}

inline sty_value to_value(std::nullptr_t) noexcept {
    return sty_value{};
}

inline sty_value to_value(std::string_view text) noexcept {
    return make_value(STY_TEXT, text);
}

inline sty_value to_value(const std::string& text) noexcept {
    return make_value(STY_TEXT, text);
}

inline sty_value to_value(const char* text) noexcept {
    return make_value(STY_TEXT, text);
}

inline sty_value to_value(Bytes bytes) noexcept {
    return make_value(STY_BYTES, bytes.data);
}

inline sty_value to_value(std::same_as<bool> auto truth) noexcept {
    sty_value value{};
    value.kind = STY_BOOL;
    value.as.integer = truth ? 1 : 0;
    return value;
}

template <std::integral T>
requires(!std::same_as<T, bool> && (sizeof(T) < 8 || std::signed_integral<T>)) sty_value
    to_value(T number)
noexcept {
    sty_value value{};
    value.kind = STY_INT64;
    value.as.integer = number;
    return value;
}

inline sty_value to_value(std::floating_point auto number) noexcept {
    sty_value value{};
    value.kind = STY_DOUBLE;
    value.as.number = number;
    return value;
}

template <class T>
sty_value to_value(const std::optional<T>& maybe) noexcept {
    return maybe ? to_value(*maybe) : to_value(nullptr);
}

} // namespace statybos::kernel::database
