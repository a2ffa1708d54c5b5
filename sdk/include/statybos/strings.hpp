// Between sty_str and std::string_view.
#pragma once

#include <string>
#include <string_view>

#include <statybos/abi/base.h>

namespace statybos {

inline sty_str to_abi(std::string_view text) noexcept {
    return {text.data(), text.size()};
}

inline std::string_view view(sty_str text) noexcept {
    return text.data == nullptr ? std::string_view()
                                : std::string_view(text.data, static_cast<std::size_t>(text.size));
}

inline std::string_view view(const sty_buf& buffer) noexcept {
    return buffer.data == nullptr
               ? std::string_view()
               : std::string_view(buffer.data, static_cast<std::size_t>(buffer.size));
}

} // namespace statybos
