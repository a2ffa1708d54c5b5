// Whether the VAT number that a buyer gave is one.
#pragma once

#include <optional>
#include <string>

#include <statybos/host.hpp>
#include <statybos/orders/vat_number_validator.hpp>

namespace statybos::orders {

struct CheckedVatNumber {
    std::string number;
    std::optional<std::string> reference; ///< what proves that it was checked
};

class VatNumbers {
public:
    VatNumbers(Host host, Use<VatNumberValidator> validator) : host_(host), validator_(validator) {}

    /// Nothing where the number is none, or nobody can tell now: then normal VAT is charged and
    /// the order goes on. Asks outside, so never within a transaction.
    std::optional<CheckedVatNumber> check(Ctx ctx, std::string_view typed);

private:
    Host host_;
    Use<VatNumberValidator> validator_;
};

} // namespace statybos::orders
