// What the kernel itself answers: /health/live, /health/ready, /metrics.
#pragma once

#include <vector>

#include "core/metrics.hpp"
#include "http/application.hpp"

namespace statybos::kernel {

class Runtime;

/// Both outlive the dispatcher that gets them.
std::vector<http::BuiltIn> built_ins(Runtime& runtime, Metrics& metrics);

} // namespace statybos::kernel
