#include "cash_plugin.hpp"

STATYBOS_PLUGIN(statybos::cash_on_pickup::CashPlugin, "statybos.cash_on_pickup", "0.1.0")
