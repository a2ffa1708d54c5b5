#include "database/connection.hpp"

#include <unistd.h>

#include <thread>

#include <gmock/gmock.h>

#include "support/test_database.hpp"

namespace statybos::kernel::database {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

class ConnectionTest : public ::testing::Test {
protected:
    ConnectionTest() : connection_(database_.settings()) { connection_.open(); }

    /// The SQLSTATE that the statement is refused with, or "".
    template <class... Arguments>
    std::string refusal(const std::string& sql, const Arguments&... arguments) {
        try {
            connection_.query(sql, arguments...);
            return "";
        } catch (const DatabaseError& error) {
            return error.sqlstate();
        }
    }

    std::string text(const std::string& sql) {
        return std::string(connection_.query(sql).front().text(0));
    }

    void terminate(int process) {
        database_.pool().lease()->query("SELECT pg_terminate_backend($1, 5000)", process);
    }

    std::int64_t prepared() {
        return connection_.script("SELECT count(*) FROM pg_prepared_statements").front().integer(0);
    }

    statybos::testing::TestDatabase database_;
    Connection connection_;
};

TEST_F(ConnectionTest, TheSessionRunsInUtcWithIsoDatesAndBoundedTime) {
    EXPECT_EQ(text("SHOW TimeZone"), "UTC");
    EXPECT_EQ(text("SHOW DateStyle"), "ISO, YMD");
    EXPECT_EQ(text("SHOW client_encoding"), "UTF8");
    EXPECT_EQ(text("SHOW statement_timeout"), "30s");
    EXPECT_EQ(text("SHOW application_name"), "statybos_test");
    EXPECT_EQ(text("SELECT '2026-11-01 12:00:00+02'::timestamptz"), "2026-11-01 10:00:00+00");
}

TEST_F(ConnectionTest, ParametersOfEveryKindArriveAsTheyWere) {
    const std::string bytes("\0\x01\xff'\\", 5);
    const Rows rows = connection_.query(
        "SELECT $1::text, $2::bigint, $3::bool, $4::float8, $5::bytea, $6::int, $7::numeric,"
        " $8::text",
        "lentyn\xc4\x97 'x'", std::int64_t{-9'223'372'036'854'775'807}, true, 0.1, Bytes{bytes},
        nullptr, "14.500", std::optional<std::string>());
    const Row row = rows.front();
    EXPECT_EQ(row.text(0), "lentyn\xc4\x97 'x'");
    EXPECT_EQ(row.integer(1), -9'223'372'036'854'775'807);
    EXPECT_TRUE(row.boolean(2));
    EXPECT_EQ(row.number(3), 0.1);
    EXPECT_EQ(row.bytes(4), bytes);
    EXPECT_TRUE(row.is_null(5));
    EXPECT_EQ(row.text(6), "14.500");
    EXPECT_TRUE(row.is_null(7));
}

TEST_F(ConnectionTest, CountsTheTouchedRows) {
    connection_.script("CREATE TABLE t (id int)");
    EXPECT_EQ(connection_.execute("INSERT INTO t SELECT generate_series(1, $1::int)", 5), 5u);
    EXPECT_EQ(connection_.execute("UPDATE t SET id = id WHERE id > $1", 3), 2u);
    EXPECT_EQ(connection_.execute("DELETE FROM t WHERE id > $1", 99), 0u);
}

TEST_F(ConnectionTest, RefusesTextThatPostgresqlCannotStore) {
    EXPECT_EQ(refusal("SELECT $1::text", std::string("a\0b", 3)), "22021");
    EXPECT_EQ(refusal("SELECT $1::text", "\xff\xfe"), "22021");
    EXPECT_EQ(refusal("SELECT $1::text", "a"), "");
}

TEST_F(ConnectionTest, AParameterIsNeverSql) {
    connection_.script("CREATE TABLE t (v text)");
    const std::string hostile = "'); DROP TABLE t; --";
    connection_.execute("INSERT INTO t VALUES ($1)", hostile);
    EXPECT_EQ(text("SELECT v FROM t"), hostile);
    EXPECT_EQ(refusal("SELECT 1; SELECT 2"), "42601");
}

TEST_F(ConnectionTest, RefusesCopyAndGoesOnWithANewConnection) {
    connection_.script("CREATE TABLE t (v text)");
    EXPECT_EQ(refusal("COPY t TO STDOUT"), "0A000");
    connection_.open();
    EXPECT_EQ(refusal("COPY t FROM STDIN"), "0A000");
    EXPECT_FALSE(connection_.is_open());
    connection_.open();
    EXPECT_EQ(refusal("SELECT 1"), "");
}

TEST_F(ConnectionTest, ErrorsNameTheConstraintAndNotTheRow) {
    connection_.script("CREATE TABLE t (email text CONSTRAINT one_email UNIQUE)");
    connection_.execute("INSERT INTO t VALUES ($1)", "secret@demo.test");
    try {
        connection_.execute("INSERT INTO t VALUES ($1)", "secret@demo.test");
        FAIL();
    } catch (const DatabaseError& error) {
        EXPECT_EQ(error.constraint(), "one_email");
        EXPECT_THAT(error.what(), HasSubstr("INSERT INTO t VALUES ($1)"));
        EXPECT_THAT(error.what(), Not(HasSubstr("secret")));
    }
}

TEST_F(ConnectionTest, PreparesFromTheSecondUseOnAndKeepsABoundedNumber) {
    PoolSettings settings = database_.settings();
    settings.statement_cache = 3;
    Connection bounded(settings);
    bounded.open();
    const auto prepared_here = [&] {
        return bounded.script("SELECT count(*) FROM pg_prepared_statements").front().integer(0);
    };
    bounded.query("SELECT 1 + $1::int", 1);
    EXPECT_EQ(prepared_here(), 0);
    bounded.query("SELECT 1 + $1::int", 1);
    EXPECT_EQ(prepared_here(), 1);
    for (int i = 0; i < 20; ++i) {
        const std::string sql = "SELECT " + std::to_string(i) + " + $1::int";
        EXPECT_EQ(bounded.query(sql, 1).front().integer(0), i + 1);
        EXPECT_EQ(bounded.query(sql, 2).front().integer(0), i + 2);
        // One more than the cache holds: the evicted one goes with the next that is prepared.
        EXPECT_LE(prepared_here(), 4);
    }
    EXPECT_EQ(bounded.statements().size(), 3u);
}

TEST_F(ConnectionTest, PreparesNothingBehindPgbouncer) {
    PoolSettings settings = database_.settings();
    settings.prepared_statements = false;
    Connection plain(settings);
    plain.open();
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(plain.query("SELECT $1::int", i).front().integer(0), i);
    }
    EXPECT_EQ(plain.script("SELECT count(*) FROM pg_prepared_statements").front().integer(0), 0);
    EXPECT_EQ(plain.script("SHOW statement_timeout").front().text(0), "0");
    EXPECT_EQ(plain.script("SHOW TimeZone").front().text(0), "UTC");
}

TEST_F(ConnectionTest, PreparesAnewWhenATableChanged) {
    connection_.script("CREATE TABLE t (a int); INSERT INTO t VALUES (1)");
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(connection_.query("SELECT * FROM t").columns(), 1);
    }
    connection_.script("ALTER TABLE t ADD b int");
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(connection_.query("SELECT * FROM t").columns(), 2);
    }
    EXPECT_EQ(prepared(), 1);
}

TEST_F(ConnectionTest, ATableThatChangedFailsAnOpenTransactionSoThatItRunsAgain) {
    connection_.script("CREATE TABLE t (a int)");
    connection_.query("SELECT * FROM t");
    connection_.query("SELECT * FROM t");
    connection_.script("ALTER TABLE t ADD b int");
    connection_.begin();
    EXPECT_EQ(refusal("SELECT * FROM t"), "40001");
    connection_.rollback();
    connection_.begin();
    EXPECT_EQ(connection_.query("SELECT * FROM t").columns(), 2);
    connection_.commit();
}

TEST_F(ConnectionTest, PreparesAnewWhatTheServerForgot) {
    connection_.query("SELECT 1");
    connection_.query("SELECT 1");
    connection_.script("DISCARD ALL");
    EXPECT_EQ(refusal("SELECT 1"), "");
    EXPECT_EQ(refusal("SELECT 1"), "");
}

TEST_F(ConnectionTest, AStatementEndsByItsDeadlineAndTheConnectionStays) {
    const int process = connection_.server_process();
    connection_.set_deadline(Connection::Clock::now() + 30ms);
    EXPECT_EQ(refusal("SELECT pg_sleep(60)"), "57014");
    EXPECT_EQ(refusal("SELECT 1"), "57014"); // the deadline has passed: not even sent
    connection_.set_deadline(Connection::Clock::time_point::max());
    EXPECT_EQ(text("SELECT pg_backend_pid()"), std::to_string(process));
}

TEST_F(ConnectionTest, TheServerEndsAStatementThatHasNoDeadline) {
    PoolSettings settings = database_.settings();
    settings.statement_timeout = 20ms;
    Connection bounded(settings);
    bounded.open();
    try {
        bounded.query("SELECT pg_sleep(60)");
        FAIL();
    } catch (const DatabaseError& error) {
        EXPECT_EQ(error.error().slug(), "database_timeout");
    }
    EXPECT_TRUE(bounded.is_open());
}

TEST_F(ConnectionTest, ATerminatedSessionIsNoticedWithoutAsking) {
    EXPECT_TRUE(connection_.usable());
    terminate(connection_.server_process());
    EXPECT_FALSE(connection_.usable());
    EXPECT_FALSE(connection_.is_open());
    connection_.open();
    EXPECT_TRUE(connection_.usable());
}

TEST_F(ConnectionTest, AStatementOnALostConnectionIsUnavailable) {
    terminate(connection_.server_process());
    try {
        connection_.query("SELECT 1");
        FAIL();
    } catch (const DatabaseError& error) {
        EXPECT_TRUE(error.is_unavailable());
        EXPECT_TRUE(error.error().retryable());
    }
    EXPECT_FALSE(connection_.is_open());
    EXPECT_THROW(connection_.query("SELECT 1"), DatabaseError);
}

TEST_F(ConnectionTest, CommitOfAFailedTransactionSaysThatItRolledBack) {
    connection_.script("CREATE TABLE t (id int)");
    connection_.begin();
    connection_.execute("INSERT INTO t VALUES (1)");
    EXPECT_EQ(refusal("SELECT 1/0"), "22012");
    EXPECT_TRUE(connection_.transaction_failed());
    try {
        connection_.commit();
        FAIL();
    } catch (const DatabaseError& error) {
        EXPECT_EQ(error.sqlstate(), "25P02");
    }
    EXPECT_FALSE(connection_.in_transaction());
    EXPECT_EQ(text("SELECT count(*) FROM t"), "0");
}

TEST_F(ConnectionTest, ADeferredConstraintSpeaksAtTheCommit) {
    connection_.script(
        "CREATE TABLE t (id int CONSTRAINT one UNIQUE DEFERRABLE INITIALLY DEFERRED)");
    connection_.begin();
    connection_.execute("INSERT INTO t VALUES (1), (1)");
    try {
        connection_.commit();
        FAIL();
    } catch (const DatabaseError& error) {
        EXPECT_TRUE(error.is_unique_violation());
        EXPECT_EQ(error.constraint(), "one");
    }
    EXPECT_EQ(text("SELECT count(*) FROM t"), "0");
}

TEST_F(ConnectionTest, ACommitThatLosesItsConnectionHasAnUnknownOutcome) {
    connection_.script("CREATE TABLE t (id int);"
                       "CREATE FUNCTION hang_up() RETURNS trigger LANGUAGE plpgsql AS $$"
                       " BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$;"
                       "CREATE CONSTRAINT TRIGGER late AFTER INSERT ON t"
                       " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hang_up()");
    connection_.begin();
    connection_.execute("INSERT INTO t VALUES (1)");
    try {
        connection_.commit();
        FAIL();
    } catch (const DatabaseError& error) {
        EXPECT_TRUE(error.outcome_is_unknown());
    }
}

TEST_F(ConnectionTest, HearsNotificationsAndCanBeWoken) {
    connection_.script("LISTEN news");
    database_.pool().lease()->query("SELECT pg_notify('news', $1)", "hello");
    const auto heard = connection_.wait_for_notification(60s);
    ASSERT_TRUE(heard);
    EXPECT_EQ(heard->channel, "news");
    EXPECT_EQ(heard->payload, "hello");

    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    ASSERT_EQ(write(ends[1], "x", 1), 1);
    EXPECT_FALSE(connection_.wait_for_notification(60s, ends[0]));
    close(ends[0]);
    close(ends[1]);
    EXPECT_FALSE(connection_.wait_for_notification(1ms));

    terminate(connection_.server_process());
    EXPECT_THROW(connection_.wait_for_notification(60s), DatabaseError);
}

TEST_F(ConnectionTest, CannotBeOpenedWhereNobodyListens) {
    PoolSettings settings = database_.settings();
    settings.url = "postgresql://nobody:hunter2@127.0.0.1:1/none";
    Connection nowhere(settings);
    try {
        nowhere.open();
        FAIL();
    } catch (const DatabaseError& error) {
        EXPECT_EQ(error.error().slug(), "database_unavailable");
        EXPECT_THAT(error.what(), Not(HasSubstr("hunter2")));
    }
}

} // namespace
} // namespace statybos::kernel::database
