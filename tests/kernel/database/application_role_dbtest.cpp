#include "database/application_role.hpp"

#include <fstream>

#include <unistd.h>

#include <gmock/gmock.h>

#include "database/migrations.hpp"
#include "support/test_cluster.hpp"
#include "support/test_database.hpp"

namespace statybos::kernel::database {
namespace {

class ApplicationRoleTest : public ::testing::Test {
protected:
    ApplicationRoleTest() {
        std::ofstream(folder_.path() / "0001_tables.sql")
            << "CREATE TABLE note (id int GENERATED ALWAYS AS IDENTITY, what text);"
               "CREATE TABLE entry (what text);"
               "COMMENT ON TABLE entry IS 'append-only: one entry';";
        migrate_again();
    }

    void migrate_again() {
        const MigrationSource source{"statybos.shop", "shop", folder_.path()};
        ASSERT_TRUE(migrate(database_.pool(), {&source, 1}).ok());
    }

    PoolSettings stepping_down() const {
        PoolSettings settings = database_.settings();
        settings.step_down = true;
        return settings;
    }

    /// "" or the SQLSTATE, of a session that steps down.
    std::string outcome(const std::string& sql) {
        Connection connection(stepping_down());
        connection.open();
        try {
            connection.script(sql);
            return "";
        } catch (const DatabaseError& error) {
            return error.sqlstate();
        }
    }

    std::string role_in(const PoolSettings& settings) {
        Connection connection(settings);
        connection.open();
        return std::string(connection.query("SELECT current_user").front().text(0));
    }

    static constexpr const char* refused = "42501";

    statybos::testing::TestDatabase database_;
    statybos::testing::TemporaryFolder folder_;
};

TEST_F(ApplicationRoleTest, SessionsMayChangeRowsAndNothingElse) {
    EXPECT_EQ(role_in(stepping_down()), application_role);
    EXPECT_EQ(outcome("INSERT INTO shop.note (what) VALUES ('a');"
                      "UPDATE shop.note SET what = 'b'; DELETE FROM shop.note"),
              "");
    for (const char* sql : {"TRUNCATE shop.note", "DROP TABLE shop.note", "CREATE SCHEMA other",
                            "CREATE TABLE shop.other ()", "ALTER TABLE shop.note ADD more text"}) {
        EXPECT_EQ(outcome(sql), refused) << sql;
    }
}

TEST_F(ApplicationRoleTest, SessionsOnlyAddToAnAppendOnlyTable) {
    EXPECT_EQ(outcome("INSERT INTO shop.entry VALUES ('a'); SELECT * FROM shop.entry"), "");
    EXPECT_EQ(outcome("UPDATE shop.entry SET what = 'b'"), refused);
    EXPECT_EQ(outcome("DELETE FROM shop.entry"), refused);
    EXPECT_EQ(outcome("TRUNCATE shop.entry"), refused);
}

TEST_F(ApplicationRoleTest, MigratingAgainPutsPermissionsRight) {
    database_.pool().lease()->script("REVOKE ALL ON shop.note FROM statybos_application;"
                                     "GRANT ALL ON shop.entry TO statybos_application");
    EXPECT_EQ(outcome("SELECT * FROM shop.note"), refused);
    EXPECT_EQ(outcome("DELETE FROM shop.entry"), "");
    migrate_again();
    EXPECT_EQ(outcome("SELECT * FROM shop.note"), "");
    EXPECT_EQ(outcome("DELETE FROM shop.entry"), refused);
}

TEST_F(ApplicationRoleTest, ALoginThatWasNotGrantedTheRoleStaysWhatItIs) {
    const std::string login = "plain_" + std::to_string(getpid());
    database_.pool().lease()->script("CREATE ROLE " + login + " LOGIN");
    PoolSettings settings = stepping_down();
    settings.url = std::string(settings.url)
                       .replace(settings.url.find("//") + 2,
                                settings.url.find('@') - settings.url.find("//") - 2, login);
    EXPECT_EQ(role_in(settings), login);
    database_.pool().lease()->script("DROP ROLE " + login);
}

TEST_F(ApplicationRoleTest, SessionsBehindPgbouncerStayWhatTheyAre) {
    PoolSettings settings = stepping_down();
    settings.prepared_statements = false;
    EXPECT_EQ(role_in(settings), role_in(database_.settings()));
}

} // namespace
} // namespace statybos::kernel::database
