// `statybos plugins graph`: a composition in words.
#pragma once

#include <string>

#include "plugins/generation.hpp"

namespace statybos::kernel::plugins {

/// Start order, who provides what and wrapped by whom (innermost first), who needs what, and what
/// failed and why. Ends with a line end.
std::string graph_of(const Generation& generation);

} // namespace statybos::kernel::plugins
