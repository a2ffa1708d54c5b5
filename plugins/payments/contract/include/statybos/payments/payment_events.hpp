// The way in for what a gateway learns otherwise than by a webhook.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <statybos/contract.hpp>
#include <statybos/payments/payment_gateway.hpp>
#include <statybos/record.hpp>
#include <statybos/transaction.hpp>

namespace statybos::payments {

enum class EventVerdict : std::uint8_t {
    recorded,
    repeated,        ///< known already; nothing has changed
    mismatched,      ///< does not fit the payment; kept, told to the operator, changes nothing
    unknown_payment, ///< this gateway has no such payment
};
STATYBOS_ENUM(EventVerdict, recorded, repeated, mismatched, unknown_payment)

struct RecordedEvent {
    std::string event_id;
    EventVerdict verdict = EventVerdict::recorded;
};
STATYBOS_RECORD(RecordedEvent, event_id, verdict)

/// What a bank's statement or an operator tells is judged as what a webhook tells: in any order,
/// once, and never beyond what the payment can be.
struct PaymentEvents {
    virtual ~PaymentEvents() = default;

    /// Records events in the caller's transaction, so that the gateway's own books and the payment
    /// move together; whoever follows the payment is told in it.
    ///
    /// @param gateway  the name under which the caller provides PaymentGateway
    /// @param events   at most 100
    /// @returns        a verdict on each, in the same order
    /// @errors unavailable refund_undecided  an event without `refund_key` may tell of one of
    /// several refunds that are under way; to be told again after their answers
    virtual Result<std::vector<RecordedEvent>> record(Transaction&, std::string_view gateway,
                                                      const std::vector<GatewayEvent>& events) = 0;
};
STATYBOS_INTERFACE(PaymentEvents, "statybos.payments.payment_events", 1, record)

} // namespace statybos::payments
