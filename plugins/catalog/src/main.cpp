#include "catalog_plugin.hpp"

STATYBOS_PLUGIN(statybos::catalog::CatalogPlugin, "statybos.catalog", "0.1.0")
