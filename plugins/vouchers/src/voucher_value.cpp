#include "voucher_value.hpp"

#include <statybos/json_reader.hpp>
#include <statybos/json_writer.hpp>

namespace statybos::vouchers {

VoucherValue value_of(const Json& json) {
    VoucherValue value;
    if (const auto text = json.as_string()) {
        value.percent = Percent::parse(*text);
    } else if (auto amount = read_json<Money>(json.text())) {
        value.amount = *amount;
    }
    return value;
}

Json json_of(const VoucherValue& value) {
    return Json::trusted(value.percent ? write_json(*value.percent) : write_json(value.amount));
}

} // namespace statybos::vouchers
