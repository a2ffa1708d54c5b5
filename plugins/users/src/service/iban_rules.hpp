// The check digits of an IBAN (ISO 13616, ISO 7064 mod 97-10).
#pragma once

#include <string>
#include <string_view>

namespace statybos::users {

/// Without blanks, in capitals.
std::string normal_iban(std::string_view text);

/// Whether a normal IBAN has the form and the check digits of one.
bool is_iban(std::string_view iban);

} // namespace statybos::users
