// The text of a SEPA credit transfer's QR code, by EPC069-12 version 3.1 of the European Payments
// Council. Pure.
#pragma once

#include <optional>
#include <string>

#include <statybos/money.hpp>

#include "store/content.hpp"

namespace statybos::documents {

/// What a banking app reads, or nothing where the standard has no place for it: another currency
/// than the euro, no amount, an account or a name that it does not take.
std::optional<std::string> epc_payload(const PayTo& pay_to, const Money& amount);

} // namespace statybos::documents
