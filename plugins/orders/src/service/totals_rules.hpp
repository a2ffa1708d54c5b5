// What carts and orders add up to. Pure arithmetic, all of it gross.
#pragma once

#include <span>

#include <statybos/money.hpp>
#include <statybos/record.hpp>

namespace statybos::orders {

/// What one line comes to.
struct LineSum {
    Money gross; ///< unit price × quantity, half up
    Money discount;
    Money total; ///< gross − discount
    Money vat;   ///< contained in the total, half up
};

/// `items` before discount; `grand = items − discount + shipping`; `vat` is contained in `grand`.
struct Totals {
    Money items;
    Money discount;
    Money shipping;
    Money vat;
    Money grand;
};
STATYBOS_RECORD(Totals, items, discount, shipping, vat, grand)

/// @param discount  of the whole line, at most its gross
LineSum sum_of_line(Money unit_price, Quantity quantity, Money discount, Percent vat_rate);

/// The lines and a delivery, all of one currency; VAT is rounded on every line and on the delivery.
Totals sum_of_lines(std::span<const LineSum> lines, Money shipping, Percent shipping_vat_rate);

/// The rate on a vendor's delivery: who pays no VAT charges none.
Percent delivery_vat_rate(bool vendor_pays_vat, Percent rate);

/// The weight of a line in grams, rounded up.
/// @param unit_grams  of one unit, >= 0
std::int64_t weight_of(std::int64_t unit_grams, Quantity quantity);

} // namespace statybos::orders
