// The kernel's database: its pool, and the private PostgreSQL when the URL asks for one.
#pragma once

#include <memory>

#include "database/embedded_postgres.hpp"
#include "database/pool.hpp"

namespace statybos::kernel::database {

class Database {
public:
    /// With `embedded:<folder>` PostgreSQL is started, and stopped at the end. Any other URL is not
    /// connected to yet.
    /// @throws Failure(unavailable, "embedded_postgres")
    /// @throws Failure(invalid, "database_url_invalid")
    explicit Database(PoolSettings settings);

    Pool& pool() { return *pool_; }
    /// Null when the database is somebody else's.
    EmbeddedPostgres* embedded() { return embedded_.get(); }

private:
    std::unique_ptr<EmbeddedPostgres> embedded_;
    std::unique_ptr<Pool> pool_;
};

} // namespace statybos::kernel::database
