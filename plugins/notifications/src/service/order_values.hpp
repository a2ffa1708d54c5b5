// What texts may say of an order.
#pragma once

#include <string>
#include <vector>

#include <statybos/money.hpp>
#include <statybos/orders/events.hpp>
#include <statybos/orders/order_reader.hpp>

#include "service/templates.hpp"
#include "settings.hpp"

namespace statybos::notifications {

/// "12.10 EUR"
std::string money_text(const Money& money);

/// Of a purchase that is still to be paid: number, total, steps, lines (one for each order).
Values values_of(const orders::PaymentAwaited& awaited,
                 const std::vector<orders::OrderSnapshot>& orders);

/// number, vendor, lines, shipping, total, tracking.
Values values_of(const orders::OrderSnapshot& order);

/// Where its buyer sees the order: a guest looks it up by number and e-mail address.
std::string buyer_link(const Settings& settings, const orders::OrderSnapshot& order);
std::string vendor_link(const Settings& settings, const orders::OrderSnapshot& order);

} // namespace statybos::notifications
