#include "vip_prices.hpp"

STATYBOS_PLUGIN(acme::VipPricesPlugin, "acme.vip-prices", "1.0.0")
