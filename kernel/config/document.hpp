// A YAML or JSON file as a tree of our own, with every value's place in the file. A scalar stays
// text: what it means is the schema's business ("yes", "0123" and "1e3" are not guessed at).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "config/errors.hpp"

namespace statybos::kernel::config {

struct Node {
    enum class Kind { null, scalar, sequence, mapping };
    struct Member;

    Kind kind = Kind::null;
    Position at;
    std::string text;            ///< of a scalar
    bool from_outside = false;   ///< came from the environment: no message may repeat it
    bool unusable = false;       ///< an error about it is already told; the judge passes over it
    std::vector<Node> items;     ///< of a sequence
    std::vector<Member> members; ///< of a mapping, in the file's order; no key twice

    bool is_null() const { return kind == Kind::null; }
    bool is_scalar() const { return kind == Kind::scalar; }
    bool is_sequence() const { return kind == Kind::sequence; }
    bool is_mapping() const { return kind == Kind::mapping; }

    /// The value of `key`, or null when this is no mapping or has no such key.
    const Node* find(std::string_view key) const;
};

struct Node::Member {
    std::string key;
    Position at; ///< of the key
    Node value;
};

/// What a file may hold at most; more is refused, not truncated.
struct DocumentLimits {
    std::size_t bytes = 1024 * 1024;
    std::size_t depth = 32;
    std::size_t nodes = 50'000; ///< aliases counted as what they stand for
    std::size_t aliases = 200;
};

/// Reads YAML text. Refused with their place: text that is not UTF-8, duplicate or non-scalar
/// keys, `<<`, tags, a second document, whatever exceeds `limits`.
///
/// @param name  what messages call the file
/// @returns     the root; a null node when the text is empty
/// @errors invalid_configuration  the first mistake: after it the rest cannot be read
Result<Node> parse_yaml(std::string_view text, const std::string& name,
                        const DocumentLimits& limits = {});

/// The same tree from JSON; numbers and literals become unquoted text. Places are unknown, so
/// messages name the file and the path only.
///
/// @errors invalid_configuration  not JSON, a duplicate key, or beyond `limits`
Result<Node> parse_json(std::string_view text, const std::string& name,
                        const DocumentLimits& limits = {});

/// parse_yaml() of a file. `shown` is what messages call it; empty: the path as given.
///
/// @errors invalid_configuration  also when the file is missing, unreadable or not a regular file
Result<Node> read_yaml(const std::filesystem::path& file, std::string shown = {},
                       const DocumentLimits& limits = {});

} // namespace statybos::kernel::config
