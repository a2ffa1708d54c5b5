// How the kernel reaches PostgreSQL.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace statybos::kernel::database {

struct PoolSettings {
    /// `postgresql://…` or libpq's `key=value` form. May hold a password: never log it.
    std::string url;
    /// The same database past a pooler, for what lasts longer than a transaction; empty: `url`.
    std::string direct_url;
    /// Connections at most; each is made when first needed.
    std::size_t size = 10;
    /// How long lease() waits for a free connection.
    std::chrono::milliseconds lease_timeout{2000};
    /// Rounded up to whole seconds, and at least 2, by libpq.
    std::chrono::milliseconds connect_timeout{3000};
    /// The longest that one statement may take when its context has no earlier deadline.
    std::chrono::milliseconds statement_timeout{30000};
    /// Prepared statements that a connection keeps; the least recently used makes room.
    std::size_t statement_cache = 256;
    /// False behind PgBouncer in transaction mode, where neither prepared statements nor session
    /// settings survive.
    bool prepared_statements = true;
    /// Sessions step down to the application's role (application_role.hpp), where there is one and
    /// prepared_statements, since PgBouncer would leave the next client in it.
    bool step_down = false;
    std::string application_name = "statybos";
};

/// The url as one libpq connection string with our defaults beneath it (application name, UTF-8,
/// connect timeout, keep-alive).
/// @throws Failure(invalid, "database_url_invalid")  not a connection string; never repeats it.
std::string connection_string(const PoolSettings& settings);

} // namespace statybos::kernel::database
