// The form of a manifest, in the same language as the schemas of settings.
#pragma once

#include "config/schema.hpp"

namespace statybos::kernel::plugins {

/// All of a manifest but `config_schema`.
const config::Schema& manifest_schema();

} // namespace statybos::kernel::plugins
