// Orders as other plugins hand them over, for tests of documents.
#pragma once

#include <statybos/orders/order_reader.hpp>
#include <statybos/payments/payments.hpp>
#include <statybos/users/vendor_reader.hpp>

namespace statybos::documents {

inline users::VendorSnapshot sample_vendor(bool is_private = false) {
    users::VendorSnapshot vendor;
    vendor.id = VendorId::make();
    vendor.display_name = is_private ? "Jonas Žukauskas" : "Ąžuolo sandėlis";
    vendor.kind = is_private ? users::VendorKind::private_ : users::VendorKind::business;
    vendor.vat_payer = !is_private;
    vendor.location.city = "Šiauliai";
    vendor.location.postal_code = "LT-76001";
    vendor.location.country = "LT";
    if (!is_private) {
        vendor.company = users::Company{"UAB Ąžuolo sandėlis", "304567891", "LT100012345611"};
    }
    return vendor;
}

inline orders::OrderLineSnapshot sample_line(const char* title, const char* quantity,
                                             const char* unit, std::int64_t unit_price,
                                             std::int32_t rate = 2'100, std::int64_t discount = 0) {
    orders::OrderLineSnapshot line;
    line.id = LineId::make();
    line.product_id = ProductId::make();
    line.title = title;
    line.quantity = Quantity::parse(quantity).value();
    line.unit = unit;
    line.unit_price = eur(unit_price);
    line.discount = eur(discount);
    line.vat_rate.basis_points = rate;
    line.total = times(line.unit_price, line.quantity) - line.discount;
    line.vat = vat_contained(line.total, rate);
    return line;
}

/// Paid and confirmed; delivery at `rate` where there is any.
inline orders::OrderSnapshot sample_order(VendorId vendor,
                                          std::vector<orders::OrderLineSnapshot> lines,
                                          std::int64_t shipping = 0, std::int32_t rate = 2'100) {
    orders::OrderSnapshot order;
    order.id = OrderId::make();
    order.number = "P-7K2M-9QXA-1";
    order.purchase_id = PurchaseId::make();
    order.purchase_number = "P-7K2M-9QXA";
    order.payment_id = PaymentId::make();
    order.user_id = UserId::make();
    order.buyer_name = "Živilė Šėškutė";
    order.language = "lt";
    order.vendor_id = vendor;
    order.vendor_name = "Ąžuolo sandėlis";
    order.status = orders::OrderStatus::confirmed;
    order.lines = std::move(lines);
    order.shipping = eur(shipping);
    order.shipping_method = "delivery";
    order.shipping_vat_rate.basis_points = rate;
    order.shipping_vat = vat_contained(order.shipping, rate);
    order.vat_treatment =
        rate == 0 ? orders::VatTreatment::not_payer : orders::VatTreatment::standard;
    order.items = order.discount = eur(0);
    order.vat = order.shipping_vat;
    order.grand = order.shipping;
    for (const orders::OrderLineSnapshot& line : order.lines) {
        order.items += line.total + line.discount;
        order.discount += line.discount;
        order.vat += line.vat;
        order.grand += line.total;
    }
    order.created_at = Instant::parse("2025-12-30T23:30:00Z").value();
    order.confirmed_at = order.created_at;
    order.paid = true;
    return order;
}

} // namespace statybos::documents
