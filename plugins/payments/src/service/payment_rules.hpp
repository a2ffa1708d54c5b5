// What a payment has become, computed from all that its gateway said. Pure arithmetic.
#pragma once

#include <cstdint>
#include <span>

#include "store/payment_facts.hpp"

namespace statybos::payments {

/// The same for every order of `events`. Money that moved outweighs words: a capture makes the
/// payment paid whatever failed before. A capture may be told by the answer and by a webhook, so
/// the largest counts; refunds and chargebacks add up.
///
/// @param amount  of the payment; nothing counts beyond it
Standing standing_of(std::int64_t amount, std::span<const EventFact> events);

/// Whether an event's amount can be true of a payment.
bool amount_fits(EventKind kind, std::int64_t reported, std::int64_t amount);

} // namespace statybos::payments
