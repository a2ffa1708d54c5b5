#include "documents_plugin.hpp"

STATYBOS_PLUGIN(statybos::documents::DocumentsPlugin, "statybos.documents", "0.1.0")
