// ${NAME} in a configuration file, and secrets that stand in files of their own.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "config/document.hpp"

namespace statybos::kernel::config {

/// Looks an environment variable up; nothing when it is not set.
using Environment = std::function<std::optional<std::string>(std::string_view name)>;

/// The process's own variables.
Environment process_environment();

/// Replaces `${NAME}` and `${NAME:-default}` in every scalar below `root`; the default stands for
/// an unset and for an empty variable. `$${` is a literal `${`. What is put in is text and is not
/// read as YAML, nor interpolated again. Touched scalars are marked `from_outside`.
///
/// Each unset variable without default, and each `${` that is not well formed, becomes an error.
/// `path` precedes the keys in their messages.
void interpolate(Node& root, const Environment& environment, ConfigErrors& errors,
                 const std::string& path = {});

} // namespace statybos::kernel::config
