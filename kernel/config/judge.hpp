// Judges settings by their schema: types, bounds, defaults, all mistakes at once.
#pragma once

#include <filesystem>
#include <string>

#include "config/schema.hpp"

namespace statybos::kernel::config {

struct JudgeOptions {
    /// What relative values of type path, and `file:` secrets, start from. Empty: paths are left as
    /// they are written.
    std::filesystem::path root;
};

/// The settings in `node`, typed and with defaults, as `schema` describes them.
///
/// An absent setting without default is left out; an absent object whose members may all be absent
/// is made of their defaults. A secret written `file:/path` is read from that file (at most
/// 64 KiB, line ends after it dropped).
///
/// @param node    may be null (an empty file): the same as an empty mapping
/// @param path    what precedes the keys in messages, such as `plugins.omega-lt`
/// @param errors  gets every mistake; after one the result is only good for finding more
Value judge(const Schema& schema, const Node& node, const std::string& path,
            const JudgeOptions& options, ConfigErrors& errors);

} // namespace statybos::kernel::config
