#include "service/return_rules.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

namespace statybos::orders {
namespace {

using enum ReturnStatus;

constexpr std::array<std::pair<ReturnStatus, ReturnStatus>, 6> table{{
    {requested, accepted},
    {requested, rejected},
    {accepted, received},
    {accepted, rejected},
    {received, refunded},
    {received, rejected},
}};

struct LackingReturn {
    LineId line_id;
    Quantity requested;
    Quantity available;
};
STATYBOS_RECORD(LackingReturn, line_id, requested, available)

Quantity returnable(const OrderRow& order, const LineRow& line) {
    const bool delivered =
        order.status == OrderStatus::shipped || order.status == OrderStatus::completed;
    return delivered ? line.quantity - line.refunded_quantity - line.returning_quantity
                     : Quantity{};
}

} // namespace

std::vector<ReturnStatus> next_of(ReturnStatus from) {
    std::vector<ReturnStatus> next;
    for (const auto& [known, to] : table) {
        if (known == from) {
            next.push_back(to);
        }
    }
    return next;
}

bool is_open(ReturnStatus status) noexcept {
    return status != rejected && status != refunded;
}

Result<void> check_return(const OrderRow& order, std::span<const LineQuantity> wanted) {
    Error wrong(Errc::invalid, "validation_failed", "the return does not fit the order");
    std::vector<LackingReturn> lacking;
    std::set<LineId> seen;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const std::string pointer = "/lines/" + std::to_string(i) + "/line_id";
        const auto line =
            std::find_if(order.lines.begin(), order.lines.end(),
                         [&](const LineRow& known) { return known.id == wanted[i].line_id; });
        if (line == order.lines.end()) {
            wrong.add_field({pointer, "not_in_list", "the order has no such line"});
        } else if (!seen.insert(line->id).second) {
            wrong.add_field({pointer, "repeated", "this line is named twice"});
        } else if (wanted[i].quantity > returnable(order, *line)) {
            lacking.push_back({line->id, wanted[i].quantity, returnable(order, *line)});
        }
    }
    if (!wrong.fields().empty()) {
        return wrong;
    }
    if (!lacking.empty()) {
        return Error(Errc::conflict, "return_exceeds_delivered",
                     "more than was delivered and has not come back")
            .member("lines", write_json(lacking));
    }
    return {};
}

} // namespace statybos::orders
