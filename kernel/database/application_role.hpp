// The database role in which requests, events and jobs work (docs/adr/0008-application-role.md).
//
// Migrations run as the role that logs in and owns the tables. Everything else steps down to
// `statybos_application`, which may read and write rows and nothing more; tables whose comment
// begins with "append-only" it may not change or empty.
#pragma once

#include <span>
#include <string>

#include "database/connection.hpp"

namespace statybos::kernel::database {

inline constexpr const char* application_role = "statybos_application";

/// Runs in each new session that is to step down; does nothing where the role is not there or was
/// not granted to whoever logs in.
extern const char* const step_down_statement;

/// Makes the role where that is allowed, and gives it what it needs in the schemas, no more and no
/// less. Within a transaction.
/// @returns  false where there is no such role and it cannot be made
bool grant_to_application(Connection& connection, std::span<const std::string> schemas);

} // namespace statybos::kernel::database
