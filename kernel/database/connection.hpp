// One connection to PostgreSQL.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "database/database_error.hpp"
#include "database/rows.hpp"
#include "database/settings.hpp"
#include "database/statement_cache.hpp"
#include "database/value.hpp"

struct pg_conn;

namespace soci {
class session;
}

namespace statybos::kernel::database {

/// What another session said with NOTIFY.
struct Notification {
    std::string channel;
    std::string payload;
};

/// A statement of several that are sent together; borrowed for the call.
struct Statement {
    std::string_view sql;
    Values values;
};

/// Owned by one thread at a time. Sessions run in UTC with ISO dates and UTF-8. SOCI owns the
/// connection; statements go through its libpq handle, prepared from their second use on.
///
/// Every function that talks throws DatabaseError. After one with is_unavailable() the connection
/// is closed; open() makes it anew.
class Connection {
public:
    using Clock = std::chrono::steady_clock;

    explicit Connection(const PoolSettings& settings);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Connects; blocks for the connect timeout at most.
    void open();
    void close() noexcept;
    bool is_open() const noexcept { return handle() != nullptr; }
    /// Whether statements can be sent, as far as can be known without asking: notices that the
    /// server has closed the connection meanwhile. Costs one poll().
    bool usable() noexcept;

    /// Runs one statement. Parameters are $1, $2, … in the order given.
    template <class... Arguments>
    Rows query(std::string_view sql, const Arguments&... arguments) {
        const std::array<sty_value, sizeof...(Arguments)> values{to_value(arguments)...};
        return run(sql, values);
    }
    /// The same for statements of which only the number of touched rows matters.
    template <class... Arguments>
    std::uint64_t execute(std::string_view sql, const Arguments&... arguments) {
        return query(sql, arguments...).affected();
    }
    Rows run(std::string_view sql, Values values);

    /// Runs the statements in this order and in one round trip; their answers in the same order.
    /// Where one fails the following are not run, and its error is thrown. Either a transaction is
    /// open, or the first of them is "BEGIN".
    std::vector<Rows> run_together(std::span<const Statement> statements);
    /// The same with a commit() behind them; the answers are without the commit's.
    std::vector<Rows> commit_with(std::span<const Statement> before);

    /// Several statements in one text, without parameters; the answer of the last.
    Rows script(std::string_view sql);

    /// `extra` stands behind BEGIN: "ISOLATION LEVEL SERIALIZABLE", "READ ONLY", …
    void begin(std::string_view extra = {});
    /// @throws DatabaseError  a deferred constraint, a serialization failure, or (25P02) a
    /// statement
    ///                        failed before and PostgreSQL rolled back instead.
    void commit();
    /// Never throws: where it fails, the connection is closed, and so is the transaction.
    void rollback() noexcept;

    /// Statements started from now on end by `deadline`, or are cancelled; see
    /// PoolSettings::statement_timeout for the other bound.
    void set_deadline(Clock::time_point deadline) { deadline_ = deadline; }

    bool in_transaction() const noexcept;
    /// A statement failed in the open transaction; only a rollback is possible.
    bool transaction_failed() const noexcept;

    /// Waits for a notification on the channels that this connection LISTENs to. Returns early, and
    /// empty, when `wake` (a file descriptor, or -1) becomes readable.
    std::optional<Notification> wait_for_notification(std::chrono::milliseconds timeout,
                                                      int wake = -1);

    const StatementCache& statements() const { return cache_; }
    int server_process() const noexcept;
    /// How often PostgreSQL was asked and waited for. Any thread.
    std::uint64_t round_trips() const noexcept { return round_trips_.load(); }

private:
    pg_conn* handle() const noexcept;
    /// @throws DatabaseError  not connected
    pg_conn* open_handle() const;
    void configure_session();
    static void hear_notice(void* self, const pg_result* notice);
    Rows run_entry(StatementCache::Entry* entry, std::string_view sql, Values values);
    void prepare(StatementCache::Entry& entry);
    void deallocate_garbage();
    Rows command(std::string_view sql, Clock::time_point deadline);
    Rows finish(bool sent, std::string_view sql, Clock::time_point deadline);
    void send_together(std::span<const Statement> statements, Clock::time_point deadline);
    std::vector<std::string> names_of(std::span<const Statement> statements);
    Rows receive_one(Clock::time_point deadline);
    std::vector<Rows> receive_together(std::span<const Statement> statements,
                                       Clock::time_point deadline,
                                       Clock::time_point deadline_of_last);
    void wait_until_answered(Clock::time_point deadline);
    void cancel();
    Clock::time_point statement_deadline() const;
    Clock::time_point ending_deadline() const;
    [[noreturn]] void fail(const pg_result* result, std::string_view sql);
    [[noreturn]] void lost(std::string_view what);

    PoolSettings settings_;
    std::string connection_string_;
    std::unique_ptr<soci::session> session_;
    StatementCache cache_;
    Clock::time_point deadline_ = Clock::time_point::max();
    bool doomed_ = false; // the server said that it is about to hang up
    std::atomic<std::uint64_t> round_trips_{0};
};

} // namespace statybos::kernel::database
