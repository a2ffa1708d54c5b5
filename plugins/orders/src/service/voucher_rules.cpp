#include "service/voucher_rules.hpp"

#include <algorithm>
#include <map>

namespace statybos::orders {
namespace {

std::int64_t taken_off(const VoucherDiscount& voucher, LineId line) {
    for (const LineDiscount& part : voucher.lines) {
        if (part.line_id == line) {
            return part.amount.minor;
        }
    }
    return 0;
}

/// What the vouchers of one funder take off the line, voucher by voucher. The line's own sum
/// decides: where its VAT was taken out, so was that of its discounts.
std::vector<std::int64_t> parts_of(const Cart& cart, const LinePair& line, VoucherFunder funder) {
    std::vector<std::int64_t> weights;
    std::int64_t asked = 0;
    for (const VoucherDiscount& voucher : cart.vouchers) {
        weights.push_back(voucher.funded_by == funder ? taken_off(voucher, line.in_cart->id) : 0);
        asked += weights.back();
    }
    if (asked == 0) {
        return weights;
    }
    const LineSum& sum = line.in_cart->sum;
    const Money borne = funder == VoucherFunder::marketplace
                            ? sum.marketplace_discount
                            : sum.discount - sum.marketplace_discount;
    std::vector<std::int64_t> parts;
    for (const Money& part : split(borne, weights)) {
        parts.push_back(part.minor);
    }
    return parts;
}

} // namespace

std::vector<OrderVoucher> vouchers_on(const Cart& cart, const std::vector<LinePair>& lines) {
    std::vector<OrderVoucher> vouchers;
    for (const VoucherDiscount& voucher : cart.vouchers) {
        vouchers.push_back(
            {voucher.voucher_id, voucher.code, voucher.funded_by, voucher.vendor_id, 0, {}});
    }
    for (const LinePair& line : lines) {
        for (const VoucherFunder funder : {VoucherFunder::vendor, VoucherFunder::marketplace}) {
            const auto parts = parts_of(cart, line, funder);
            for (std::size_t i = 0; i < parts.size(); ++i) {
                if (parts[i] > 0) {
                    vouchers[i].discount += parts[i];
                    vouchers[i].lines.push_back({line.in_order, parts[i]});
                }
            }
        }
    }
    std::erase_if(vouchers, [](const OrderVoucher& voucher) { return voucher.lines.empty(); });
    return vouchers;
}

std::vector<VoucherUse> uses_of(const std::vector<NewOrder>& orders, Currency currency) {
    std::map<VoucherId, VoucherUse> uses;
    for (const NewOrder& order : orders) {
        for (const OrderVoucher& voucher : order.vouchers) {
            const auto [use, made] = uses.try_emplace(
                voucher.voucher_id,
                VoucherUse{voucher.voucher_id, voucher.code, Money{0, currency}, {}});
            use->second.discount += Money{voucher.discount, currency};
            use->second.orders.push_back(order.id);
        }
    }
    std::vector<VoucherUse> list;
    for (auto& [id, use] : uses) {
        list.push_back(std::move(use));
    }
    return list;
}

} // namespace statybos::orders
