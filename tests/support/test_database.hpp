// A fresh, empty PostgreSQL database for each test.
#pragma once

#include <memory>
#include <string>

#include "database/pool.hpp"

namespace statybos::testing {

/// Empty when made, dropped at the end, with whatever is still connected to it.
///
/// When STATYBOS_TEST_DATABASE_URL is set (a superuser's URL of a throw-away cluster), databases
/// are made there; else the process starts a cluster of its own, unsynced, in a temporary folder.
class TestDatabase {
public:
    TestDatabase();
    ~TestDatabase();
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;

    const std::string& url() const { return url_; }
    const std::string& name() const { return name_; }

    /// Settings of a pool on it, with a short lease timeout.
    kernel::database::PoolSettings settings(std::size_t size = 4) const;

    /// A pool of four connections, made on first use.
    kernel::database::Pool& pool();

private:
    std::string name_;
    std::string url_;
    std::unique_ptr<kernel::database::Pool> pool_;
};

} // namespace statybos::testing
