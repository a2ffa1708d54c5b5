#include "plugins/text_arena.hpp"

#include <statybos/strings.hpp>

namespace statybos::kernel::plugins {

sty_str TextArena::keep(sty_str text) {
    texts_.emplace_back(view(text));
    return to_abi(texts_.back());
}

sty_span TextArena::keep_strings(sty_span strings) {
    std::vector<sty_str> kept;
    for (std::string_view text : views(strings)) {
        kept.push_back(keep(to_abi(text)));
    }
    lists_.push_back(std::move(kept));
    return {lists_.back().data(), lists_.back().size()};
}

std::vector<std::string_view> views(sty_span strings) {
    std::vector<std::string_view> result;
    const auto* first = static_cast<const sty_str*>(strings.data);
    for (std::uint64_t i = 0; first != nullptr && i < strings.size; ++i) {
        result.push_back(view(first[i]));
    }
    return result;
}

} // namespace statybos::kernel::plugins
