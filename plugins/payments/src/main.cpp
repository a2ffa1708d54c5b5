#include "payments_plugin.hpp"

STATYBOS_PLUGIN(statybos::payments::PaymentsPlugin, "statybos.payments", "0.1.0")
