#include "service/event_list.hpp"

namespace statybos::notifications {
namespace {

constexpr KnownEvent all_events[] = {
    {"verify_email", Audience::account},
    {"reset_password", Audience::account},

    {"payment_awaited", Audience::buyer},
    {"order_placed", Audience::buyer},
    {"order_shipped", Audience::buyer, true, true},
    {"order_ready_for_pickup", Audience::buyer, true, true},
    {"order_completed", Audience::buyer},
    {"order_cancelled", Audience::buyer},
    {"order_expired", Audience::buyer},
    {"return_accepted", Audience::buyer},
    {"return_rejected", Audience::buyer},
    {"return_received", Audience::buyer},
    {"return_refunded", Audience::buyer},
    {"refund_succeeded", Audience::buyer},

    {"order_received", Audience::vendor},
    {"sale_completed", Audience::vendor},
    {"sale_cancelled", Audience::vendor},
    {"sale_refunded", Audience::vendor},
    {"return_requested", Audience::vendor},
    {"payout_sent", Audience::vendor},
    {"payout_returned", Audience::vendor},
    {"vendor_verified", Audience::vendor},
    {"vendor_rejected", Audience::vendor},
    {"vendor_suspended", Audience::vendor},
    {"product_back_in_stock", Audience::vendor, false},

    {"vendor_applied", Audience::operators},
    {"refund_failed", Audience::operators},
    {"payout_came_back", Audience::operators},
    {"chargeback_received", Audience::operators},
    {"payment_mismatched", Audience::operators},
};

} // namespace

std::span<const KnownEvent> known_events() {
    return all_events;
}

const KnownEvent* find_event(std::string_view name) {
    for (const KnownEvent& event : all_events) {
        if (event.name == name) {
            return &event;
        }
    }
    return nullptr;
}

bool is_required(const KnownEvent& event, std::string_view channel) {
    return event.audience == Audience::account && channel == email_channel;
}

bool is_offered(const KnownEvent& event, std::string_view channel) {
    // A link that signs somebody in belongs to the owner of the mailbox alone.
    return event.audience != Audience::account || channel == email_channel;
}

bool by_default(const KnownEvent& event, std::string_view channel) {
    if (!is_offered(event, channel)) {
        return false;
    }
    return channel == email_channel ? event.email : channel == sms_channel ? event.sms : true;
}

} // namespace statybos::notifications
