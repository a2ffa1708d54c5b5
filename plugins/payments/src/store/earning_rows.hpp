// Rows of payments.earning and payments.commission: what was agreed, and what has come of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <statybos/instant.hpp>
#include <statybos/payments/commission_rules.hpp>

namespace statybos::payments {

/// Minor units, as everywhere in a store.
struct EarningLine {
    LineId line_id;
    std::int64_t gross = 0;
    std::int64_t fee = 0;
    std::int64_t refunded = 0; ///< by refunds that succeeded
    std::int64_t taken = 0;    ///< those under way included
};
STATYBOS_RECORD(EarningLine, line_id, gross, fee, refunded, taken)

/// One order's part of a payment, with the sums of its refunds.
struct EarningRow {
    OrderId order_id;
    PaymentId payment_id;
    VendorId vendor_id;
    std::string order_number;
    std::string currency;
    std::int64_t amount = 0;
    std::int64_t shipping = 0;
    std::int64_t marketplace_discount = 0;
    std::int64_t commission = 0;
    std::int64_t commission_vat = 0;
    std::int64_t captured = 0;
    std::int64_t charged_back = 0;
    std::int64_t refunded = 0;       ///< by refunds that succeeded
    std::int64_t refunded_items = 0; ///< the goods' part of it
    std::int64_t taken = 0;          ///< refunds under way included
    std::int64_t taken_items = 0;
    std::optional<Instant> captured_at;
    std::optional<Instant> payable_from;
    bool payable = false;
    bool cancelled = false; ///< an order of 0.00; of others refunds tell
    std::vector<EarningLine> lines;

    Money money(std::int64_t minor) const {
        return {minor, Currency::parse(currency).value_or(Currency("EUR"))};
    }
    std::int64_t items() const { return amount - shipping; }
};
STATYBOS_RECORD(EarningRow, order_id, payment_id, vendor_id, order_number, currency, amount,
                shipping, marketplace_discount, commission, commission_vat, captured, charged_back,
                refunded, refunded_items, taken, taken_items, captured_at, payable_from, payable,
                cancelled, lines)

/// A share as it is written down, with what the commission rules said.
struct NewEarning {
    OrderId order_id;
    PaymentId payment_id;
    VendorId vendor_id;
    std::string order_number;
    std::string currency;
    std::int64_t amount = 0;
    std::int64_t shipping = 0;
    std::int64_t marketplace_discount = 0;
    std::int64_t commission = 0;
    std::int64_t commission_vat = 0;
};
STATYBOS_RECORD(NewEarning, order_id, payment_id, vendor_id, order_number, currency, amount,
                shipping, marketplace_discount, commission, commission_vat)

struct NewCommission {
    LineId line_id;
    OrderId order_id;
    std::int32_t position = 0;
    ProductId product_id;
    CommissionRuleId rule_id;
    Percent rate;
    std::int64_t net = 0;
    std::int64_t gross = 0;
    std::int64_t fee = 0;
};
STATYBOS_RECORD(NewCommission, line_id, order_id, position, product_id, rule_id, rate, net, gross,
                fee)

} // namespace statybos::payments
