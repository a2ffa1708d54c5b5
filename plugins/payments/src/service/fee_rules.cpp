#include "service/fee_rules.hpp"

#include <algorithm>

namespace statybos::payments {

namespace {

bool speaks_of(const CommissionRuleRow& rule, Currency currency) {
    return !rule.currency || *rule.currency == currency.code();
}

} // namespace

bool matches(const CommissionRuleRow& rule, VendorId vendor, const CommissionLine& line) {
    const auto& categories = line.categories;
    const bool in_category =
        !rule.category || line.category == *rule.category ||
        std::find(categories.begin(), categories.end(), *rule.category) != categories.end();
    return in_category && (!rule.vendor_id || rule.vendor_id == vendor) &&
           (!rule.position || speaks_of(rule, line.net.currency));
}

const CommissionRuleRow* deciding_rule(std::span<const CommissionRuleRow> rules, VendorId vendor,
                                       const CommissionLine& line) {
    for (const CommissionRuleRow& rule : rules) {
        if (matches(rule, vendor, line)) {
            return &rule;
        }
    }
    return nullptr;
}

CommissionFee fee_by(const CommissionRuleRow& rule, Percent default_rate,
                     const CommissionLine& line) {
    CommissionFee fee{line.line_id, rule.id, rule.rate.value_or(default_rate), {}};
    fee.fee = percent_of(line.net, fee.rate);
    std::int64_t& minor = fee.fee.minor;
    if (speaks_of(rule, line.net.currency)) {
        minor += times({rule.per_unit.value_or(0), line.net.currency}, line.quantity).minor;
        minor = std::max(minor, rule.minimum.value_or(minor));
        minor = std::min(minor, rule.maximum.value_or(minor));
    }
    minor = std::min(minor, line.net.minor);
    return fee;
}

} // namespace statybos::payments
