#include "service/share_rules.hpp"

#include <algorithm>
#include <numeric>

namespace statybos::payments {
namespace {

__extension__ using Wide = __int128;

// part / whole of `value`, half up.
std::int64_t share_of(std::int64_t value, std::int64_t part, std::int64_t whole) {
    // A capture that grew after a refund may move a cent from one line to another.
    part = std::clamp<std::int64_t>(part, 0, whole);
    return static_cast<std::int64_t>((Wide{2} * value * part + whole) / (Wide{2} * whole));
}

/// What was captured of each line, and in the last place of the delivery.
std::vector<std::int64_t> captured_parts(const EarningRow& earning, std::int64_t captured) {
    std::vector<std::int64_t> weights;
    for (const EarningLine& line : earning.lines) {
        weights.push_back(line.gross);
    }
    if (weights.empty()) {
        weights.push_back(earning.items());
    }
    weights.push_back(earning.shipping);
    return divide(captured, weights);
}

// Commission that is not due: of what was never captured and of what has gone back. A line that the
// buyer got for nothing keeps its own until the whole order has gone back.
std::int64_t reversed_commission(const EarningRow& earning,
                                 const std::vector<std::int64_t>& captured) {
    std::int64_t reversed = 0;
    for (std::size_t i = 0; i < earning.lines.size(); ++i) {
        const EarningLine& line = earning.lines[i];
        if (line.gross > 0) {
            reversed += share_of(line.fee, line.gross - captured[i] + line.refunded, line.gross);
        }
    }
    return reversed;
}

// Whether anything is earned. No sums can tell of an order for which the buyer pays 0.00, and the
// marketplace perhaps more.
bool stands(const EarningRow& earning) {
    return earning.amount == 0 ? earning.captured_at && !earning.cancelled
                               : earning.captured != earning.refunded;
}

} // namespace

std::vector<std::int64_t> divide(std::int64_t amount, const std::vector<std::int64_t>& weights) {
    const bool nothing = std::all_of(weights.begin(), weights.end(),
                                     [](std::int64_t weight) { return weight == 0; });
    std::vector<std::int64_t> parts(weights.size(), 0);
    if (nothing || amount == 0) {
        return parts;
    }
    const auto split_up = split(eur(amount), weights);
    std::transform(split_up.begin(), split_up.end(), parts.begin(),
                   [](const Money& part) { return part.minor; });
    return parts;
}

Position position_of(const EarningRow& earning) {
    Position position;
    if (!stands(earning)) {
        return position;
    }
    position.paid = earning.captured - earning.refunded;
    const auto captured = captured_parts(earning, earning.captured);
    const std::int64_t captured_items =
        std::accumulate(captured.begin(), captured.end() - 1, std::int64_t{0});

    const std::int64_t reversed = reversed_commission(earning, captured);
    position.commission = earning.commission - reversed;
    position.commission_vat = earning.commission_vat;
    if (earning.commission > 0) {
        position.commission_vat -= share_of(earning.commission_vat, reversed, earning.commission);
    }

    position.discount = earning.marketplace_discount;
    if (earning.items() > 0) {
        position.discount -=
            share_of(earning.marketplace_discount,
                     earning.items() - captured_items + earning.refunded_items, earning.items());
    }
    return position;
}

Refundable refundable(const EarningRow& earning) {
    const std::int64_t base = earning.captured > 0 ? earning.captured : earning.amount;
    const auto parts = captured_parts(earning, base);
    Refundable left;
    for (std::size_t i = 0; i < earning.lines.size(); ++i) {
        left.lines.push_back(std::max<std::int64_t>(0, parts[i] - earning.lines[i].taken));
    }
    left.total = std::max<std::int64_t>(0, base - earning.taken);
    left.items =
        std::accumulate(parts.begin(), parts.end() - 1, std::int64_t{0}) - earning.taken_items;
    left.items = std::clamp<std::int64_t>(left.items, 0, left.total);
    return left;
}

RefundParts spread(std::int64_t amount, const Refundable& left) {
    std::vector<std::int64_t> weights = left.lines;
    if (weights.empty()) {
        weights.push_back(left.items);
    }
    weights.push_back(left.total - left.items);
    auto parts = divide(amount, weights);
    RefundParts spread_out;
    spread_out.items = amount - parts.back();
    parts.resize(left.lines.size());
    spread_out.lines = std::move(parts);
    return spread_out;
}

void apply(EarningRow& earning, std::int64_t amount, const RefundParts& parts, int sign) {
    earning.refunded += sign * amount;
    earning.refunded_items += sign * parts.items;
    for (std::size_t i = 0; i < earning.lines.size(); ++i) {
        earning.lines[i].refunded += sign * parts.lines[i];
    }
}

} // namespace statybos::payments
