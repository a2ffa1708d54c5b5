#include "gandras_lockers.hpp"

STATYBOS_PLUGIN(gandras::GandrasLockers, "gandras.lockers", "1.0.0")
