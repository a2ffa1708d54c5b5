#include "support/test_database.hpp"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <map>
#include <mutex>

#include "database/migrations.hpp"
#include "support/test_cluster.hpp"

namespace statybos::testing {
namespace {

using kernel::database::Connection;
using kernel::database::PoolSettings;

/// The cluster of this process: the environment's, or one of its own that ends with the process.
class Cluster {
public:
    static Cluster& instance() {
        static Cluster cluster;
        return cluster;
    }

    std::string url(const std::string& database) const {
        return own_ ? own_->url(database) : with_database(given_, database);
    }

    void run(const std::string& sql) {
        const std::lock_guard lock(mutex_);
        if (!control_) {
            PoolSettings settings;
            settings.url = url("postgres");
            control_ = std::make_unique<Connection>(settings);
            control_->open();
        }
        control_->script(sql);
    }

private:
    Cluster() {
        if (const char* given = std::getenv("STATYBOS_TEST_DATABASE_URL")) {
            given_ = given;
        } else {
            own_ = std::make_unique<TestCluster>();
        }
    }

    std::string given_;
    std::unique_ptr<TestCluster> own_;
    std::mutex mutex_;
    std::unique_ptr<Connection> control_;
};

std::string next_name() {
    static std::atomic<int> number{0};
    return "statybos_test_" + std::to_string(getpid()) + "_" + std::to_string(++number);
}

} // namespace

TestDatabase::TestDatabase() : name_(next_name()), url_(Cluster::instance().url(name_)) {
    Cluster::instance().run("CREATE DATABASE " + name_ + " STRATEGY file_copy");
}

TestDatabase::TestDatabase(const Migrated& migrated)
    : name_(next_name()), url_(Cluster::instance().url(name_)) {
    Cluster::instance().run("CREATE DATABASE " + name_ + " STRATEGY file_copy TEMPLATE " +
                            migrated_with(migrated.plugins).name_);
}

const TestDatabase& TestDatabase::migrated_with(const std::vector<std::string>& plugins) {
    // Outlives what it made, as it was there before.
    Cluster::instance();
    static std::mutex mutex;
    static std::map<std::vector<std::string>, TestDatabase> made;
    const std::lock_guard lock(mutex);
    const auto [at, fresh] = made.try_emplace(plugins);
    if (fresh) {
        const std::string folder = STATYBOS_SOURCE_DIR "/migrations/";
        std::vector<kernel::database::MigrationSource> sources{
            {"kernel", "kernel", folder + "kernel"}};
        for (const std::string& plugin : plugins) {
            sources.push_back({"statybos." + plugin, plugin, folder + plugin});
        }
        const auto report = kernel::database::migrate(at->second.pool(), sources);
        for (const auto& migrated : report.plugins) {
            if (migrated.failure) {
                made.erase(at);
                throw Failure(*migrated.failure);
            }
        }
        // A database that somebody is connected to cannot be copied.
        at->second.pool_.reset();
    }
    return at->second;
}

TestDatabase::~TestDatabase() {
    pool_.reset();
    Cluster::instance().run("DROP DATABASE " + name_ + " WITH (FORCE)");
}

PoolSettings TestDatabase::settings(std::size_t size) const {
    PoolSettings settings;
    settings.url = url_;
    settings.size = size;
    settings.application_name = "statybos_test";
    return settings;
}

kernel::database::Pool& TestDatabase::pool() {
    if (!pool_) {
        pool_ = std::make_unique<kernel::database::Pool>(settings());
    }
    return *pool_;
}

} // namespace statybos::testing
