// What the database means to one Context: its transaction and what waits for the end of it.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/context.hpp"
#include "database/pool.hpp"
#include "database/stored_statement.hpp"

namespace statybos::kernel::database {

class Binding;

/// An event for listeners that take it best effort, once its transaction has committed.
struct LiveEvent {
    std::string id; // UUID text
    std::string topic;
    std::string entity;
    std::string payload; // JSON object
    std::int64_t at_us = 0;
};

/// The parts of the kernel that act when a context's transaction ends. One object for the process;
/// called by any worker.
class CommitObserver {
public:
    virtual ~CommitObserver() = default;

    /// Right before the outermost COMMIT, in the transaction: the place to write what several calls
    /// have collected (`binding.pending_tags()`, `pending_live()`). What it throws rolls the
    /// transaction back. Where something is collected with no transaction open, it is called on
    /// its own, and what it throws goes to the caller after the other two have been told.
    virtual void before_commit(Binding&) {}
    /// Cached answers with these tags are old: after the commit, or at once when no transaction is
    /// open. Also called when the commit's outcome is not known.
    virtual void invalidate(std::span<const std::string> /*tags*/) noexcept {}
    /// After the commit.
    virtual void send_live(std::vector<LiveEvent> /*events*/) noexcept {}
};

/// Made by of() on a context's first use of the database, and owned by it. Takes a connection only
/// for a transaction, or for the one statement that runs outside: a handler that waits for a
/// payment gateway holds none. One thread at a time, like the Context.
///
/// Statements end by the context's deadline. Functions that talk throw DatabaseError, or Failure
/// "pool_exhausted".
class Binding {
public:
    /// All three outlive it; `observer` may be null.
    Binding(Pool& pool, const Context& context, CommitObserver* observer = nullptr);
    /// A transaction that is still open is rolled back, and that is logged.
    ~Binding();
    Binding(const Binding&) = delete;
    Binding& operator=(const Binding&) = delete;

    /// The binding of a context; made now, of the context's engines, when it has none yet.
    /// @throws Failure(unavailable, "database_unavailable")  the engines have no database
    static Binding& of(Context& context);

    template <class... Arguments>
    Rows query(std::string_view sql, const Arguments&... arguments) {
        const std::array<sty_value, sizeof...(Arguments)> values{to_value(arguments)...};
        return run(sql, values);
    }
    template <class... Arguments>
    std::uint64_t execute(std::string_view sql, const Arguments&... arguments) {
        return query(sql, arguments...).affected();
    }
    /// In the open transaction, else on its own.
    /// @throws Failure(internal, "transaction_control")  the statement began or ended a transaction
    /// or
    ///         savepoint; what was open is lost
    Rows run(std::string_view sql, Values values);

    /// Runs the statement together with the next one, or with the commit, in one round trip; what
    /// is wrong with it is thrown there. With no transaction open it runs at once.
    template <class... Arguments>
    void later(std::string_view sql, const Arguments&... arguments) {
        const std::array<sty_value, sizeof...(Arguments)> values{to_value(arguments)...};
        run_later(sql, values);
    }
    void run_later(std::string_view sql, Values values);

    /// Begin in a begun transaction makes a savepoint. PostgreSQL hears of either with the next
    /// statement.
    void begin();
    /// Ends the innermost begin(). It is over afterwards, whether or not this throws; a throw means
    /// that its work was undone (or, after outcome_unknown(), may have been).
    /// @throws Failure(internal, "no_transaction")  none is open
    void commit();
    void rollback();
    /// 0: no transaction is open.
    std::uint32_t depth() const { return static_cast<std::uint32_t>(marks_.size()); }

    /// Calls `fn` once when the outermost transaction has ended, on this thread; true when the work
    /// of the transaction (and of the savepoint in which this was called) was kept. What it throws
    /// is logged.
    /// @throws Failure(internal, "no_transaction")  none is open
    void on_end(std::function<void(bool committed)> fn);

    /// Cached answers that carry the tag become old when the transaction commits.
    void invalidate(std::string tag);
    /// Handed to the observer after the commit, at once when no transaction is open.
    void send_live(LiveEvent event);
    std::span<const std::string> pending_tags() const { return tags_; }
    std::span<const LiveEvent> pending_live() const { return live_; }

    /// Statements that this context has run or will; BEGIN and COMMIT are not counted.
    std::uint64_t statements() const { return statements_; }

    /// How often PostgreSQL was asked and waited for on that, commits included; preparing a
    /// statement and undoing a transaction are not counted.
    std::uint64_t round_trips() const { return round_trips_; }

private:
    /// How much had been collected when a level began.
    struct Mark {
        std::size_t tags;
        std::size_t live;
        std::size_t callbacks;
        std::size_t waiting;    // the place of its BEGIN or SAVEPOINT among what waits
        std::uint64_t sendings; // unchanged since: that has not been sent
    };
    struct Callback {
        std::function<void(bool)> fn;
        bool kept = true; // false: its savepoint was rolled back
    };

    Rows run_in_transaction(const Statement& statement, bool own);
    std::vector<Rows> send_with_waiting(const Statement& statement);
    std::vector<Rows> send_afresh(std::span<const Statement> statements);
    void check_waiting(const std::vector<Rows>& answers);
    void send_commit();
    void commit_outermost();
    void end_outermost(bool committed, bool tags_are_old);
    void commit_savepoint();
    void rollback_savepoint();
    void forget_since(const Mark& mark);
    void finish(bool committed, bool tags_are_old);
    void finish_without_transaction();
    void require_transaction(const char* what) const;

    Pool& pool_;
    const Context& context_;
    CommitObserver* observer_;
    Lease lease_; // held while a transaction is open
    std::vector<StoredStatement> waiting_;
    std::uint64_t sendings_ = 0; // of what waited
    std::vector<Mark> marks_;
    std::vector<std::string> tags_;
    std::vector<LiveEvent> live_;
    std::vector<Callback> callbacks_;
    std::uint64_t statements_ = 0;
    std::uint64_t round_trips_ = 0;
};

/// begin() until commit(), else rolled back at the end of the scope.
class TransactionScope {
public:
    explicit TransactionScope(Binding& binding) : binding_(binding) { binding_.begin(); }
    ~TransactionScope();
    TransactionScope(const TransactionScope&) = delete;
    TransactionScope& operator=(const TransactionScope&) = delete;

    void commit();

private:
    Binding& binding_;
    bool open_ = true;
};

} // namespace statybos::kernel::database
