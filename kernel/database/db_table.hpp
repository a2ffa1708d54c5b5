// statybos.db/1: SQL for plugins.
#pragma once

#include <statybos/abi/db.h>

namespace statybos::kernel::database {

/// Works on the Binding of the context that each call names.
const sty_api_db& db_table();

} // namespace statybos::kernel::database
