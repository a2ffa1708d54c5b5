// An amount in words, as a document states it beside the digits. Pure.
#pragma once

#include <string>
#include <string_view>

#include <statybos/money.hpp>

namespace statybos::documents {

/// "Vienas šimtas dvidešimt vienas euras 5 ct"; empty for other currencies than the euro and for
/// a thousand million and more. A negative amount begins with "minus".
std::string amount_in_words(const Money& amount, std::string_view language);

} // namespace statybos::documents
