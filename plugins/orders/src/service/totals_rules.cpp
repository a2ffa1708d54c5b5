#include "service/totals_rules.hpp"

#include <algorithm>
#include <limits>

namespace statybos::orders {

LineSum sum_of_line(Money unit_price, Quantity quantity, Money discount, Percent vat_rate) {
    LineSum sum;
    sum.unit_price = unit_price;
    sum.gross = times(unit_price, quantity);
    sum.discount = discount;
    sum.marketplace_discount = {0, unit_price.currency};
    sum.total = sum.gross - discount;
    sum.vat_rate = vat_rate;
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

std::vector<VatSum> vat_summary(std::span<const TaxedAmount> parts) {
    std::vector<VatSum> rows;
    for (const TaxedAmount& part : parts) {
        if (part.gross.is_zero()) {
            continue;
        }
        auto row = std::find_if(rows.begin(), rows.end(),
                                [&](const VatSum& known) { return known.rate == part.rate; });
        if (row == rows.end()) {
            const Money nothing{0, part.gross.currency};
            row = rows.insert(rows.end(), {part.rate, nothing, nothing, nothing});
        }
        row->net += part.gross - part.vat;
        row->vat += part.vat;
        row->gross += part.gross;
    }
    std::sort(rows.begin(), rows.end(),
              [](const VatSum& a, const VatSum& b) { return a.rate > b.rate; });
    return rows;
}

Money net_of(Money gross, Percent rate) {
    return gross - vat_contained(gross, rate);
}

std::int64_t weight_of(std::int64_t unit_grams, Quantity quantity) {
    const std::int64_t most = std::numeric_limits<std::int64_t>::max() - 999;
    if (quantity.thousandths > 0 && unit_grams > most / quantity.thousandths) {
        return most / 1000;
    }
    return (unit_grams * quantity.thousandths + 999) / 1000;
}

} // namespace statybos::orders
