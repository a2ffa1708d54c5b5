// Who has to do with an order.
#pragma once

#include <string_view>

#include <statybos/context.hpp>
#include <statybos/error.hpp>

#include "service/transition_rules.hpp"
#include "store/order_rows.hpp"

namespace statybos::orders {

/// In which roles the caller has to do with the order; none: not at all.
/// @param purchase_token  what a guest shows, or empty
Actors actors_of(const Ctx& ctx, const OrderRow& order, std::string_view purchase_token);

/// Its people and operators; nobody before it was placed.
bool may_see(const Ctx& ctx, const OrderRow& order, std::string_view purchase_token);

Error no_such_order();

} // namespace statybos::orders
