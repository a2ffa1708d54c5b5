// What is kept of a gateway's words, and what a payment has become by them.
#pragma once

#include <cstdint>
#include <string>

#include <statybos/payments/payments.hpp>
#include <statybos/record.hpp>

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
    std::string id{}; ///< NewEvent::gateway_event_id
};
STATYBOS_RECORD(EventFact, kind, amount, id)

struct Standing {
    PaymentStatus status = PaymentStatus::pending;
    std::int64_t authorized = 0;
    std::int64_t captured = 0;
    std::int64_t refunded = 0;

    friend bool operator==(const Standing&, const Standing&) = default;
};

} // namespace statybos::payments
