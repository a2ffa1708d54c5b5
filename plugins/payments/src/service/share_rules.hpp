// What is left of an order's money after captures and refunds (docs/commission.md). Pure
// arithmetic.
//
// Every ledger transaction of an order is the difference of two positions. Positions depend on sums
// only, not on the way that led there; so refunds in any parts and any order end at the same cent.
#pragma once

#include <cstdint>
#include <vector>

#include "store/earning_rows.hpp"

namespace statybos::payments {

/// Whose what is; minor units. vendor = paid + discount - commission - commission_vat.
struct Position {
    std::int64_t paid = 0;           ///< by the buyer, and not given back
    std::int64_t discount = 0;       ///< by the marketplace, for its vouchers
    std::int64_t commission = 0;     ///< the marketplace's
    std::int64_t commission_vat = 0; ///< the state's

    std::int64_t vendor() const { return paid + discount - commission - commission_vat; }

    friend bool operator==(const Position&, const Position&) = default;
    friend Position operator-(const Position& a, const Position& b) {
        return {a.paid - b.paid, a.discount - b.discount, a.commission - b.commission,
                a.commission_vat - b.commission_vat};
    }
};

/// By what was captured and what refunds that succeeded gave back; for an order of 0.00 by whether
/// it was captured, and not cancelled since.
Position position_of(const EarningRow& earning);

/// How a refund falls on an order's lines and its delivery.
struct RefundParts {
    std::vector<std::int64_t> lines; ///< in the order of the earning's
    std::int64_t items = 0;          ///< their sum; the goods' part, also of an order without lines

    friend bool operator==(const RefundParts&, const RefundParts&) = default;
};

/// What refunds can still take of each line, of the goods and of all, those under way deducted.
/// Before the capture the whole share counts: an authorization can be let go.
struct Refundable {
    std::vector<std::int64_t> lines;
    std::int64_t items = 0;
    std::int64_t total = 0;
};
Refundable refundable(const EarningRow& earning);

/// Spreads an amount over what is refundable, in proportion.
/// @param amount  in [0, left.total]
RefundParts spread(std::int64_t amount, const Refundable& left);

/// Adds the parts to what has succeeded, or takes them off.
void apply(EarningRow& earning, std::int64_t amount, const RefundParts& parts, int sign);

/// Divides an amount over the shares' weights; nothing when all are zero.
std::vector<std::int64_t> divide(std::int64_t amount, const std::vector<std::int64_t>& weights);

} // namespace statybos::payments
