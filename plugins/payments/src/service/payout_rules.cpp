#include "service/payout_rules.hpp"

#include <algorithm>

#include "service/share_rules.hpp"

namespace statybos::payments {

std::int64_t earned(const EarningRow& earning) {
    return position_of(earning).vendor() - earning.charged_back;
}

std::int64_t left_of(const PayableRow& payable) {
    return earned(payable.earning) - payable.carried;
}

PayoutPlan plan_payout(std::span<const PayableRow> payable, std::optional<std::int64_t> wanted) {
    PayoutPlan plan;
    std::int64_t owed = 0;
    for (const PayableRow& row : payable) {
        plan.available += left_of(row);
        owed += std::min<std::int64_t>(left_of(row), 0);
    }
    plan.amount = wanted.value_or(plan.available);
    if (plan.amount <= 0 || plan.amount > plan.available) {
        return plan;
    }
    std::int64_t room = plan.amount - owed;
    for (const PayableRow& row : payable) {
        const std::int64_t taken = std::min(left_of(row), room);
        if (taken != 0) {
            plan.entries.push_back({row.earning.order_id, row.earning.order_number, taken});
            room -= std::max<std::int64_t>(taken, 0);
        }
    }
    return plan;
}

} // namespace statybos::payments
