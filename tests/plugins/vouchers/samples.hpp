// Vouchers and goods for tests.
#pragma once

#include "store/voucher_rows.hpp"

namespace statybos::vouchers {

inline VoucherRow percent_off(std::string code, int basis_points) {
    VoucherRow voucher;
    voucher.id = VoucherId::make();
    voucher.code = std::move(code);
    voucher.percent = Percent{basis_points};
    return voucher;
}

inline VoucherRow money_off(std::string code, std::int64_t cents) {
    VoucherRow voucher;
    voucher.id = VoucherId::make();
    voucher.code = std::move(code);
    voucher.kind = VoucherKind::fixed;
    voucher.amount = cents;
    voucher.currency = "EUR";
    return voucher;
}

inline VoucherRow borne_by(VendorId vendor, VoucherRow voucher) {
    voucher.funded_by = VoucherFunder::vendor;
    voucher.vendor_id = vendor;
    return voucher;
}

inline orders::VoucherLine goods(VendorId vendor, std::int64_t cents) {
    orders::VoucherLine line;
    line.line_id = LineId::make();
    line.product_id = ProductId::make();
    line.vendor_id = vendor;
    line.category = "katilai";
    line.categories = {"sildymas", "katilai"};
    line.quantity = Quantity::of(1);
    line.gross = eur(cents);
    return line;
}

} // namespace statybos::vouchers
