#include "service/money_news.hpp"

#include "service/order_values.hpp"

namespace statybos::notifications {

void MoneyNews::tell_operators(Transaction& tx, std::string_view event, std::string_view subject,
                               std::string_view path, const Values& values) {
    dispatching_.tell(tx, write_to_all(recipients_.operators(tx), event, subject,
                                       settings_.site_url + std::string(path), values));
}

Result<void> MoneyNews::refunded(Transaction& tx, const payments::RefundSettled& settled) {
    if (settled.status == payments::RefundState::pending) {
        return {};
    }
    const auto order = orders_(tx.ctx())->find(tx, settled.order_id);
    if (!order) {
        return order.error().code() == Errc::not_found ? Result<void>()
                                                       : Result<void>(order.error());
    }
    Values values = values_of(*order);
    values.emplace_back("amount", money_text(settled.amount));
    const std::string subject = settled.refund_id.to_string();
    if (settled.status == payments::RefundState::failed) {
        tell_operators(tx, "refund_failed", subject, "/admin/orders/" + order->id.to_string(),
                       values);
        return {};
    }
    std::vector<Notification> notifications{write_to(Recipients::buyer(*order), "refund_succeeded",
                                                     subject, buyer_link(settings_, *order),
                                                     values)};
    // Of an order that was never placed its vendor was not told.
    const auto vendor =
        order->confirmed_at ? recipients_.vendor(tx, order->vendor_id) : std::optional<Recipient>();
    if (vendor) {
        notifications.push_back(
            write_to(*vendor, "sale_refunded", subject, vendor_link(settings_, *order), values));
    }
    dispatching_.tell(tx, std::move(notifications));
    return {};
}

Result<void> MoneyNews::paid_out(Transaction& tx, const payments::PayoutChanged& changed) {
    const auto vendor = changed.status == payments::PayoutStatus::pending
                            ? std::optional<Recipient>()
                            : recipients_.vendor(tx, changed.vendor_id);
    if (!vendor) {
        return {};
    }
    const bool returned = changed.status == payments::PayoutStatus::returned;
    const std::string subject = changed.payout_id.to_string();
    const Values values{{"amount", money_text(changed.amount)}, {"vendor", vendor->name}};
    dispatching_.tell(tx, {write_to(*vendor, returned ? "payout_returned" : "payout_sent", subject,
                                    settings_.site_url + "/vendor/earnings", values)});
    if (returned) {
        tell_operators(tx, "payout_came_back", subject, "/admin/payouts", values);
    }
    return {};
}

Result<void> MoneyNews::charged_back(Transaction& tx, const payments::ChargebackReceived& received,
                                     const Occurrence& occurrence) {
    tell_operators(tx, "chargeback_received", occurrence.id.to_string(),
                   "/admin/payments/" + received.payment_id.to_string(),
                   {{"amount", money_text(received.amount)},
                    {"payment", received.payment_id.to_string()},
                    {"gateway", received.gateway},
                    {"reference", received.gateway_event_id}});
    return {};
}

Result<void> MoneyNews::mismatched(Transaction& tx, const payments::PaymentMismatched& mismatch,
                                   const Occurrence& occurrence) {
    tell_operators(tx, "payment_mismatched", occurrence.id.to_string(),
                   "/admin/payments/" + mismatch.payment_id.to_string(),
                   {{"amount", money_text(mismatch.reported)},
                    {"expected", money_text(mismatch.expected)},
                    {"payment", mismatch.payment_id.to_string()},
                    {"gateway", mismatch.gateway},
                    {"reference", mismatch.gateway_event_id}});
    return {};
}

} // namespace statybos::notifications
