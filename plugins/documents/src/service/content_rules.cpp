#include "service/content_rules.hpp"

#include <algorithm>

namespace statybos::documents {
namespace {

Party seller_of(const users::VendorSnapshot& vendor) {
    Party party;
    party.name = vendor.display_name;
    if (vendor.company) {
        party.name = vendor.company->name;
        party.code = vendor.company->code;
        party.vat_number = vendor.company->vat_code;
    }
    party.address = PartyAddress{std::nullopt, vendor.location.postal_code, vendor.location.city,
                                 vendor.location.country};
    return party;
}

Party buyer_of(const orders::OrderSnapshot& order) {
    Party party;
    party.name = order.buyer_name;
    if (order.buyer_company) {
        party.name = *order.buyer_company;
        party.contact = order.buyer_name;
        party.code = order.buyer_company_code;
        party.vat_number = order.buyer_vat_number;
    }
    if (order.buyer_address) {
        party.address = PartyAddress{order.buyer_address->street, order.buyer_address->postal_code,
                                     order.buyer_address->city, order.buyer_address->country};
    }
    return party;
}

std::vector<ContentLine> lines_of(const orders::OrderSnapshot& order) {
    std::vector<ContentLine> lines;
    for (const orders::OrderLineSnapshot& line : order.lines) {
        ContentLine made;
        made.line_id = line.id;
        made.title = line.title;
        made.quantity = line.quantity;
        made.unit = line.unit;
        made.unit_price = line.unit_price;
        made.discount = line.discount;
        made.vat_rate = line.vat_rate;
        made.net = line.total - line.vat;
        made.vat = line.vat;
        made.gross = line.total;
        lines.push_back(std::move(made));
    }
    if (!order.shipping.is_zero()) {
        ContentLine made;
        made.kind = ContentLineKind::delivery;
        made.title = order.shipping_method;
        made.unit_price = order.shipping;
        made.discount = Money{0, order.shipping.currency};
        made.vat_rate = order.shipping_vat_rate;
        made.net = order.shipping - order.shipping_vat;
        made.vat = order.shipping_vat;
        made.gross = order.shipping;
        lines.push_back(std::move(made));
    }
    return lines;
}

void sum_up(Content& content, Currency currency) {
    content.net = content.vat = content.total = Money{0, currency};
    for (const ContentLine& line : content.lines) {
        content.net += line.net;
        content.vat += line.vat;
        content.total += line.gross;
        auto rate =
            std::find_if(content.rates.begin(), content.rates.end(),
                         [&](const ContentRate& known) { return known.rate == line.vat_rate; });
        if (rate == content.rates.end()) {
            const Money zero{0, currency};
            rate = content.rates.insert(rate, {line.vat_rate, zero, zero, zero});
        }
        rate->net += line.net;
        rate->vat += line.vat;
        rate->gross += line.gross;
    }
    std::sort(content.rates.begin(), content.rates.end(),
              [](const ContentRate& a, const ContentRate& b) { return a.rate > b.rate; });
}

// A row of the sale, turned round for what goes back of it.
ContentLine back(ContentLine line, Quantity quantity, Money amount, Money vat) {
    line.quantity = quantity;
    line.discount = Money{0, amount.currency};
    line.gross = -amount;
    line.vat = -vat;
    line.net = line.gross - line.vat;
    return line;
}

std::string instruction(const payments::PaymentSnapshot& payment, std::string_view name) {
    for (const payments::PaymentInstruction& one : payment.instructions) {
        if (one.name == name) {
            return one.value;
        }
    }
    return {};
}

} // namespace

bool is_sold(const orders::OrderSnapshot& order) {
    return order.confirmed_at.has_value() && order.paid;
}

Content content_of_sale(const orders::OrderSnapshot& order, const users::VendorSnapshot& vendor,
                        std::string_view gateway, std::string_view marketplace) {
    Content content;
    content.kind =
        vendor.kind == users::VendorKind::private_ ? DocumentKind::receipt : DocumentKind::invoice;
    content.order_number = order.number;
    content.purchase_number = order.purchase_number;
    content.marketplace = marketplace;
    content.payment_method = gateway;
    content.seller = seller_of(vendor);
    content.buyer = buyer_of(order);
    content.vat_treatment = order.vat_treatment;
    // As the order was taxed: the vendor may have become a payer since.
    content.seller_pays_vat = order.vat_treatment != orders::VatTreatment::not_payer;
    content.lines = lines_of(order);
    sum_up(content, order.grand.currency);
    return content;
}

RefundFacts facts_of_everything(const Content& sale) {
    const Money zero{0, sale.total.currency};
    RefundFacts facts{sale.total, sale.vat, zero, zero, {}, {}};
    for (const ContentLine& line : sale.lines) {
        if (line.line_id) {
            facts.lines.push_back({*line.line_id, line.quantity, line.gross, line.vat});
        } else {
            facts.shipping = line.gross;
            facts.shipping_vat = line.vat;
        }
    }
    return facts;
}

Content content_of_refund(const Content& sale, const RefundFacts& refund) {
    Content content = sale;
    content.kind = sale.kind == DocumentKind::receipt ? DocumentKind::refund_receipt
                                                      : DocumentKind::credit_note;
    content.credited = Credited{sale.number, sale.issued_on, refund.reason};
    content.lines.clear();
    content.rates.clear();
    for (const ContentLine& line : sale.lines) {
        if (line.kind == ContentLineKind::delivery && !refund.shipping.is_zero()) {
            content.lines.push_back(back(line, {}, refund.shipping, refund.shipping_vat));
        }
        for (const RefundFactsLine& part : refund.lines) {
            if (line.line_id == part.line_id) {
                content.lines.push_back(back(line, part.quantity, part.amount, part.vat));
            }
        }
    }
    sum_up(content, refund.amount.currency);
    return content;
}

std::optional<Content> content_of_request(const std::vector<orders::OrderSnapshot>& orders,
                                          const payments::PaymentSnapshot& payment,
                                          std::string_view marketplace) {
    PayTo to;
    to.iban = instruction(payment, "iban");
    to.reference = instruction(payment, "reference");
    if (orders.empty() || to.iban.empty() || to.reference.empty()) {
        return std::nullopt;
    }
    const std::string payee = instruction(payment, "name");
    to.name = payee.empty() ? std::string(marketplace) : payee;
    if (const std::string bic = instruction(payment, "bic"); !bic.empty()) {
        to.bic = bic;
    }
    Content content;
    content.kind = DocumentKind::payment_request;
    content.number = content.purchase_number = orders.front().purchase_number;
    content.order_number = orders.front().number;
    content.marketplace = marketplace;
    content.payment_method = payment.gateway;
    content.seller.name = to.name;
    content.buyer = buyer_of(orders.front());
    for (const orders::OrderSnapshot& order : orders) {
        for (ContentLine& line : lines_of(order)) {
            line.order_number = order.number + " · " + order.vendor_name;
            content.lines.push_back(std::move(line));
        }
    }
    sum_up(content, payment.amount.currency);
    content.pay_to = std::move(to);
    return content;
}

} // namespace statybos::documents
