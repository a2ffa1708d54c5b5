#include "service/issuing.hpp"

#include <algorithm>

#include <statybos/secrets.hpp>

#include "service/content_rules.hpp"

namespace statybos::documents {
namespace {

std::string language_of(const orders::OrderSnapshot& order) {
    return order.language == "en" ? "en" : "lt";
}

Error nothing_to_pay() {
    return Error(Errc::not_found, "not_issued",
                 "a payment request is there while a bank transfer is awaited");
}

} // namespace

std::string Issuing::number_text(std::string_view series, const Numbered& numbered) const {
    constexpr std::size_t digits = 6;
    const std::string sequence = std::to_string(numbered.sequence);
    return std::string(series) + '-' + std::to_string(numbered.year) + '-' +
           std::string(digits - std::min(digits, sequence.size()), '0') + sequence;
}

const std::string& Issuing::series_of(DocumentKind kind) const {
    switch (kind) {
    case DocumentKind::credit_note:
        return settings_.series.credit_note;
    case DocumentKind::receipt:
        return settings_.series.receipt;
    case DocumentKind::refund_receipt:
        return settings_.series.refund_receipt;
    case DocumentKind::invoice:
    case DocumentKind::payment_request:
        break;
    }
    return settings_.series.invoice;
}

Result<void> Issuing::hear(Transaction& tx, const payments::PaymentChanged& changed) {
    using payments::PaymentStatus;
    if (changed.status != PaymentStatus::paid &&
        changed.status != PaymentStatus::partially_refunded &&
        changed.status != PaymentStatus::refunded) {
        return {};
    }
    auto orders = readers_.orders(tx.ctx())->of_purchase(tx, changed.purchase_id);
    if (!orders) {
        return orders.error();
    }
    // The rows of vendors' series stay locked until the commit: everybody takes them in one order.
    std::sort(orders->begin(), orders->end(),
              [](const auto& a, const auto& b) { return a.vendor_id < b.vendor_id; });
    for (const orders::OrderSnapshot& order : *orders) {
        if (auto done = catch_up(tx, order); !done) {
            return done;
        }
    }
    return {};
}

Result<void> Issuing::hear(Transaction& tx, const payments::RefundSettled& settled) {
    if (settled.status != payments::RefundState::succeeded) {
        return {};
    }
    store_.settle_refund(tx, settled.refund_id.value, settled.order_id, settled.amount);
    return catch_up(tx, settled.order_id);
}

Result<void> Issuing::hear(Transaction& tx, const orders::OrderRefunded& refunded) {
    RefundFacts facts{refunded.amount,       refunded.vat, refunded.shipping,
                      refunded.shipping_vat, {},           refunded.reason};
    for (const orders::RefundedOrderLine& line : refunded.lines) {
        facts.lines.push_back({line.line_id, line.quantity, line.amount, line.vat});
    }
    store_.note_refund(tx, refunded.refund_id, refunded.order_id, facts);
    return catch_up(tx, refunded.order_id);
}

Result<void> Issuing::catch_up(Transaction& tx, OrderId id) {
    const auto order = readers_.orders(tx.ctx())->find(tx, id);
    return order ? catch_up(tx, *order) : Result<void>(order.error());
}

Result<void> Issuing::catch_up(Transaction& tx, const orders::OrderSnapshot& order) {
    if (!is_sold(order)) {
        return {};
    }
    if (auto issued = issue_sale(tx, order); !issued) {
        return issued;
    }
    for (const RefundRow& refund : store_.refunds_due(tx, order.id)) {
        if (auto issued = issue_refund(tx, order, refund); !issued) {
            return issued;
        }
    }
    return {};
}

Result<void> Issuing::issue_sale(Transaction& tx, const orders::OrderSnapshot& order) {
    if (store_.of_source(tx, order.id.value)) {
        return {};
    }
    const auto vendor = readers_.vendors(tx.ctx())->find(tx, order.vendor_id.to_string());
    if (!vendor) {
        return vendor.error();
    }
    const auto payment = payment_of(tx, order);
    if (!payment) {
        return payment.error();
    }
    issue(tx, order, order.id.value,
          content_of_sale(order, *vendor, payment->gateway, settings_.marketplace), std::nullopt);
    return {};
}

Result<void> Issuing::issue_refund(Transaction& tx, const orders::OrderSnapshot& order,
                                   const RefundRow& refund) {
    const auto sale = store_.of_source(tx, order.id.value).value();
    const Content sold = content_of(sale);
    const auto told = facts_of(refund);
    if (!told && refund.settled != sold.total.minor) {
        return {}; // orders will tell of which lines
    }
    const RefundFacts facts = told ? *told : facts_of_everything(sold);
    Content content = content_of_refund(sold, facts);
    if (content.total != -facts.amount || content.vat != -facts.vat) {
        return Error(Errc::internal, "refund_does_not_fit",
                     "documents: the lines of refund " + refund.id.to_string() +
                         " do not sum to its amount; nothing was issued for it");
    }
    issue(tx, order, refund.id, std::move(content), sale.id);
    return {};
}

void Issuing::issue(Transaction& tx, const orders::OrderSnapshot& order, Uuid source,
                    Content content, std::optional<DocumentId> credits) {
    const std::string& series = series_of(content.kind);
    const auto numbered = store_.take_number(tx, source, order.vendor_id, series,
                                             settings_.time_zone, host_.now(), order.created_at);
    if (!numbered) {
        return; // somebody else was faster; it is committed by now
    }
    content.number = number_text(series, *numbered);
    content.issued_on = numbered->issued_on;
    content.ordered_on = numbered->ordered_on;

    const auto id = new_id<DocumentId>(host_);
    store_.insert(tx, {id, source, series, numbered->year, numbered->sequence, order.id,
                       order.purchase_id, order.vendor_id, order.user_id, credits,
                       language_of(order), content});
    tx.publish(DocumentIssued{id, content.kind, content.number, order.id, order.vendor_id,
                              order.user_id, content.total});
}

Result<payments::PaymentSnapshot> Issuing::payment_of(Session& session,
                                                      const orders::OrderSnapshot& order) {
    auto found = readers_.payments(session.ctx())->find_many(session, {order.payment_id});
    if (!found) {
        return found.error();
    }
    if (found->empty()) {
        return Error(Errc::internal, "internal_error",
                     "documents: order " + order.number + " has a payment that nobody knows");
    }
    return std::move(found->front());
}

Result<DocumentRow> Issuing::payment_request(Transaction& tx, const orders::OrderSnapshot& order) {
    const auto payment = payment_of(tx, order);
    if (!payment) {
        return payment.error();
    }
    if (payment->status != payments::PaymentStatus::pending) {
        return nothing_to_pay();
    }
    if (auto made = store_.of_source(tx, order.purchase_id.value)) {
        return std::move(*made);
    }
    const auto orders = readers_.orders(tx.ctx())->of_purchase(tx, order.purchase_id);
    if (!orders) {
        return orders.error();
    }
    auto content = content_of_request(*orders, *payment, settings_.marketplace);
    if (!content) {
        return nothing_to_pay();
    }
    const auto claimed = store_.claim(tx, order.purchase_id.value, settings_.time_zone, host_.now(),
                                      order.created_at);
    if (claimed) {
        content->issued_on = claimed->issued_on;
        content->ordered_on = claimed->ordered_on;
        store_.insert(tx,
                      {new_id<DocumentId>(host_), order.purchase_id.value, std::nullopt,
                       std::nullopt, std::nullopt, orders->front().id, order.purchase_id,
                       std::nullopt, order.user_id, std::nullopt, language_of(order), *content});
    }
    return store_.of_source(tx, order.purchase_id.value).value();
}

} // namespace statybos::documents
