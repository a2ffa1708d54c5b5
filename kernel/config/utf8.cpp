#include "config/utf8.hpp"

#include <algorithm>

namespace statybos::kernel::config {
namespace {

// Bytes of the well-formed sequence at the start of `text`, or 0 (RFC 3629, table of section 4).
std::size_t sequence_length(std::string_view text) {
    const auto within = [&](std::size_t i, unsigned low, unsigned high) {
        const auto byte = i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
        return byte >= low && byte <= high;
    };
    if (within(0, 0x20, 0x7E) || within(0, '\t', '\n') || within(0, '\r', '\r')) {
        return 1;
    }
    if (within(0, 0xC2, 0xDF)) {
        return within(1, 0x80, 0xBF) ? 2 : 0;
    }
    if (within(0, 0xE0, 0xEF)) {
        const unsigned low = within(0, 0xE0, 0xE0) ? 0xA0 : 0x80;
        const unsigned high = within(0, 0xED, 0xED) ? 0x9F : 0xBF;
        return within(1, low, high) && within(2, 0x80, 0xBF) ? 3 : 0;
    }
    if (within(0, 0xF0, 0xF4)) {
        const unsigned low = within(0, 0xF0, 0xF0) ? 0x90 : 0x80;
        const unsigned high = within(0, 0xF4, 0xF4) ? 0x8F : 0xBF;
        return within(1, low, high) && within(2, 0x80, 0xBF) && within(3, 0x80, 0xBF) ? 4 : 0;
    }
    return 0;
}

} // namespace

std::optional<std::uint32_t> first_line_that_is_not_text(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = sequence_length(text.substr(i));
        if (length == 0) {
            return static_cast<std::uint32_t>(
                1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(i), '\n'));
        }
        i += length;
    }
    return std::nullopt;
}

std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

} // namespace statybos::kernel::config
