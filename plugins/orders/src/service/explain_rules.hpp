// How each total of an order came about, reckoned anew from what is stored of it. Pure arithmetic.
#pragma once

#include <string>
#include <vector>

#include <statybos/money.hpp>
#include <statybos/record.hpp>

#include "store/order_rows.hpp"
#include "store/refund_store.hpp"

namespace statybos::orders {

struct ExplanationTerm {
    std::string name;
    std::string value;
};
STATYBOS_RECORD(ExplanationTerm, name, value)

struct ExplanationStep {
    std::string total; ///< what it explains: "lines/0/vat", "totals/grand", …
    std::string rule;  ///< how the terms make the amount
    std::vector<ExplanationTerm> terms;
    Money amount;
    bool agrees = false; ///< the order holds the same amount
};
STATYBOS_RECORD(ExplanationStep, total, rule, terms, amount, agrees)

struct Explanation {
    OrderId order_id;
    std::string number;
    std::string vat_rounding;
    VatTreatment vat_treatment = VatTreatment::standard;
    std::optional<std::string> vat_number;
    std::optional<std::string> vat_number_reference;
    bool agrees = true; ///< every step does
    std::vector<ExplanationStep> steps;
};
STATYBOS_RECORD(Explanation, order_id, number, vat_rounding, vat_treatment, vat_number,
                vat_number_reference, agrees, steps)

/// @param refunds  of the order, in the order of their making
Explanation explain(const OrderRow& order, const std::vector<RefundRow>& refunds);

} // namespace statybos::orders
