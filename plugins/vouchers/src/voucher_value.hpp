// What a voucher takes off, as JSON writes it: a percent "10.00", or an amount of money.
#pragma once

#include <optional>

#include <statybos/json.hpp>
#include <statybos/money.hpp>
#include <statybos/percent.hpp>

namespace statybos::vouchers {

/// One of the two; neither where what was sent is no value.
struct VoucherValue {
    std::optional<Percent> percent;
    std::optional<Money> amount;
};

VoucherValue value_of(const Json& json);
Json json_of(const VoucherValue& value);

} // namespace statybos::vouchers
