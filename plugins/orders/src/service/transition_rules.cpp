#include "service/transition_rules.hpp"

#include <algorithm>

namespace statybos::orders {
namespace {

using enum OrderStatus;

Actors actors_of(const OrderTransition& transition) noexcept {
    Actors actors;
    for (const Actor actor : transition.by) {
        actors = actors | actor;
    }
    return actors;
}

const OrderTransition* find(const TransitionTable& transitions, OrderStatus from,
                            OrderStatus to) noexcept {
    const auto found =
        std::find_if(transitions.begin(), transitions.end(), [&](const OrderTransition& known) {
            return known.from == from && known.to == to;
        });
    return found == transitions.end() ? nullptr : &*found;
}

} // namespace

TransitionTable plain_transitions() {
    using enum Actor;
    return {
        {pending, cancelled, {buyer, vendor, admin, system}},
        {confirmed, shipped, {vendor, admin}},
        {confirmed, ready_for_pickup, {vendor, admin}},
        {confirmed, cancelled, {vendor, admin, system}},
        {shipped, completed, {buyer, vendor, admin, system}},
        {ready_for_pickup, completed, {buyer, vendor, admin, system}},
    };
}

Verdict judge(const TransitionTable& table, OrderStatus from, OrderStatus to, Actors by) noexcept {
    if (from == to) {
        return Verdict::same;
    }
    const OrderTransition* known = find(table, from, to);
    if (known == nullptr) {
        return Verdict::impossible;
    }
    return actors_of(*known).meet(by) ? Verdict::allowed : Verdict::forbidden;
}

std::vector<OrderStatus> next_of(const TransitionTable& table, OrderStatus from) {
    std::vector<OrderStatus> next;
    for (const OrderTransition& known : table) {
        if (known.from == from) {
            next.push_back(known.to);
        }
    }
    return next;
}

Actor acting_as(const TransitionTable& table, OrderStatus from, OrderStatus to,
                Actors by) noexcept {
    const OrderTransition* known = find(table, from, to);
    for (const Actor actor : {Actor::buyer, Actor::vendor, Actor::admin}) {
        if (by.has(actor) && (known == nullptr || actors_of(*known).has(actor))) {
            return actor;
        }
    }
    return Actor::system;
}

} // namespace statybos::orders
