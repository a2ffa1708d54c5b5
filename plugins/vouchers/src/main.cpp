#include "vouchers_plugin.hpp"

STATYBOS_PLUGIN(statybos::vouchers::VouchersPlugin, "statybos.vouchers", "0.1.0")
