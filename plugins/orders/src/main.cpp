#include "orders_plugin.hpp"

STATYBOS_PLUGIN(statybos::orders::OrdersPlugin, "statybos.orders", "0.1.0")
