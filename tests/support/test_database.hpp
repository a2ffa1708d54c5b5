// A fresh PostgreSQL database for each test.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "database/pool.hpp"

namespace statybos::testing {

/// Plugins whose migrations a database has, beside the kernel's.
struct Migrated {
    std::vector<std::string> plugins;
};

/// Empty or just migrated when made, dropped at the end, with whatever is still connected to it.
///
/// When STATYBOS_TEST_DATABASE_URL is set (a superuser's URL of a throw-away cluster), databases
/// are made there; else the process starts a cluster of its own, unsynced, in a temporary folder.
class TestDatabase {
public:
    TestDatabase();
    /// A copy of one that this process migrates once: copying takes a tenth of the time.
    explicit TestDatabase(const Migrated& migrated);
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
    static const TestDatabase& migrated_with(const std::vector<std::string>& plugins);

    std::string name_;
    std::string url_;
    std::unique_ptr<kernel::database::Pool> pool_;
};

} // namespace statybos::testing
