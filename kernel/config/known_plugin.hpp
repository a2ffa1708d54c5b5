// What the configuration must know of an installed plugin; its manifest says it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "config/schema.hpp"

namespace statybos::kernel::config {

/// A contract under a name, as it stands in a manifest: the name may hold "{instance}".
struct KnownService {
    std::string contract;
    std::string name;
};

struct KnownPlugin {
    std::string id;
    std::string file; ///< where it was found; messages name it
    bool many_instances = false;
    bool only_in_process = false;
    bool only_isolated = false;
    std::shared_ptr<const Schema> settings;
    std::vector<std::string> replaces;
    std::vector<KnownService> provides;
    std::vector<KnownService> decorates;
};

} // namespace statybos::kernel::config
