#include "service/search_rules.hpp"

#include <statybos/slug.hpp>

namespace statybos::catalog {

std::optional<std::string> search_words(std::string_view text) {
    constexpr int most_words = 10;
    // A slug is the folded words with dashes between them.
    const std::string folded = slug_of(text, "");
    std::string words;
    int count = 0;
    for (std::string_view rest = folded; !rest.empty() && count < most_words; ++count) {
        const std::size_t end = std::min(rest.find('-'), rest.size());
        words += words.empty() ? "" : " & ";
        words += std::string(rest.substr(0, end)) + ":*";
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return words.empty() ? std::nullopt : std::optional<std::string>(words);
}

} // namespace statybos::catalog
