// Orders as the tests of pure rules need them.
#pragma once

#include <string_view>

#include "service/totals_rules.hpp"
#include "store/order_rows.hpp"

namespace statybos::orders {

inline Quantity quantity(std::string_view text) {
    return Quantity::parse(text).value();
}

inline LineRow line_of(std::int64_t unit_price, std::string_view text, Percent rate = {2100},
                       std::int64_t discount = 0) {
    const LineSum sum = sum_of_line(eur(unit_price), quantity(text), eur(discount), rate);
    LineRow line;
    line.id = LineId::make();
    line.product_id = ProductId::make();
    line.quantity = quantity(text);
    line.unit_price = unit_price;
    line.discount = discount;
    line.vat_rate = rate;
    line.vat = sum.vat.minor;
    line.total = sum.total.minor;
    return line;
}

inline OrderRow order_of(std::vector<LineRow> lines, std::int64_t shipping = 0) {
    OrderRow order;
    order.id = OrderId::make();
    order.status = OrderStatus::completed;
    order.payment_status = OrderPayment::paid;
    order.vat_rounding = "line";
    order.items = eur(0);
    order.shipping = shipping;
    order.shipping_vat_rate = Percent{2100};
    order.shipping_vat = vat_contained(eur(shipping), Percent{2100}).minor;
    order.vat = order.shipping_vat;
    for (const LineRow& line : lines) {
        order.items += eur(line.total + line.discount);
        order.discount += line.discount;
        order.vat += line.vat;
    }
    order.grand = order.items.minor - order.discount + shipping;
    order.lines = std::move(lines);
    return order;
}

} // namespace statybos::orders
