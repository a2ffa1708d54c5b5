#include "database/migrations.hpp"

#include <fstream>
#include <thread>

#include <gmock/gmock.h>

#include "support/test_cluster.hpp"
#include "support/test_database.hpp"

namespace statybos::kernel::database {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class MigrationsTest : public ::testing::Test {
protected:
    /// Writes a migration of plugin `statybos.<folder>`.
    void file(const std::string& folder, const std::string& name, const std::string& sql) {
        std::filesystem::create_directories(folder_.path() / folder);
        std::ofstream(folder_.path() / folder / name) << sql;
    }

    MigrationSource source(const std::string& folder) {
        return {"statybos." + folder, folder, folder_.path() / folder};
    }

    MigrationReport run(std::initializer_list<std::string> folders) {
        std::vector<MigrationSource> sources;
        for (const std::string& folder : folders) {
            sources.push_back(source(folder));
        }
        return migrate(database_.pool(), sources);
    }

    /// The slug of the failure, or "".
    static std::string failure(const MigrationReport& report, const std::string& plugin) {
        const auto& found = report.find(plugin)->failure;
        return found ? found->slug() : "";
    }

    std::int64_t number(const std::string& sql) {
        return database_.pool().lease()->query(sql).front().integer(0);
    }

    std::int64_t remembered() { return number("SELECT count(*) FROM kernel.migration"); }

    statybos::testing::TestDatabase database_;
    statybos::testing::TemporaryFolder folder_;
};

TEST_F(MigrationsTest, AppliesWhatIsMissingInTheOrderOfTheNumbers) {
    file("catalog", "0001_product.sql", "CREATE TABLE product (id int);");
    file("catalog", "0002_title.sql", "ALTER TABLE catalog.product ADD title text;");
    file("catalog", "README.md", "not a migration");
    auto report = run({"catalog"});
    ASSERT_TRUE(report.ok());
    EXPECT_THAT(report.plugins[0].applied, ElementsAre("0001_product", "0002_title"));
    EXPECT_EQ(number("SELECT count(title) FROM catalog.product"), 0);

    file("catalog", "0003_price.sql", "ALTER TABLE product ADD price bigint");
    report = run({"catalog"});
    EXPECT_THAT(report.plugins[0].applied, ElementsAre("0003_price"));
    EXPECT_EQ(report.plugins[0].present, 3u);
    EXPECT_THAT(run({"catalog"}).plugins[0].applied, IsEmpty());
    EXPECT_EQ(remembered(), 3);
}

TEST_F(MigrationsTest, RemembersWhatItApplied) {
    file("catalog", "0001_product.sql", "SELECT 1");
    run({"catalog"});
    const Rows rows = database_.pool().lease()->query(
        "SELECT plugin, number, name, checksum, took_ms >= 0, applied_at <= now()"
        " FROM kernel.migration");
    ASSERT_EQ(rows.size(), 1);
    EXPECT_EQ(rows[0].text(0), "statybos.catalog");
    EXPECT_EQ(rows[0].integer(1), 1);
    EXPECT_EQ(rows[0].text(2), "0001_product");
    // printf 'SELECT 1' | sha256sum
    EXPECT_EQ(rows[0].text(3), "e004ebd5b5532a4b85984a62f8ad48a81aa3460c1ca07701f386135d72cdecf5");
    EXPECT_TRUE(rows[0].boolean(4));
    EXPECT_TRUE(rows[0].boolean(5));
}

TEST_F(MigrationsTest, AFailedOneLeavesNothingAndStopsOnlyItsPlugin) {
    file("catalog", "0001_product.sql", "CREATE TABLE product (id int);");
    file("catalog", "0002_wrong.sql", "CREATE TABLE half (id int);\n\nCREATE TABEL typo (id int);");
    file("catalog", "0003_later.sql", "CREATE TABLE later (id int);");
    file("orders", "0001_order.sql", "CREATE TABLE purchase (id int);");
    const auto report = run({"catalog", "orders"});
    EXPECT_FALSE(report.ok());
    EXPECT_EQ(failure(report, "statybos.catalog"), "migration_failed");
    const std::string message = report.find("statybos.catalog")->failure->message();
    EXPECT_THAT(message, HasSubstr("0002_wrong.sql"));
    EXPECT_THAT(message, HasSubstr("line 3: CREATE TABEL typo"));
    EXPECT_THAT(message, HasSubstr("42601"));
    EXPECT_THAT(report.find("statybos.catalog")->applied, ElementsAre("0001_product"));
    EXPECT_EQ(failure(report, "statybos.orders"), "");
    EXPECT_EQ(number("SELECT count(*) FROM orders.purchase"), 0);
    EXPECT_EQ(number("SELECT count(*) FROM pg_tables WHERE tablename IN ('half', 'later')"), 0);
    EXPECT_EQ(remembered(), 2);
}

TEST_F(MigrationsTest, RefusesAFileThatWasChangedAfterItWasApplied) {
    file("catalog", "0001_product.sql", "CREATE TABLE product (id int)");
    run({"catalog"});
    file("catalog", "0001_product.sql", "CREATE TABLE product (id bigint)");
    file("catalog", "0002_next.sql", "CREATE TABLE next (id int)");
    const auto report = run({"catalog"});
    EXPECT_EQ(failure(report, "statybos.catalog"), "migration_changed");
    EXPECT_THAT(report.plugins[0].failure->message(), HasSubstr("0001_product.sql"));
    EXPECT_EQ(remembered(), 1);
}

TEST_F(MigrationsTest, RefusesADatabaseThatNewerSoftwareChanged) {
    file("catalog", "0001_product.sql", "SELECT 1");
    file("catalog", "0002_next.sql", "SELECT 1");
    run({"catalog"});
    std::filesystem::remove(folder_.path() / "catalog" / "0002_next.sql");
    const auto report = run({"catalog"});
    EXPECT_EQ(failure(report, "statybos.catalog"), "migration_unknown");
    EXPECT_THAT(report.plugins[0].failure->message(), HasSubstr("0002_next"));
}

TEST_F(MigrationsTest, RefusesAGapADuplicateABadNameAndAMissingFolder) {
    file("gap", "0001_a.sql", "SELECT 1");
    file("gap", "0003_c.sql", "SELECT 1");
    file("late", "0002_b.sql", "SELECT 1");
    file("twice", "0001_a.sql", "SELECT 1");
    file("twice", "0001_b.sql", "SELECT 1");
    file("named", "1_a.sql", "SELECT 1");
    const auto report = run({"gap", "late", "twice", "named", "absent"});
    EXPECT_EQ(failure(report, "statybos.gap"), "migration_gap");
    EXPECT_THAT(report.plugins[0].failure->message(), HasSubstr("0003_c.sql: number 0002"));
    EXPECT_EQ(failure(report, "statybos.late"), "migration_gap");
    EXPECT_EQ(failure(report, "statybos.twice"), "migration_duplicate");
    EXPECT_EQ(failure(report, "statybos.named"), "migration_name_invalid");
    EXPECT_EQ(failure(report, "statybos.absent"), "migration_folder_missing");
    EXPECT_EQ(remembered(), 0);
}

TEST_F(MigrationsTest, RefusesAFileThatEndsTheTransaction) {
    file("catalog", "0001_commit.sql", "CREATE TABLE product (id int); COMMIT; BEGIN; SELECT 1;");
    const auto report = run({"catalog"});
    EXPECT_EQ(failure(report, "statybos.catalog"), "migration_failed");
    EXPECT_THAT(report.plugins[0].failure->message(), HasSubstr("may not use COMMIT"));
    EXPECT_EQ(remembered(), 0);
}

TEST_F(MigrationsTest, RefusesASchemaThatIsReservedOrAnothers) {
    file("catalog", "0001_product.sql", "SELECT 1");
    const auto folder = folder_.path() / "catalog";
    const std::vector<MigrationSource> sources = {
        {"statybos.catalog", "catalog", folder}, {"acme.catalog", "catalog", folder},
        {"acme.public", "public", folder},       {"acme.pg", "pg_catalog", folder},
        {"acme.kernel", "kernel", folder},       {"acme.quote", "a\"; DROP SCHEMA catalog", folder},
    };
    const auto report = migrate(database_.pool(), sources);
    EXPECT_EQ(failure(report, "statybos.catalog"), "");
    for (const char* plugin :
         {"acme.catalog", "acme.public", "acme.pg", "acme.kernel", "acme.quote"}) {
        EXPECT_EQ(failure(report, plugin), "schema_invalid") << plugin;
    }
    EXPECT_EQ(remembered(), 1);
}

TEST_F(MigrationsTest, KernelsThatStartTogetherApplyEachFileOnce) {
    for (int number = 1; number <= 9; ++number) {
        file("catalog", "000" + std::to_string(number) + "_step.sql",
             "CREATE TABLE step_" + std::to_string(number) + " (id int)");
    }
    std::atomic<std::size_t> applied{0};
    std::atomic<int> failed{0};
    std::vector<std::thread> kernels;
    for (int kernel = 0; kernel < 4; ++kernel) {
        kernels.emplace_back([&] {
            const Pool pool(database_.settings());
            const std::vector<MigrationSource> sources = {source("catalog")};
            const auto report = migrate(pool, sources);
            applied += report.plugins[0].applied.size();
            failed += report.ok() ? 0 : 1;
        });
    }
    for (std::thread& kernel : kernels) {
        kernel.join();
    }
    EXPECT_EQ(failed, 0);
    EXPECT_EQ(applied, 9u);
    EXPECT_EQ(remembered(), 9);
}

TEST_F(MigrationsTest, TheKernelsOwnFilesApply) {
    const std::vector<MigrationSource> sources = {
        {"kernel", "kernel", std::filesystem::path(STATYBOS_SOURCE_DIR) / "migrations/kernel"}};
    const auto report = migrate(database_.pool(), sources);
    EXPECT_TRUE(report.ok()) << report.plugins[0].failure->message();
}

TEST_F(MigrationsTest, ThrowsUnavailableWhenPostgresqlIsAway) {
    PoolSettings settings = database_.settings();
    settings.url = "postgresql://nobody@127.0.0.1:1/none";
    const Pool pool(settings);
    EXPECT_THROW(migrate(pool, {}), DatabaseError);
}

} // namespace
} // namespace statybos::kernel::database
