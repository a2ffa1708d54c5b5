// Creditor references: "RF" with two check digits (ISO 11649). Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <statybos/ids.hpp>
#include <statybos/secrets.hpp>

namespace statybos::bank_transfer {

/// How many digits of ours follow the check digits.
constexpr std::size_t reference_digits = 15;

/// "RF18539007547034": the check digits make the whole 1 modulo 97, as in an IBAN.
/// @param own  1 to 21 digits or capitals
std::string with_check_digits(std::string_view own);
bool has_right_check_digits(std::string_view reference);

/// The reference of a payment: always the same, and not to be guessed from another one.
std::string reference_of(PaymentId payment);

/// The first reference of our form in a text that a person or a bank wrote, blanks and case
/// disregarded.
std::optional<std::string> reference_in(std::string_view text);

} // namespace statybos::bank_transfer
