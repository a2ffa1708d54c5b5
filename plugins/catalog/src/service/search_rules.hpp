// From what a person types to what the index understands.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace statybos::catalog {

/// A tsquery that wants every word of `text`, each as the beginning of one in the product:
/// "Plytelės 60" → "plyteles:* & 60:*". Letters are folded as the index folds them; everything else
/// separates words. Nothing when there is no word; at most ten are looked at.
std::optional<std::string> search_words(std::string_view text);

} // namespace statybos::catalog
