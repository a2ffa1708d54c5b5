// VAT as the European Union has it, for shops that decide nothing else.
#pragma once

#include <string_view>

#include <statybos/orders/tax_rules.hpp>

namespace statybos::orders {

class PlainTaxRules final : public TaxRules {
public:
    /// @param delivery_rate  of the delivery of vendors who pay VAT
    explicit PlainTaxRules(Percent delivery_rate) : delivery_rate_(delivery_rate) {}

    Result<std::vector<TaxDecision>> decide(Session&,
                                            const std::vector<TaxQuestion>& questions) override;

private:
    Percent delivery_rate_;
};

/// Whether a valid VAT number would make an order of this vendor free of VAT: goods of one who pays
/// it go to another state of the Union.
/// @param vendor_country, ship_to  ISO 3166-1 alpha-2
bool crosses_the_union(bool vendor_pays_vat, std::string_view vendor_country,
                       std::string_view ship_to) noexcept;

/// A VAT number in capitals without spaces, dots and dashes; empty for what cannot be one.
std::string normal_vat_number(std::string_view typed);

} // namespace statybos::orders
