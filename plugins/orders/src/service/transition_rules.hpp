// Which status follows which, and who may make it so.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <statybos/orders/order_reader.hpp>
#include <statybos/orders/order_transitions.hpp>

namespace statybos::orders {

class Actors {
public:
    constexpr Actors() noexcept = default;
    constexpr Actors(Actor actor) noexcept // NOLINT: one is a set of one
        : bits_(static_cast<std::uint8_t>(actor)) {}
    constexpr Actors operator|(Actors other) const noexcept {
        Actors both;
        both.bits_ = static_cast<std::uint8_t>(bits_ | other.bits_);
        return both;
    }
    constexpr bool has(Actor actor) const noexcept {
        return (bits_ & static_cast<std::uint8_t>(actor)) != 0;
    }
    constexpr bool meet(Actors other) const noexcept { return (bits_ & other.bits_) != 0; }

private:
    std::uint8_t bits_ = 0;
};

struct Transition {
    OrderStatus from;
    OrderStatus to;
    Actors by;
};

/// All that anybody may ask for. That a pending order is confirmed is the payment's doing.
std::span<const Transition> transitions() noexcept;

enum class Verdict : std::uint8_t {
    allowed,
    same,       ///< it is there already: nothing happens
    forbidden,  ///< exists, but is not the caller's
    impossible, ///< the status does not allow it
};
Verdict judge(OrderStatus from, OrderStatus to, Actors by) noexcept;

/// What may follow, whoever asks.
std::vector<OrderStatus> next_of(OrderStatus from);

/// As whom the caller does it, when several roles would do: the nearest to the order.
Actor acting_as(OrderStatus from, OrderStatus to, Actors by) noexcept;

} // namespace statybos::orders
