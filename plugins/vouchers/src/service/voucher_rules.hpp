// What vouchers take off goods. Pure arithmetic.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "service/refusals.hpp"
#include "store/voucher_rows.hpp"

namespace statybos::vouchers {

/// Why the voucher does not hold now, whatever it is used for; its total limit is judged by `used`.
std::optional<Reason> why_closed(const VoucherRow& voucher, Instant now);

/// Whether the voucher is for this line: of its vendor, in its category or a descendant, and in the
/// currency of its amounts.
bool is_for(const VoucherRow& voucher, const orders::VoucherLine& line);

/// What all codes of the question take off together, and why the others do not.
///
/// Codes are judged in the order of the question. Of those that hold, the last one of the
/// marketplace's and the last one of each vendor's stand. A percentage is of the sum of the lines
/// that the voucher is for, half up; it is split over them as a fixed amount is. Vendor-funded
/// vouchers come first, and the marketplace's see what these leave; minimums are compared with
/// prices before any discount. What would take off nothing is refused.
///
/// @param known     the vouchers that have one of the codes
/// @param language  of the refusals' messages
orders::VoucherVerdict judge(const orders::VoucherQuestion& question,
                             std::span<const MetVoucher> known, Instant now,
                             std::string_view language);

} // namespace statybos::vouchers
