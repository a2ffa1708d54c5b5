// The form of marketplace.yaml.
#pragma once

#include "config/schema.hpp"

namespace statybos::kernel::config {

const Schema& marketplace_schema();

} // namespace statybos::kernel::config
