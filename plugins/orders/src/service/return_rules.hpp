// Which status of a return follows which, and what may be sent back. Pure.
#pragma once

#include <span>
#include <vector>

#include "service/refund_rules.hpp"
#include "store/return_store.hpp"

namespace statybos::orders {

/// What may follow; all of it is the vendor's to decide, or an operator's.
std::vector<ReturnStatus> next_of(ReturnStatus from);

/// Its goods are on their way back, or may come to be.
bool is_open(ReturnStatus status) noexcept;

/// @errors invalid validation_failed          a line that the order does not have, or one named
///                                            twice
/// @errors conflict return_exceeds_delivered  more than was delivered and has not come back; with
///                                            `lines: [{line_id, requested, available}]`
Result<void> check_return(const OrderRow& order, std::span<const LineQuantity> wanted);

} // namespace statybos::orders
