#include "vat_vies.hpp"

STATYBOS_PLUGIN(statybos::vat_vies::VatVies, "statybos.vat_vies", "0.1.0")
