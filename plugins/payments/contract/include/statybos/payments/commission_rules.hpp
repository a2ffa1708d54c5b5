// The marketplace's share of a sale: the contract by which a shop decides it.
#pragma once

#include <vector>

#include <statybos/contract.hpp>
#include <statybos/ids.hpp>
#include <statybos/money.hpp>
#include <statybos/payments/payments.hpp>
#include <statybos/session.hpp>

namespace statybos::payments {

STATYBOS_ID(CommissionRuleId)

/// What is due on one line. Frozen with the order, whatever the rules become.
struct CommissionFee {
    LineId line_id;
    CommissionRuleId rule_id; ///< what decided it; nil when no rule of the operator did
    Percent rate;
    Money fee; ///< before VAT
};
STATYBOS_RECORD(CommissionFee, line_id, rule_id, rate, fee)

/// Asked once, when a purchase is written down.
struct CommissionRules {
    virtual ~CommissionRules() = default;

    /// The fee on each line of the shares, in their order; delivery carries none.
    ///
    /// @param shares  Of one purchase; each line's `net` is at least zero.
    /// @returns       As many fees as there are lines, in the line's currency, each in [0, net].
    /// @errors invalid currency_mismatch  a line is in another currency than its share
    /// @source        The operator's rules in their order, the first that matches
    /// (docs/commission.md).
    virtual Result<std::vector<CommissionFee>> fees(Session&,
                                                    const std::vector<PaymentShare>& shares) = 0;
};
STATYBOS_INTERFACE(CommissionRules, "statybos.payments.commission_rules", 1, fees)

} // namespace statybos::payments
