#include "service/totals_rules.hpp"

#include <limits>

namespace statybos::orders {

LineSum sum_of_line(Money unit_price, Quantity quantity, Money discount, Percent vat_rate) {
    LineSum sum;
    sum.gross = times(unit_price, quantity);
    sum.discount = discount;
    sum.total = sum.gross - discount;
    sum.vat = vat_contained(sum.total, vat_rate);
    return sum;
}

Totals sum_of_lines(std::span<const LineSum> lines, Money shipping, Percent shipping_vat_rate) {
    const Money nothing{0, shipping.currency};
    Totals totals{nothing, nothing, shipping, vat_contained(shipping, shipping_vat_rate), nothing};
    for (const LineSum& line : lines) {
        totals.items += line.gross;
        totals.discount += line.discount;
        totals.vat += line.vat;
    }
    totals.grand = totals.items - totals.discount + shipping;
    return totals;
}

Percent delivery_vat_rate(bool vendor_pays_vat, Percent rate) {
    return vendor_pays_vat ? rate : Percent{};
}

std::int64_t weight_of(std::int64_t unit_grams, Quantity quantity) {
    const std::int64_t most = std::numeric_limits<std::int64_t>::max() - 999;
    if (quantity.thousandths > 0 && unit_grams > most / quantity.thousandths) {
        return most / 1000;
    }
    return (unit_grams * quantity.thousandths + 999) / 1000;
}

} // namespace statybos::orders
