// What a payment has become, computed from all that its gateway said. Pure arithmetic.
#pragma once

#include <cstdint>
#include <span>

#include "store/payment_facts.hpp"

namespace statybos::payments {

/// The same for every order of `events`. Money that moved outweighs words: a capture makes the
/// payment paid whatever failed before. A capture may be told by the answer and by a webhook, so
/// the largest counts; refunds and chargebacks add up. A payment of 0.00 is paid when a capture was
/// told.
///
/// @param amount  of the payment; nothing counts beyond it
Standing standing_of(std::int64_t amount, std::span<const EventFact> events);

/// Whether the amount that a gateway tells by itself can be true of a payment: all of it, what was
/// captured of it on our word, or for money that goes back any part.
bool amount_fits(const EventFact& told, std::int64_t amount, std::int64_t captured);

} // namespace statybos::payments
