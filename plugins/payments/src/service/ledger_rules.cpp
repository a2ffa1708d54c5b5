#include "service/ledger_rules.hpp"

namespace statybos::payments {

std::string gateway_account(std::string_view gateway) {
    return "gateway:" + std::string(gateway);
}

std::string pending_account(VendorId vendor) {
    return "vendor:" + vendor.to_string() + ":pending";
}

std::string payable_account(VendorId vendor) {
    return "vendor:" + vendor.to_string() + ":payable";
}

std::string payout_account(VendorId vendor) {
    return "payouts:" + vendor.to_string();
}

std::string account_of(const EarningRow& earning) {
    return earning.payable ? payable_account(earning.vendor_id)
                           : pending_account(earning.vendor_id);
}

void add_entries(std::vector<NewLedgerEntry>& entries, const EarningRow& earning,
                 const Position& change) {
    const OrderId order = earning.order_id;
    entries.push_back({voucher_account, change.discount, order});
    entries.push_back({account_of(earning), -change.vendor(), order});
    entries.push_back({commission_account, -change.commission, order});
    entries.push_back({vat_account, -change.commission_vat, order});
}

} // namespace statybos::payments
