// Which status follows which, and who may make it so.
#pragma once

#include <cstdint>
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

using TransitionTable = std::vector<OrderTransition>;

/// All that anybody may ask for in a shop that decides nothing else.
TransitionTable plain_transitions();

class PlainTransitions final : public OrderTransitions {
public:
    Result<std::vector<OrderTransition>> table(Ctx&) override { return plain_transitions(); }
};

enum class Verdict : std::uint8_t {
    allowed,
    same,       ///< it is there already: nothing happens
    forbidden,  ///< exists, but is not the caller's
    impossible, ///< the status does not allow it
};
Verdict judge(const TransitionTable& table, OrderStatus from, OrderStatus to, Actors by) noexcept;

/// What may follow, whoever asks.
std::vector<OrderStatus> next_of(const TransitionTable& table, OrderStatus from);

/// As whom the caller does it, when several roles would do: the nearest to the order.
Actor acting_as(const TransitionTable& table, OrderStatus from, OrderStatus to, Actors by) noexcept;

} // namespace statybos::orders
