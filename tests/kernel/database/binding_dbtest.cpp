#include "database/binding.hpp"

#include <gmock/gmock.h>

#include "core/host.hpp"
#include "support/test_database.hpp"

namespace statybos::kernel::database {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Writes down what it is told.
class Ear : public CommitObserver {
public:
    void before_commit(Binding& binding) override {
        if (veto) {
            throw Failure(Errc::conflict, "vetoed", "not now");
        }
        before.emplace_back(binding.pending_tags().begin(), binding.pending_tags().end());
    }
    void invalidate(std::span<const std::string> tags) noexcept override {
        dropped.insert(dropped.end(), tags.begin(), tags.end());
    }
    void send_live(std::vector<LiveEvent> events) noexcept override {
        for (const LiveEvent& event : events) {
            sent.push_back(event.topic);
        }
    }

    bool veto = false;
    std::vector<std::vector<std::string>> before;
    std::vector<std::string> dropped;
    std::vector<std::string> sent;
};

LiveEvent live(const std::string& topic) {
    LiveEvent event;
    event.topic = topic;
    return event;
}

class BindingTest : public ::testing::Test {
protected:
    BindingTest() {
        pool().lease()->script("CREATE TABLE note (text text CONSTRAINT one UNIQUE)");
        engines_.database = &pool();
        engines_.commits = &ear_;
        context_.engines = &engines_;
    }

    Pool& pool() { return database_.pool(); }
    Binding& binding() { return Binding::of(context_); }
    void write(const std::string& text) { binding().execute("INSERT INTO note VALUES ($1)", text); }
    std::int64_t notes() {
        return pool().lease()->query("SELECT count(*) FROM note").front().integer(0);
    }
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
    Ear ear_;
    Engines engines_;
    Context context_;
};

TEST_F(BindingTest, IsMadeOnFirstUseAndStays) {
    EXPECT_EQ(context_.database, nullptr);
    Binding& first = binding();
    EXPECT_EQ(&binding(), &first);
    EXPECT_EQ(context_.database.get(), &first);
}

TEST_F(BindingTest, DatabaseUnavailableWithoutEngines) {
    Context bare;
    EXPECT_EQ(refusal([&] { Binding::of(bare); }), "database_unavailable");
}

TEST_F(BindingTest, HoldsAConnectionOnlyWhileATransactionIsOpen) {
    write("alone");
    EXPECT_EQ(pool().figures().in_use, 0u);
    binding().begin();
    EXPECT_EQ(pool().figures().in_use, 1u);
    binding().begin();
    binding().commit();
    EXPECT_EQ(pool().figures().in_use, 1u);
    binding().commit();
    EXPECT_EQ(pool().figures().in_use, 0u);
    EXPECT_EQ(notes(), 1);
}

TEST_F(BindingTest, ASavepointThatIsRolledBackLeavesTheRest) {
    binding().begin();
    write("kept");
    binding().begin();
    EXPECT_EQ(binding().depth(), 2u);
    write("undone");
    binding().rollback();
    binding().begin();
    write("kept too");
    binding().commit();
    EXPECT_EQ(notes(), 0);
    binding().commit();
    EXPECT_EQ(binding().depth(), 0u);
    EXPECT_EQ(notes(), 2);
}

TEST_F(BindingTest, RollingBackTheOutermostUndoesWhatSavepointsKept) {
    binding().begin();
    binding().begin();
    write("inner");
    binding().commit();
    binding().rollback();
    EXPECT_EQ(notes(), 0);
    EXPECT_EQ(pool().figures().in_use, 0u);
}

TEST_F(BindingTest, AFailureInASavepointCanBeSurvived) {
    binding().begin();
    write("first");
    binding().begin();
    EXPECT_EQ(refusal([&] { write("first"); }), "unique_violation");
    binding().rollback();
    write("second");
    binding().commit();
    EXPECT_EQ(notes(), 2);
}

TEST_F(BindingTest, CommittingAFailedSavepointThrowsAndUndoesOnlyThat) {
    binding().begin();
    write("first");
    binding().begin();
    EXPECT_EQ(refusal([&] { write("first"); }), "unique_violation");
    EXPECT_THROW(binding().commit(), DatabaseError);
    EXPECT_EQ(binding().depth(), 1u);
    write("second");
    binding().commit();
    EXPECT_EQ(notes(), 2);
}

TEST_F(BindingTest, CommittingAFailedTransactionThrowsAndEndsIt) {
    std::vector<bool> ends;
    binding().begin();
    binding().on_end([&](bool committed) { ends.push_back(committed); });
    write("first");
    EXPECT_EQ(refusal([&] { write("first"); }), "unique_violation");
    EXPECT_THROW(binding().commit(), DatabaseError);
    EXPECT_EQ(binding().depth(), 0u);
    EXPECT_THAT(ends, ElementsAre(false));
    EXPECT_EQ(notes(), 0);
    EXPECT_EQ(pool().figures().in_use, 0u);
}

TEST_F(BindingTest, NoTransactionWhenNoneIsOpen) {
    EXPECT_EQ(refusal([&] { binding().commit(); }), "no_transaction");
    EXPECT_EQ(refusal([&] { binding().rollback(); }), "no_transaction");
    EXPECT_EQ(refusal([&] { binding().on_end([](bool) {}); }), "no_transaction");
}

TEST_F(BindingTest, TransactionControlByAStatementIsRefused) {
    for (const char* sql : {"BEGIN", "START TRANSACTION"}) {
        EXPECT_EQ(refusal([&] { binding().execute(sql); }), "transaction_control") << sql;
        EXPECT_EQ(pool().figures().in_use, 0u);
    }
    for (const char* sql : {"ROLLBACK", "ROLLBACK AND CHAIN", "SAVEPOINT mine"}) {
        binding().begin();
        write("lost");
        EXPECT_EQ(refusal([&] { binding().execute(sql); }), "transaction_control") << sql;
        EXPECT_EQ(refusal([&] { write("outside by accident"); }), "database_unavailable") << sql;
        EXPECT_EQ(refusal([&] { binding().commit(); }), "database_unavailable") << sql;
        EXPECT_EQ(binding().depth(), 0u);
        EXPECT_EQ(notes(), 0) << sql;
    }
}

TEST_F(BindingTest, ATransactionLeftOpenIsRolledBackWithTheContext) {
    std::vector<bool> ends;
    {
        Context left;
        left.engines = &engines_;
        Binding& its = Binding::of(left);
        its.begin();
        its.begin();
        its.on_end([&](bool committed) { ends.push_back(committed); });
        its.invalidate("note:1");
        its.execute("INSERT INTO note VALUES ('left')");
        EXPECT_EQ(pool().figures().in_use, 1u);
    }
    EXPECT_EQ(pool().figures().in_use, 0u);
    EXPECT_EQ(notes(), 0);
    EXPECT_THAT(ends, ElementsAre(false));
    EXPECT_THAT(ear_.dropped, IsEmpty());
}

TEST_F(BindingTest, CallbacksRunOnceAtTheOutermostEndAndKnowWhetherTheirWorkWasKept) {
    std::vector<std::string> ends;
    const auto note = [&](std::string name) {
        binding().on_end([&ends, name](bool committed) {
            ends.push_back(name + (committed ? " kept" : " undone"));
        });
    };
    binding().begin();
    note("outer");
    binding().begin();
    note("inner");
    binding().commit();
    binding().begin();
    note("rolled back");
    binding().rollback();
    EXPECT_THAT(ends, IsEmpty());
    binding().commit();
    EXPECT_THAT(ends, ElementsAre("outer kept", "inner kept", "rolled back undone"));
    binding().begin();
    binding().commit();
    EXPECT_EQ(ends.size(), 3u);
}

TEST_F(BindingTest, ACallbackMayUseTheDatabaseAndAThrowingOneHarmsNobody) {
    std::vector<std::uint32_t> depths;
    binding().begin();
    binding().on_end([](bool) { throw std::runtime_error("callback"); });
    binding().on_end([&](bool) {
        depths.push_back(binding().depth());
        binding().begin();
        write("from the callback");
        binding().on_end([&](bool committed) { depths.push_back(committed ? 100 : 200); });
        binding().commit();
    });
    binding().commit();
    EXPECT_THAT(depths, ElementsAre(0u, 100u));
    EXPECT_EQ(notes(), 1);
}

TEST_F(BindingTest, TagsAndLiveEventsWaitForTheCommit) {
    binding().begin();
    binding().invalidate("product:1");
    binding().send_live(live("kept"));
    binding().begin();
    binding().invalidate("product:2");
    binding().send_live(live("undone"));
    binding().rollback();
    EXPECT_THAT(ear_.dropped, IsEmpty());
    EXPECT_THAT(ear_.sent, IsEmpty());
    binding().commit();
    EXPECT_THAT(ear_.before, ElementsAre(ElementsAre("product:1")));
    EXPECT_THAT(ear_.dropped, ElementsAre("product:1"));
    EXPECT_THAT(ear_.sent, ElementsAre("kept"));

    binding().begin();
    binding().invalidate("product:3");
    binding().send_live(live("never"));
    binding().rollback();
    EXPECT_EQ(ear_.dropped.size(), 1u);
    EXPECT_EQ(ear_.sent.size(), 1u);
}

TEST_F(BindingTest, TagsAndLiveEventsOutsideATransactionGoAtOnce) {
    binding().invalidate("product:1");
    binding().send_live(live("now"));
    EXPECT_THAT(ear_.dropped, ElementsAre("product:1"));
    EXPECT_THAT(ear_.sent, ElementsAre("now"));
}

TEST_F(BindingTest, AVetoBeforeTheCommitRollsBack) {
    ear_.veto = true;
    binding().begin();
    write("vetoed");
    binding().invalidate("product:1");
    EXPECT_EQ(refusal([&] { binding().commit(); }), "vetoed");
    EXPECT_EQ(binding().depth(), 0u);
    EXPECT_EQ(notes(), 0);
    EXPECT_THAT(ear_.dropped, IsEmpty());
}

TEST_F(BindingTest, TagsAreDroppedWhenTheOutcomeOfTheCommitIsUnknown) {
    pool().lease()->script(
        "CREATE FUNCTION hang_up() RETURNS trigger LANGUAGE plpgsql AS $$"
        " BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$;"
        "CREATE CONSTRAINT TRIGGER late AFTER INSERT ON note"
        " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hang_up()");
    binding().begin();
    binding().invalidate("product:1");
    binding().send_live(live("maybe"));
    write("maybe");
    EXPECT_EQ(refusal([&] { binding().commit(); }), "database_unavailable");
    EXPECT_THAT(ear_.dropped, ElementsAre("product:1"));
    EXPECT_THAT(ear_.sent, IsEmpty());
}

TEST_F(BindingTest, TheContextsDeadlineBoundsItsStatements) {
    context_.deadline = Context::Clock::now() + 30ms;
    EXPECT_EQ(refusal([&] { binding().query("SELECT pg_sleep(60)"); }), "database_timeout");
    EXPECT_EQ(refusal([&] { binding().begin(); }), "database_timeout");
    EXPECT_EQ(binding().depth(), 0u);
    EXPECT_EQ(pool().figures().in_use, 0u);
}

TEST_F(BindingTest, ACommitAfterTheDeadlineIsRefusedAndUndone) {
    binding().begin();
    write("late");
    context_.deadline = Context::Clock::now();
    EXPECT_EQ(refusal([&] { binding().commit(); }), "database_timeout");
    EXPECT_EQ(notes(), 0);
}

TEST_F(BindingTest, ASavepointIsUndoneEvenAfterTheDeadline) {
    binding().begin();
    write("kept");
    binding().begin();
    write("undone");
    context_.deadline = Context::Clock::now();
    binding().rollback();
    context_.deadline = Context::Clock::time_point::max();
    binding().commit();
    EXPECT_EQ(notes(), 1);
}

TEST_F(BindingTest, ALostConnectionFailsTheTransactionAndTheNextOneWorks) {
    binding().begin();
    write("lost");
    const auto process = binding().query("SELECT pg_backend_pid()").front().integer(0);
    pool().lease()->query("SELECT pg_terminate_backend($1, 5000)", process);
    EXPECT_EQ(refusal([&] { write("lost too"); }), "database_unavailable");
    EXPECT_EQ(refusal([&] { binding().commit(); }), "database_unavailable");
    EXPECT_EQ(binding().depth(), 0u);
    write("fresh");
    EXPECT_EQ(notes(), 1);
}

TEST_F(BindingTest, CountsItsStatements) {
    binding().begin();
    write("one");
    binding().query("SELECT 1");
    binding().commit();
    EXPECT_EQ(binding().statements(), 2u);
}

TEST_F(BindingTest, AScopeRollsBackUnlessCommitted) {
    {
        TransactionScope scope(binding());
        write("undone");
    }
    {
        TransactionScope scope(binding());
        write("kept");
        scope.commit();
    }
    EXPECT_EQ(notes(), 1);
    EXPECT_EQ(binding().depth(), 0u);
}

TEST_F(BindingTest, AScopeWhoseCommitFailedIsOver) {
    ear_.veto = true;
    EXPECT_EQ(refusal([&] {
                  TransactionScope scope(binding());
                  scope.commit();
              }),
              "vetoed");
    EXPECT_EQ(binding().depth(), 0u);
}

} // namespace
} // namespace statybos::kernel::database
