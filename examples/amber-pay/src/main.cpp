#include "amber_pay.hpp"

STATYBOS_PLUGIN(amber::AmberPay, "amber.pay", "1.0.0")
