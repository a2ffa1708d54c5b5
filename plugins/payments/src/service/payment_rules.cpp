#include "service/payment_rules.hpp"

#include <algorithm>

namespace statybos::payments {

Standing standing_of(std::int64_t amount, std::span<const EventFact> events) {
    Standing standing;
    bool told_captured = false;
    bool failed = false;
    bool voided = false;
    bool waits_for_buyer = false;
    std::int64_t given_back = 0;
    for (const EventFact& event : events) {
        switch (event.kind) {
        case EventKind::authorized:
            standing.authorized = std::max(standing.authorized, event.amount);
            break;
        case EventKind::captured:
            standing.captured = std::max(standing.captured, event.amount);
            told_captured = true;
            break;
        case EventKind::refunded:
        case EventKind::chargeback:
            given_back += event.amount;
            break;
        case EventKind::failed:
            failed = true;
            break;
        case EventKind::voided:
            voided = true;
            break;
        case EventKind::action_required:
            waits_for_buyer = true;
            break;
        case EventKind::mismatched:
            break;
        }
    }
    standing.authorized = std::min(standing.authorized, amount);
    standing.captured = std::min(standing.captured, amount);
    standing.refunded = std::min(given_back, standing.captured);
    if (standing.captured > 0 || (amount == 0 && told_captured)) {
        standing.status = standing.refunded == 0 ? PaymentStatus::paid
                          : standing.refunded == standing.captured
                              ? PaymentStatus::refunded
                              : PaymentStatus::partially_refunded;
    } else if (voided) {
        standing.status = PaymentStatus::voided;
    } else if (standing.authorized > 0) {
        standing.status = PaymentStatus::authorized;
    } else if (failed) {
        standing.status = PaymentStatus::failed;
    } else if (waits_for_buyer) {
        standing.status = PaymentStatus::action_required;
    }
    return standing;
}

bool amount_fits(const EventFact& told, std::int64_t amount, std::int64_t captured) {
    switch (told.kind) {
    case EventKind::authorized:
        return told.amount == amount;
    case EventKind::captured:
        return told.amount == amount || (told.amount > 0 && told.amount == captured);
    case EventKind::refunded:
    case EventKind::chargeback:
        return told.amount > 0 && told.amount <= amount;
    default:
        return true;
    }
}

} // namespace statybos::payments
