// Accounts, and the entries that record a change of somebody's money. Pure arithmetic.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "service/share_rules.hpp"
#include "store/ledger_store.hpp"

namespace statybos::payments {

inline constexpr const char* commission_account = "commission";
inline constexpr const char* vat_account = "vat_payable";
inline constexpr const char* voucher_account = "vouchers";
inline constexpr const char* chargeback_account = "chargebacks";

std::string gateway_account(std::string_view gateway);
std::string pending_account(VendorId vendor);
std::string payable_account(VendorId vendor);
std::string payout_account(VendorId vendor);

/// Where the earning stands: pending until the order is complete and its hold has ended.
std::string account_of(const EarningRow& earning);

/// What a change of an order's position means for everybody but the gateway; with a debit of the
/// gateway by `change.paid` they sum to zero.
void add_entries(std::vector<NewLedgerEntry>& entries, const EarningRow& earning,
                 const Position& change);

} // namespace statybos::payments
