// What a payment has become, computed from all that its gateway said. Pure arithmetic.
#pragma once

#include <cstdint>
#include <span>

#include <statybos/payments/payments.hpp>

namespace statybos::payments {

enum class EventKind : std::uint8_t {
    action_required,
    authorized,
    captured,
    failed,
    voided,
    refunded,
    chargeback,
    mismatched,
};
STATYBOS_ENUM(EventKind, action_required, authorized, captured, failed, voided, refunded,
              chargeback, mismatched)

/// One thing that the gateway said; `amount` in minor units.
struct EventFact {
    EventKind kind = EventKind::failed;
    std::int64_t amount = 0;
};
STATYBOS_RECORD(EventFact, kind, amount)

struct Standing {
    PaymentStatus status = PaymentStatus::pending;
    std::int64_t authorized = 0;
    std::int64_t captured = 0;
    std::int64_t refunded = 0;

    friend bool operator==(const Standing&, const Standing&) = default;
};

/// The same for every order of `events`. Money that moved outweighs words: a capture makes the
/// payment paid whatever failed before. A capture may be told by the answer and by a webhook, so
/// the largest counts; refunds and chargebacks add up.
///
/// @param amount  of the payment; nothing counts beyond it
Standing standing_of(std::int64_t amount, std::span<const EventFact> events);

/// Whether an event's amount can be true of a payment.
bool amount_fits(EventKind kind, std::int64_t reported, std::int64_t amount);

} // namespace statybos::payments
