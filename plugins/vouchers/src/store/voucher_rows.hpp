// Rows of vouchers.voucher.
#pragma once

#include <optional>
#include <string>

#include <statybos/instant.hpp>
#include <statybos/orders/vouchers.hpp>
#include <statybos/record.hpp>

namespace statybos::vouchers {

using orders::VoucherFunder;
using orders::VoucherId;

enum class VoucherKind : std::uint8_t { percent, fixed };
STATYBOS_ENUM(VoucherKind, percent, fixed)

struct VoucherRow {
    VoucherId id;
    std::string code; ///< trimmed, in capitals
    VoucherKind kind = VoucherKind::percent;
    std::optional<Percent> percent;
    std::optional<std::int64_t> amount;
    std::optional<std::string> currency; ///< of amount and minimum
    VoucherFunder funded_by = VoucherFunder::marketplace;
    std::optional<VendorId> vendor_id;   ///< for whose goods only; who bears it, if vendor-funded
    std::optional<std::string> category; ///< slug; its descendants too
    std::optional<std::int64_t> minimum; ///< of the goods that it is for, before any discount
    std::optional<Instant> starts_at;
    std::optional<Instant> ends_at; ///< the first instant at which it no longer holds
    std::optional<std::int32_t> limit_total;
    std::optional<std::int32_t> limit_per_customer;
    std::int32_t used = 0; ///< uses that stand
    Instant created_at;
};
STATYBOS_RECORD(VoucherRow, id, code, kind, percent, amount, currency, funded_by, vendor_id,
                category, minimum, starts_at, ends_at, limit_total, limit_per_customer, used,
                created_at)

/// A voucher as one customer meets it.
struct MetVoucher {
    VoucherRow voucher;
    std::int32_t used_by_customer = 0;
};
STATYBOS_RECORD(MetVoucher, voucher, used_by_customer)

} // namespace statybos::vouchers
