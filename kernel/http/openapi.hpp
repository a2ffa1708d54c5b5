// The OpenAPI 3.1 document of a generation's routes.
#pragma once

#include <string>

#include "http/route_table.hpp"

namespace statybos::kernel::http {

/// All routes that are not hidden, by path and method, with the schemas they brought, the problem
/// schema and the security schemes. A JSON text that a plugin declared and that is not well-formed
/// is left out and logged.
std::string openapi_document(const RouteTable& routes);

} // namespace statybos::kernel::http
