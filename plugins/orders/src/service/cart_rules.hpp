// How much of a product a cart may hold, and how a voucher's code is read.
#pragma once

#include <string>
#include <string_view>

#include <statybos/quantity.hpp>

namespace statybos::orders {

/// The greatest whole number of steps that is not above `quantity`; zero for a step that is none.
Quantity floor_to_step(Quantity quantity, Quantity step);

/// What becomes of a product that is in two carts when they are joined: the larger quantity, never
/// above what is on sale. Zero: it does not come along.
Quantity joined_quantity(Quantity one, Quantity other, Quantity available, Quantity step);

/// A voucher's code without space around it, in capitals.
std::string normal_code(std::string_view typed);

} // namespace statybos::orders
