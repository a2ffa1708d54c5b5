#include "service/transition_rules.hpp"

#include <algorithm>
#include <array>

namespace statybos::orders {
namespace {

using enum OrderStatus;

constexpr Actors sellers = Actors(Actor::vendor) | Actor::admin;
constexpr Actors all = sellers | Actor::buyer;

constexpr std::array table{
    Transition{pending, cancelled, all | Actor::system},
    Transition{confirmed, shipped, sellers},
    Transition{confirmed, ready_for_pickup, sellers},
    Transition{confirmed, cancelled, sellers | Actor::system},
    Transition{shipped, completed, all},
    Transition{ready_for_pickup, completed, all},
};

const Transition* find(OrderStatus from, OrderStatus to) noexcept {
    const auto* found = std::find_if(table.begin(), table.end(), [&](const Transition& known) {
        return known.from == from && known.to == to;
    });
    return found == table.end() ? nullptr : found;
}

} // namespace

std::span<const Transition> transitions() noexcept {
    return table;
}

Verdict judge(OrderStatus from, OrderStatus to, Actors by) noexcept {
    if (from == to) {
        return Verdict::same;
    }
    const Transition* known = find(from, to);
    if (known == nullptr) {
        return Verdict::impossible;
    }
    return known->by.meet(by) ? Verdict::allowed : Verdict::forbidden;
}

std::vector<OrderStatus> next_of(OrderStatus from) {
    std::vector<OrderStatus> next;
    for (const Transition& known : table) {
        if (known.from == from) {
            next.push_back(known.to);
        }
    }
    return next;
}

Actor acting_as(OrderStatus from, OrderStatus to, Actors by) noexcept {
    const Transition* known = find(from, to);
    for (const Actor actor : {Actor::buyer, Actor::vendor, Actor::admin}) {
        if (by.has(actor) && (known == nullptr || known->by.has(actor))) {
            return actor;
        }
    }
    return Actor::system;
}

} // namespace statybos::orders
