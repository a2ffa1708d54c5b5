// Owns the strings behind sty_str values, so that a copied ABI struct outlives its giver.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include <statybos/abi/base.h>

namespace statybos::kernel::plugins {

/// Every sty_str and sty_span given out stays valid, at the same address, as long as the arena.
class TextArena {
public:
    TextArena() = default;
    TextArena(const TextArena&) = delete;
    TextArena& operator=(const TextArena&) = delete;

    sty_str keep(sty_str text);
    /// A span of sty_str, its strings included.
    sty_span keep_strings(sty_span strings);

private:
    std::deque<std::string> texts_;
    std::deque<std::vector<sty_str>> lists_;
};

/// The elements of a span of sty_str as views into whoever owns it.
std::vector<std::string_view> views(sty_span strings);

} // namespace statybos::kernel::plugins
