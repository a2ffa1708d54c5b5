// Amounts, quantities and dates as a reader of the language writes them. Pure.
#pragma once

#include <string>
#include <string_view>

#include <statybos/money.hpp>

namespace statybos::documents {

/// "1 234,50" in Lithuanian, "1,234.50" in English; the currency is said elsewhere.
std::string format_amount(const Money& money, std::string_view language);
/// "1 234,50 EUR".
std::string format_money(const Money& money, std::string_view language);
/// "14,5 m²"; a unit that is not known is written as it is.
std::string format_quantity(Quantity quantity, std::string_view unit, std::string_view language);
/// "21 %", "5,5 %".
std::string format_rate(Percent rate, std::string_view language);
/// "LT12 1000 0111 0100 1000".
std::string format_iban(std::string_view iban);
/// "LT-01103": with the country's prefix where Lithuanian custom wants it.
std::string format_postal_code(std::string_view code, std::string_view country);
/// The country's name, or its code where we know no name.
std::string format_country(std::string_view code, std::string_view language);

} // namespace statybos::documents
