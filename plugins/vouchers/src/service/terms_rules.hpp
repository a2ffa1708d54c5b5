// What a voucher may say. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <statybos/change.hpp>
#include <statybos/error.hpp>

#include "store/voucher_rows.hpp"
#include "voucher_value.hpp"

namespace statybos::vouchers {

/// All that whoever makes a voucher says of it.
struct Terms {
    std::string code; ///< as it was typed
    VoucherKind kind = VoucherKind::percent;
    VoucherValue value;
    VoucherFunder funded_by = VoucherFunder::marketplace;
    std::optional<VendorId> vendor_id;
    std::optional<std::string> category; ///< id or slug
    std::optional<Money> minimum;
    std::optional<Instant> starts_at;
    std::optional<Instant> ends_at;
    std::optional<std::int32_t> limit_total;
    std::optional<std::int32_t> limit_per_customer;
};

struct TermsChange {
    Maybe<std::string> code;
    Maybe<VoucherKind> kind;
    std::optional<VoucherValue> value;
    Maybe<VoucherFunder> funded_by;
    Change<VendorId> vendor_id;
    Change<std::string> category;
    Change<Money> minimum;
    Change<Instant> starts_at;
    Change<Instant> ends_at;
    Change<std::int32_t> limit_total;
    Change<std::int32_t> limit_per_customer;

    void apply_to(Terms& terms) const;
};

/// Without blanks around it, in capitals.
std::string normal_code(std::string_view typed);

Terms terms_of(const VoucherRow& voucher);

/// Writes the terms into a voucher that was used `voucher.used` times, and what does not fit into
/// `wrong`, field by field. Whether vendor and category exist is not known here.
void put_terms(const Terms& terms, VoucherRow& voucher, Error& wrong);

} // namespace statybos::vouchers
