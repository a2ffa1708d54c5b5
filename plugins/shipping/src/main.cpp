#include "shipping_plugin.hpp"

STATYBOS_PLUGIN(statybos::shipping::ShippingPlugin, "statybos.shipping", "0.1.0")
