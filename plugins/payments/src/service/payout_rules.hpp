// Which earnings a payout takes, and how much of each. Pure arithmetic.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "store/payout_store.hpp"

namespace statybos::payments {

/// What of an earning belongs to the vendor, whether or not it was paid out.
std::int64_t earned(const EarningRow& earning);

/// What no payout has taken yet; negative when more was taken than is left.
std::int64_t left_of(const PayableRow& payable);

struct PayoutPlan {
    std::int64_t available = 0; ///< the sum of what is left; negative: the vendor owes
    std::int64_t amount = 0;
    std::vector<PayoutEntryRow> entries; ///< sum to `amount`
};

/// Takes back all that is negative first, then fills up with the oldest earnings.
/// @param wanted  nothing: all that there is. The plan has no entries when there is less.
PayoutPlan plan_payout(std::span<const PayableRow> payable, std::optional<std::int64_t> wanted);

} // namespace statybos::payments
