// What carts and orders add up to. Pure arithmetic.
#pragma once

#include <span>
#include <vector>

#include <statybos/money.hpp>
#include <statybos/orders/order_reader.hpp>
#include <statybos/record.hpp>

namespace statybos::orders {

/// What one line comes to.
struct LineSum {
    Money unit_price;
    Money gross; ///< unit price × quantity, half up
    Money discount;
    Money marketplace_discount; ///< the part of the discount that the marketplace bears
    Money total;                ///< gross − discount
    Percent vat_rate;
    Money vat; ///< contained in the total, half up
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

/// A part of a total and the VAT in it, rounded where it arose.
struct TaxedAmount {
    Percent rate;
    Money gross;
    Money vat;
};

/// What was paid at each rate, the highest first; parts of nothing leave no row.
std::vector<VatSum> vat_summary(std::span<const TaxedAmount> parts);

/// The price without the VAT that it contains at `rate`.
Money net_of(Money gross, Percent rate);

/// The weight of a line in grams, rounded up.
/// @param unit_grams  of one unit, >= 0
std::int64_t weight_of(std::int64_t unit_grams, Quantity quantity);

} // namespace statybos::orders
