#include "service/refund_rules.hpp"

#include <algorithm>
#include <numeric>
#include <string>

#include <statybos/money.hpp>

namespace statybos::orders {
namespace {

__extension__ using Wide = __int128;

Error nothing_left(const char* of) {
    return Error(Errc::conflict, "refund_exceeds_captured",
                 "more than is left of the order's " + std::string(of));
}

// part / whole of `value`, half up; all of them at least zero, whole more.
std::int64_t share_of(std::int64_t value, std::int64_t part, std::int64_t whole) {
    return static_cast<std::int64_t>((Wide{2} * value * part + whole) / (Wide{2} * whole));
}

// The VAT that goes back with `amount`, when `before` of the total has gone back with `vat_before`.
std::int64_t vat_of(std::int64_t vat, std::int64_t total, std::int64_t before,
                    std::int64_t vat_before, std::int64_t amount) {
    if (total == 0) {
        return 0;
    }
    const std::int64_t due = share_of(vat, std::min(before + amount, total), total) - vat_before;
    return std::clamp<std::int64_t>(due, 0, std::min(amount, vat - vat_before));
}

std::int64_t open_of(const LineRow& line, std::int64_t left) {
    return std::clamp<std::int64_t>(line.total - line.refunded, 0, left);
}

Quantity open_quantity(const LineRow& line) {
    return line.quantity - line.refunded_quantity - line.returning_quantity;
}

void take_line(RefundPlan& plan, const LineRow& line, Quantity quantity, std::int64_t amount) {
    if (amount > 0) {
        plan.lines.push_back(
            {line.id, quantity, amount,
             vat_of(line.vat, line.total, line.refunded, line.refunded_vat, amount)});
    }
}

void take_shipping(RefundPlan& plan, const OrderRow& order, std::int64_t amount) {
    plan.shipping = amount;
    plan.shipping_vat = vat_of(order.shipping_vat, order.shipping, order.refunded_shipping,
                               order.refunded_shipping_vat, amount);
}

std::int64_t open_shipping(const OrderRow& order, std::int64_t left) {
    return std::clamp<std::int64_t>(order.shipping - order.refunded_shipping, 0, left);
}

// What belongs to `quantity` more units of the line than have gone back.
std::int64_t worth_of(const LineRow& line, Quantity quantity) {
    const std::int64_t whole = line.quantity.thousandths;
    const std::int64_t before = line.refunded_quantity.thousandths;
    return share_of(line.total, before + quantity.thousandths, whole) -
           share_of(line.total, before, whole);
}

} // namespace

std::int64_t RefundPlan::items() const {
    return std::accumulate(lines.begin(), lines.end(), std::int64_t{0},
                           [](std::int64_t sum, const RefundPart& p) { return sum + p.amount; });
}

std::int64_t RefundPlan::vat() const {
    return std::accumulate(lines.begin(), lines.end(), shipping_vat,
                           [](std::int64_t sum, const RefundPart& p) { return sum + p.vat; });
}

Result<RefundPlan> plan_all(const OrderRow& order, const MoneyLeft& left) {
    RefundPlan plan;
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
        const LineRow& line = order.lines[i];
        take_line(plan, line, open_quantity(line), open_of(line, left.lines[i]));
    }
    take_shipping(plan, order, open_shipping(order, left.shipping));
    return plan.amount() > 0 ? Result<RefundPlan>(plan) : Result<RefundPlan>(nothing_left("money"));
}

Result<RefundPlan> plan_amount(const OrderRow& order, const MoneyLeft& left, std::int64_t amount) {
    std::vector<std::int64_t> weights;
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
        weights.push_back(open_of(order.lines[i], left.lines[i]));
    }
    weights.push_back(open_shipping(order, left.shipping));
    if (amount > std::accumulate(weights.begin(), weights.end(), std::int64_t{0})) {
        return nothing_left("money");
    }
    RefundPlan plan;
    const auto parts = split(order.money(amount), weights);
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
        take_line(plan, order.lines[i], Quantity{}, parts[i].minor);
    }
    take_shipping(plan, order, parts.back().minor);
    return plan;
}

Result<RefundPlan> plan_parts(const OrderRow& order, std::span<const payments::RefundedLine> lines,
                              std::int64_t shipping) {
    RefundPlan plan;
    for (const payments::RefundedLine& part : lines) {
        const auto line =
            std::find_if(order.lines.begin(), order.lines.end(),
                         [&](const LineRow& known) { return known.id == part.line_id; });
        if (line == order.lines.end() || part.amount.minor > line->total - line->refunded) {
            return nothing_left("line");
        }
        take_line(plan, *line, Quantity{}, part.amount.minor);
    }
    if (shipping > order.shipping - order.refunded_shipping) {
        return nothing_left("delivery");
    }
    take_shipping(plan, order, shipping);
    return plan.amount() > order.grand - order.given_back
               ? Result<RefundPlan>(nothing_left("money"))
               : Result<RefundPlan>(std::move(plan));
}

Result<RefundPlan> plan_lines(const OrderRow& order, const MoneyLeft& left,
                              std::span<const LineQuantity> wanted) {
    Error wrong(Errc::invalid, "validation_failed", "the refund does not fit the order");
    std::vector<Quantity> quantities(order.lines.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const std::string pointer = "/lines/" + std::to_string(i) + "/line_id";
        const auto line =
            std::find_if(order.lines.begin(), order.lines.end(),
                         [&](const LineRow& known) { return known.id == wanted[i].line_id; });
        if (line == order.lines.end()) {
            wrong.add_field({pointer, "not_in_list", "the order has no such line"});
            continue;
        }
        Quantity& quantity = quantities[static_cast<std::size_t>(line - order.lines.begin())];
        if (!quantity.is_zero()) {
            wrong.add_field({pointer, "repeated", "this line is named twice"});
        }
        quantity = wanted[i].quantity;
    }
    if (!wrong.fields().empty()) {
        return wrong;
    }
    RefundPlan plan;
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
        const LineRow& line = order.lines[i];
        if (quantities[i] > open_quantity(line)) {
            return nothing_left("line");
        }
        take_line(plan, line, quantities[i],
                  std::min(worth_of(line, quantities[i]), open_of(line, left.lines[i])));
    }
    return plan.amount() > 0 ? Result<RefundPlan>(plan) : Result<RefundPlan>(nothing_left("line"));
}

} // namespace statybos::orders
