// Rows of payments.commission_rule.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/payments/commission_rules.hpp>
#include <statybos/transaction.hpp>

namespace statybos::payments {

struct CommissionRuleRow {
    CommissionRuleId id;
    std::optional<std::int32_t> position; ///< absent: the default rule
    std::optional<VendorId> vendor_id;
    std::optional<std::string> category; ///< slug; its descendants too
    std::optional<Percent> rate;         ///< absent: the default rule's, as configured
    std::optional<std::string> currency; ///< of the amounts
    std::optional<std::int64_t> minimum; ///< of the fee on a line
    std::optional<std::int64_t> maximum;
    std::optional<std::int64_t> per_unit; ///< added for each unit
};
STATYBOS_RECORD(CommissionRuleRow, id, position, vendor_id, category, rate, currency, minimum,
                maximum, per_unit)

class CommissionRuleStore {
public:
    /// In the order in which they are asked, the default rule last.
    std::vector<CommissionRuleRow> all(Session& session);
    std::optional<CommissionRuleRow> find(Session& session, CommissionRuleId id);

    /// Others who change the order wait until the commit.
    void lock_order(Transaction& tx);
    std::int32_t last_position(Transaction& tx);
    /// Pushes rules down, from `position` on to the first gap, unless only `except` is there.
    void make_room(Transaction& tx, std::int32_t position, CommissionRuleId except);
    void insert(Transaction& tx, const CommissionRuleRow& rule);
    void update(Transaction& tx, const CommissionRuleRow& rule);
    void remove(Transaction& tx, CommissionRuleId id);
};

} // namespace statybos::payments
