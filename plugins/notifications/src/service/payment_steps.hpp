// How a buyer is told to pay: a gateway's instructions in the buyer's words.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include <statybos/orders/events.hpp>

namespace statybos::notifications {

/// A line for each, in the gateway's order: "  Sąskaita (IBAN): LT12…". What there is no word for
/// keeps the gateway's name.
/// @param language  another than "en" is Lithuanian
std::string payment_steps(std::span<const orders::PaymentInstruction> instructions,
                          std::string_view language);

} // namespace statybos::notifications
