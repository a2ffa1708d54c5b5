// The VAT in what a buyer pays: the contract by which a shop decides it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/contract.hpp>
#include <statybos/ids.hpp>
#include <statybos/money.hpp>
#include <statybos/percent.hpp>
#include <statybos/record.hpp>
#include <statybos/session.hpp>

namespace statybos::orders {

/// By which rule a vendor's order is taxed.
enum class VatTreatment : std::uint8_t {
    standard,       ///< the rates of the goods' VAT classes
    not_payer,      ///< the vendor pays no VAT: 0 on everything
    reverse_charge, ///< a business in another state of the EU accounts for it: net prices, 0
};
STATYBOS_ENUM(VatTreatment, standard, not_payer, reverse_charge)

struct TaxLine {
    ProductId product_id;
    std::string category;                ///< slug
    std::vector<std::string> categories; ///< slugs of its ancestors and its own
    Percent vat_rate;                    ///< that its price contains, as the catalog shows it
};
STATYBOS_RECORD(TaxLine, product_id, category, categories, vat_rate)

/// One vendor's part of a cart or purchase, and who buys it.
struct TaxQuestion {
    VendorId vendor_id;
    bool vendor_pays_vat = false;
    std::string vendor_country; ///< ISO 3166-1 alpha-2
    std::vector<TaxLine> lines;
    std::optional<std::string> ship_to; ///< the country goods go to; absent: collected, or unknown
    std::optional<std::string> vat_number; ///< the buyer's, found valid; in capitals, no spaces
};
STATYBOS_RECORD(TaxQuestion, vendor_id, vendor_pays_vat, vendor_country, lines, ship_to, vat_number)

struct TaxDecision {
    VatTreatment treatment = VatTreatment::standard;
    std::vector<Percent> rates; ///< that the lines' prices contain, one for each
    Percent shipping_rate;      ///< that the delivery's price contains
};
STATYBOS_RECORD(TaxDecision, treatment, rates, shipping_rate)

struct TaxRules {
    virtual ~TaxRules() = default;

    /// How each question's lines and delivery are taxed, in the same order.
    ///
    /// Prices are gross: a rate says how much of a price is VAT. Where the treatment is
    /// `reverse_charge` that much is taken out of the price, and the rate charged is 0.
    ///
    /// @returns  As many decisions as questions, as many rates as lines.
    /// @source   The catalog's rate of each line; delivery by `delivery_vat_rate`; nothing where
    ///           the vendor pays no VAT. Reverse charge where goods go from one state of the EU to
    ///           another and the buyer's VAT number is one of a state other than the vendor's.
    virtual Result<std::vector<TaxDecision>> decide(Session&,
                                                    const std::vector<TaxQuestion>& questions) = 0;
};
STATYBOS_INTERFACE(TaxRules, "statybos.orders.tax_rules", 1, decide)

} // namespace statybos::orders
