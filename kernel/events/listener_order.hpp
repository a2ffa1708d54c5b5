// The order of the in-transaction listeners of one topic.
#pragma once

#include <vector>

#include "events/subscription_set.hpp"

namespace statybos::kernel::events {

/// Sorts so that every before and after holds; else the given order stands.
/// @errors as SubscriptionSet::create: unknown_listener, listener_circle
Result<std::vector<const Subscription*>> ordered(const std::vector<const Subscription*>& listeners);

} // namespace statybos::kernel::events
