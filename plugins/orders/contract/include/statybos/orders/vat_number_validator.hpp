// Whether a VAT number exists: the contract of those who can tell.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <statybos/contract.hpp>
#include <statybos/record.hpp>

namespace statybos::orders {

struct VatNumberAnswer {
    bool valid = false;
    std::optional<std::string> name; ///< of the company, where the state tells it
    /// What proves to a tax office that it was asked, e.g. VIES's consultation number.
    std::optional<std::string> reference;
};
STATYBOS_RECORD(VatNumberAnswer, valid, name, reference)

/// Optional: where nobody provides it, no VAT number counts as valid and normal VAT is charged.
struct VatNumberValidator {
    virtual ~VatNumberValidator() = default;

    /// Asks whoever keeps the register; outside any transaction, and answers in seconds.
    ///
    /// @param vat_number  capitals and digits, beginning with the state's two letters ("LT…")
    /// @errors unavailable, timeout  nobody knows now: the caller goes on with normal VAT
    virtual Result<VatNumberAnswer> check(Ctx&, std::string_view vat_number) = 0;
};
STATYBOS_INTERFACE(VatNumberValidator, "statybos.orders.vat_number_validator", 1, check)

} // namespace statybos::orders
