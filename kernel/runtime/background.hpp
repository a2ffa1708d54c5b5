// What plugins do without a request: their listeners and jobs, as the engines call them.
#pragma once

#include <vector>

#include "events/job_set.hpp"
#include "plugins/generation.hpp"

namespace statybos::kernel {

/// The listeners and jobs of `instances`, in their start order, and the kernel's own jobs. Each
/// call into a plugin is guarded, and a transaction that one leaves open is an error. A listener is
/// called "plugin.id/name", one of a named instance "plugin.id@instance/name".
/// @errors as events::SubscriptionSet::create and jobs::JobSet::create
Result<plugins::Background>
compose_background(const std::vector<const plugins::Instance*>& instances,
                   std::vector<jobs::Job> kernel_jobs);

} // namespace statybos::kernel
