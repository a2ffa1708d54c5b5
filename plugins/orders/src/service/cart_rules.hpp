// How much of a product a cart may hold.
#pragma once

#include <statybos/quantity.hpp>

namespace statybos::orders {

/// The greatest whole number of steps that is not above `quantity`; zero for a step that is none.
Quantity floor_to_step(Quantity quantity, Quantity step);

/// What becomes of a product that is in two carts when they are joined: the larger quantity, never
/// above what is on sale. Zero: it does not come along.
Quantity joined_quantity(Quantity one, Quantity other, Quantity available, Quantity step);

} // namespace statybos::orders
