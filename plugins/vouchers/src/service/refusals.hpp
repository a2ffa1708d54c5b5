// Why a voucher takes nothing off, in the buyer's language.
#pragma once

#include <string>
#include <string_view>

#include <statybos/money.hpp>
#include <statybos/orders/vouchers.hpp>

namespace statybos::vouchers {

/// The names are the codes of problems.
enum class Reason : std::uint8_t {
    voucher_unknown,
    voucher_not_started,
    voucher_expired,
    voucher_used_up,
    voucher_minimum_not_met,
    voucher_not_applicable,
    voucher_replaced
};
STATYBOS_ENUM(Reason, voucher_unknown, voucher_not_started, voucher_expired, voucher_used_up,
              voucher_minimum_not_met, voucher_not_applicable, voucher_replaced)

/// @param language  "lt", or English
/// @param minimum   named by voucher_minimum_not_met
std::string message_of(Reason reason, std::string_view language, Money minimum = {});

} // namespace statybos::vouchers
