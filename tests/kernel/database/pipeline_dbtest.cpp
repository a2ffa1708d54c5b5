// Statements that share a round trip: Connection::run_together(), commit_with() and
// Binding::later().
#include <gmock/gmock.h>

#include "core/host.hpp"
#include "database/binding.hpp"
#include "support/test_database.hpp"

namespace statybos::kernel::database {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;

class PipelineTest : public ::testing::Test {
protected:
    PipelineTest() {
        pool().lease()->script("CREATE TABLE note (text text CONSTRAINT one UNIQUE)");
        engines_.database = &pool();
        context_.engines = &engines_;
    }

    Pool& pool() { return database_.pool(); }
    Binding& binding() { return Binding::of(context_); }
    std::string notes() {
        return std::string(pool()
                               .lease()
                               ->query("SELECT coalesce(string_agg(text, ' ' ORDER BY text), '')"
                                       " FROM note")
                               .front()
                               .text(0));
    }
    std::uint64_t round_trips() { return pool().figures().round_trips; }
    void later(const std::string& text) { binding().later("INSERT INTO note VALUES ($1)", text); }

    template <class Fn>
    static std::string refusal(Fn&& fn) {
        try {
            fn();
            return "";
        } catch (const Failure& failure) {
            return failure.error().slug();
        }
    }

    statybos::testing::TestDatabase database_;
    Engines engines_;
    Context context_;
};

TEST_F(PipelineTest, GivesEachStatementItsAnswerInOneRoundTrip) {
    const Lease lease = pool().lease();
    lease->query("SELECT 1");
    const auto before = lease->round_trips();
    const std::array values{to_value("a"), to_value("b")};
    const std::array statements{
        Statement{"BEGIN", {}}, Statement{"SELECT $1::text || $2::text", values},
        Statement{"INSERT INTO note SELECT 'n' || i FROM generate_series(1, 3) i", {}}};
    const auto answers = lease->run_together(statements);
    EXPECT_EQ(lease->round_trips(), before + 1);
    ASSERT_EQ(answers.size(), 3u);
    EXPECT_EQ(answers[0].tag(), "BEGIN");
    EXPECT_EQ(answers[1].front().text(0), "ab");
    EXPECT_EQ(answers[2].affected(), 3u);
    EXPECT_TRUE(lease->in_transaction());
    EXPECT_EQ(lease->commit_with({}).size(), 0u);
    EXPECT_EQ(notes(), "n1 n2 n3");
}

TEST_F(PipelineTest, PreparesWhatComesAgain) {
    const Lease lease = pool().lease();
    const std::array statements{Statement{"BEGIN", {}}, Statement{"SELECT 41 + 1", {}}};
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(lease->run_together(statements).back().front().integer(0), 42);
        lease->commit();
    }
    EXPECT_EQ(lease
                  ->query("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE "
                          "'SELECT 41%'")
                  .front()
                  .integer(0),
              1);
}

TEST_F(PipelineTest, RunsNothingBehindAStatementThatFails) {
    const Lease lease = pool().lease();
    const std::array statements{Statement{"BEGIN", {}}, Statement{"SELECT 1 / 0", {}},
                                Statement{"INSERT INTO note VALUES ('never')", {}}};
    EXPECT_EQ(refusal([&] { lease->run_together(statements); }), "database_error");
    EXPECT_TRUE(lease->transaction_failed());
    lease->rollback();
    EXPECT_EQ(lease->query("SELECT 7").front().integer(0), 7);
    EXPECT_EQ(notes(), "");
}

TEST_F(PipelineTest, SendsNothingWhenAParameterCannotBeSent) {
    const Lease lease = pool().lease();
    const std::array values{to_value(std::string_view("a\0b", 3))};
    const std::array statements{Statement{"BEGIN", {}}, Statement{"SELECT $1::text", values}};
    EXPECT_EQ(refusal([&] { lease->run_together(statements); }), "invalid_text");
    EXPECT_FALSE(lease->in_transaction());
    EXPECT_EQ(lease->query("SELECT 7").front().integer(0), 7);
}

TEST_F(PipelineTest, EndsWhatTakesTooLongAndStaysUsable) {
    const Lease lease = pool().lease();
    lease->set_deadline(Connection::Clock::now() + 50ms);
    const std::array statements{Statement{"BEGIN", {}}, Statement{"SELECT pg_sleep(60)", {}}};
    EXPECT_EQ(refusal([&] { lease->run_together(statements); }), "database_timeout");
    lease->set_deadline(Connection::Clock::time_point::max());
    lease->rollback();
    EXPECT_EQ(lease->query("SELECT 7").front().integer(0), 7);
}

TEST_F(PipelineTest, RefusesCopy) {
    const Lease lease = pool().lease();
    const std::array statements{Statement{"BEGIN", {}}, Statement{"COPY note TO STDOUT", {}}};
    EXPECT_EQ(refusal([&] { lease->run_together(statements); }), "database_error");
    EXPECT_FALSE(lease->is_open());
}

TEST_F(PipelineTest, ATransactionCostsARoundTripForEachStatementAndOneForTheCommit) {
    std::uint64_t spent = 0;
    for (const std::string round : {"1", "2", "3"}) { // by the third everything is prepared
        const auto before = round_trips();
        binding().begin();
        later(round + "a");
        binding().query("SELECT 1");
        later(round + "b");
        later(round + "c");
        binding().commit();
        spent = round_trips() - before;
    }
    EXPECT_EQ(spent, 2u);
    EXPECT_EQ(notes(), "1a 1b 1c 2a 2b 2c 3a 3b 3c");
    EXPECT_EQ(binding().statements(), 12u);
    EXPECT_EQ(binding().round_trips(), 6u);
}

TEST_F(PipelineTest, ATransactionWithoutAStatementAsksNothing) {
    binding().query("SELECT 1");
    const auto before = round_trips();
    binding().begin();
    binding().begin();
    binding().commit();
    binding().commit();
    binding().begin();
    later("undone");
    binding().rollback();
    EXPECT_EQ(round_trips(), before);
    EXPECT_EQ(notes(), "");
}

TEST_F(PipelineTest, WhatWaitsIsSeenByTheNextStatement) {
    binding().begin();
    later("a");
    EXPECT_EQ(binding().query("SELECT count(*) FROM note").front().integer(0), 1);
    binding().commit();
}

TEST_F(PipelineTest, WithoutATransactionLaterIsNow) {
    later("now");
    EXPECT_EQ(notes(), "now");
}

TEST_F(PipelineTest, TheNextStatementTellsWhatWasWrongWithOneThatWaited) {
    binding().begin();
    later("a");
    later("a");
    EXPECT_EQ(refusal([&] { binding().query("SELECT 1"); }), "unique_violation");
    EXPECT_EQ(refusal([&] { binding().query("SELECT 1"); }), "database_error");
    EXPECT_NE(refusal([&] { binding().commit(); }), "");
    EXPECT_EQ(notes(), "");
}

TEST_F(PipelineTest, TheCommitTellsWhatWasWrongWithOneThatWaited) {
    binding().begin();
    later("a");
    later("a");
    EXPECT_EQ(refusal([&] { binding().commit(); }), "unique_violation");
    EXPECT_EQ(binding().depth(), 0u);
    EXPECT_EQ(pool().figures().in_use, 0u);
    EXPECT_EQ(notes(), "");
}

TEST_F(PipelineTest, AParameterThatCannotBeSentLeavesTheTransactionAsItWas) {
    binding().begin();
    later("kept");
    EXPECT_EQ(refusal([&] { binding().query("SELECT $1::text", std::string_view("\0", 1)); }),
              "invalid_text");
    binding().query("SELECT 1");
    binding().rollback();
    EXPECT_EQ(notes(), ""); // it was in the transaction, not beside it
}

TEST_F(PipelineTest, ASavepointTakesWhatWaitsInItWithIt) {
    binding().begin();
    later("a");
    binding().begin();
    later("b");
    binding().rollback();
    binding().begin();
    later("c");
    binding().query("SELECT 1");
    later("d");
    binding().rollback();
    binding().begin();
    later("e");
    binding().commit();
    binding().commit();
    EXPECT_EQ(notes(), "a e");
}

TEST_F(PipelineTest, BeginsAnewOnAConnectionThatBrokeWhileIdle) {
    const auto process = binding().query("SELECT pg_backend_pid()").front().integer(0);
    binding().begin();
    const auto killer = pool().dedicated();
    killer->query("SELECT pg_terminate_backend($1, 5000)", process);
    later("a");
    EXPECT_NE(binding().query("SELECT pg_backend_pid()").front().integer(0), process);
    binding().commit();
    EXPECT_EQ(notes(), "a");
    EXPECT_EQ(pool().figures().lost, 1u);
}

TEST_F(PipelineTest, KeepsWhatWaitsInBounds) {
    binding().begin();
    for (int i = 0; i < 1000; ++i) {
        later("n" + std::to_string(i));
    }
    binding().commit();
    EXPECT_EQ(pool().lease()->query("SELECT count(*) FROM note").front().integer(0), 1000);
}

TEST_F(PipelineTest, TransactionControlIsRefusedLaterToo) {
    binding().begin();
    later("lost");
    binding().later("ROLLBACK");
    EXPECT_EQ(refusal([&] { binding().query("SELECT 1"); }), "transaction_control");
    EXPECT_EQ(refusal([&] { later("outside"), binding().query("SELECT 1"); }),
              "database_unavailable");
    EXPECT_NE(refusal([&] { binding().commit(); }), "");
    EXPECT_EQ(notes(), "");
}

} // namespace
} // namespace statybos::kernel::database
