// Which rule decides a line's commission, and how much it is (docs/commission.md). Pure arithmetic.
#pragma once

#include <span>

#include "store/commission_rule_store.hpp"

namespace statybos::payments {

/// Whether the rule is for this vendor's line. One with amounts in another currency than the line's
/// is not; the default rule is for every line, and then without its amounts.
bool matches(const CommissionRuleRow& rule, VendorId vendor, const CommissionLine& line);

/// The first that matches; null for none, which the default rule rules out.
const CommissionRuleRow* deciding_rule(std::span<const CommissionRuleRow> rules, VendorId vendor,
                                       const CommissionLine& line);

/// rate of net, half up, and per_unit for each unit, half up; not below minimum, not above maximum,
/// never above net.
CommissionFee fee_by(const CommissionRuleRow& rule, Percent default_rate,
                     const CommissionLine& line);

} // namespace statybos::payments
