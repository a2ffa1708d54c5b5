#include "config/nearest.hpp"

#include <algorithm>
#include <vector>

namespace statybos::kernel::config {
namespace {

constexpr std::size_t longest_word = 128;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same(char a, char b) {
    return lower(a) == lower(b);
}

std::size_t slips_allowed(std::string_view word) {
    return word.size() <= 4 ? 1 : 1 + (word.size() - 2) / 3;
}

} // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
    const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (difference > limit || std::max(a.size(), b.size()) > longest_word) {
        return limit + 1;
    }
    // Three rows of the optimal string alignment table: a swap looks two rows back.
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        last[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = last[j - 1] + (same(a[i - 1], b[j - 1]) ? 0 : 1);
            row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
            if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1])) {
                row[j] = std::min(row[j], before[j - 2] + 1);
            }
        }
        before.swap(last);
        last.swap(row);
    }
    return std::min(last[b.size()], limit + 1);
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> known) {
    std::string_view best;
    std::size_t allowed = slips_allowed(word) + 1;
    for (const std::string_view candidate : known) {
        const std::size_t distance = edit_distance(word, candidate, allowed - 1);
        // A word that shares no letter with the candidate was not meant by it.
        if (distance < allowed && distance < std::max(word.size(), candidate.size())) {
            best = candidate;
            allowed = distance;
        }
        if (allowed == 0) {
            break;
        }
    }
    return best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> known) {
    const std::string_view meant = nearest(word, known);
    return meant.empty() ? std::string() : ", did you mean \"" + std::string(meant) + "\"?";
}

} // namespace statybos::kernel::config
