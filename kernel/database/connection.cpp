#include "database/connection.hpp"

#include <poll.h>

#include <algorithm>

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include "database/application_role.hpp"
#include "database/marshal.hpp"
#include "database/result_error.hpp"
#include "database/wait.hpp"

namespace statybos::kernel::database {
namespace {

using Clock = Connection::Clock;
using std::chrono::milliseconds;

/// How long a cancelled statement may take to end, and a ROLLBACK to be answered.
constexpr milliseconds grace{5000};

/// Travels from fail() to run(): the statement must be prepared anew.
struct StalePlan : DatabaseError {
    using DatabaseError::DatabaseError;
};

bool succeeded(ExecStatusType status) {
    return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY;
}

} // namespace

Connection::Connection(const PoolSettings& settings)
    : settings_(settings),
      connection_string_(connection_string(settings)),
      cache_(settings.prepared_statements ? settings.statement_cache : 0) {}

Connection::~Connection() {
    close();
}

void Connection::open() {
    close();
    try {
        session_ = std::make_unique<soci::session>(soci::postgresql, connection_string_);
    } catch (const std::exception& error) {
        session_.reset();
        throw DatabaseError::unavailable(without_line_end(error.what()));
    }
    PQsetNoticeReceiver(handle(), &Connection::hear_notice, this);
    try {
        configure_session();
    } catch (const DatabaseError&) {
        close();
        throw;
    }
}

void Connection::close() noexcept {
    cache_.clear();
    session_.reset();
    doomed_ = false;
}

void Connection::configure_session() {
    std::string settings = "SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'";
    // PgBouncer restores the two above for each of its clients; all others it lets leak.
    if (settings_.prepared_statements) {
        settings += "; SET bytea_output = 'hex'; SET IntervalStyle = 'iso_8601'"
                    "; SET client_connection_check_interval = '2s'"
                    "; SET idle_in_transaction_session_timeout = '60s'"
                    "; SET statement_timeout = " +
                    std::to_string(settings_.statement_timeout.count());
        if (settings_.step_down) {
            settings += std::string("; ") + step_down_statement;
        }
    }
    command(settings, Clock::now() + settings_.connect_timeout + grace);
}

void Connection::hear_notice(void* self, const pg_result* notice) {
    // 57P01…57P05: PostgreSQL shuts down, crashed, or was told to end this session.
    if (error_field(notice, PG_DIAG_SQLSTATE).starts_with("57P0")) {
        static_cast<Connection*>(self)->doomed_ = true;
    }
}

bool Connection::usable() noexcept {
    pg_conn* conn = handle();
    // Between statements a server says nothing but goodbye; reading it may take two rounds.
    for (int round = 0; conn != nullptr && round < 3; ++round) {
        pollfd ear{PQsocket(conn), POLLIN, 0};
        if (PQstatus(conn) == CONNECTION_OK && poll(&ear, 1, 0) == 0) {
            return true;
        }
        const bool alive = PQconsumeInput(conn) == 1;
        while (PGnotify* unheard = PQnotifies(conn)) {
            PQfreemem(unheard);
        }
        if (!alive || doomed_) {
            break;
        }
    }
    close();
    return false;
}

Rows Connection::run(std::string_view sql, Values values) {
    const bool alone = !in_transaction();
    StatementCache::Entry* entry = cache_.use(sql);
    try {
        return run_entry(entry, sql, values);
    } catch (const StalePlan&) {
        if (entry != nullptr) {
            cache_.invalidate(*entry);
        }
    }
    if (!alone) {
        throw DatabaseError("40001", "", "a table changed under a prepared statement");
    }
    return run_entry(nullptr, sql, values);
}

Rows Connection::run_entry(StatementCache::Entry* entry, std::string_view sql, Values values) {
    const MarshalledValues parameters(values);
    const auto deadline = statement_deadline();
    if (deadline <= Clock::now()) {
        throw DatabaseError::timed_out("the deadline passed before the statement was sent");
    }
    if (entry != nullptr && entry->name.empty() && entry->uses > 1) {
        prepare(*entry);
    }
    pg_conn* conn = open_handle();
    if (entry != nullptr && !entry->name.empty()) {
        const bool sent =
            PQsendQueryPrepared(conn, entry->name.c_str(), parameters.size(), parameters.data(),
                                parameters.lengths(), parameters.formats(), 0) == 1;
        return finish(sent, sql, deadline);
    }
    const bool sent =
        PQsendQueryParams(conn, std::string(sql).c_str(), parameters.size(), nullptr,
                          parameters.data(), parameters.lengths(), parameters.formats(), 0) == 1;
    return finish(sent, sql, deadline);
}

void Connection::prepare(StatementCache::Entry& entry) {
    deallocate_garbage();
    const std::string name = cache_.next_name();
    const bool sent =
        PQsendPrepare(open_handle(), name.c_str(), entry.text.c_str(), 0, nullptr) == 1;
    finish(sent, entry.text, statement_deadline());
    entry.name = name;
}

void Connection::deallocate_garbage() {
    if (transaction_failed()) {
        return;
    }
    std::string sql;
    for (const std::string& name : cache_.take_garbage()) {
        sql += "DEALLOCATE " + name + ';';
    }
    if (!sql.empty()) {
        command(sql, statement_deadline());
    }
}

Rows Connection::script(std::string_view sql) {
    return command(sql, statement_deadline());
}

Rows Connection::command(std::string_view sql, Clock::time_point deadline) {
    const bool sent = PQsendQuery(open_handle(), std::string(sql).c_str()) == 1;
    return finish(sent, sql, deadline);
}

Rows Connection::finish(bool sent, std::string_view sql, Clock::time_point deadline) {
    pg_conn* conn = open_handle();
    if (!sent) {
        if (PQstatus(conn) == CONNECTION_OK) {
            throw DatabaseError("54000", "", without_line_end(PQerrorMessage(conn)));
        }
        lost("could not send a statement");
    }
    ++round_trips_;
    Rows kept(nullptr);
    bool good = true;
    for (;;) {
        wait_until_answered(deadline);
        Rows next(PQgetResult(conn));
        if (next.raw() == nullptr) {
            break;
        }
        const ExecStatusType status = PQresultStatus(next.raw());
        if (is_copy(next.raw())) {
            close();
            throw DatabaseError("0A000", "", "COPY cannot be used here");
        }
        if (good) {
            kept = std::move(next);
            good = succeeded(status);
        }
    }
    if (kept.raw() == nullptr) {
        lost("no answer");
    }
    if (!good) {
        fail(kept.raw(), sql);
    }
    return kept;
}

void Connection::wait_until_answered(Clock::time_point deadline) {
    pg_conn* conn = handle();
    bool cancelled = false;
    while (PQisBusy(conn) == 1) {
        if (wait_for_input(PQsocket(conn), deadline) == Woken::by_time) {
            if (cancelled) {
                close();
                throw DatabaseError::timed_out("PostgreSQL did not answer; connection closed");
            }
            cancel();
            cancelled = true;
            deadline = Clock::now() + grace;
        } else if (PQconsumeInput(conn) == 0) {
            return; // PQgetResult makes an error of it
        }
    }
}

void Connection::cancel() {
    PGcancel* order = PQgetCancel(handle());
    char ignored[256];
    if (order != nullptr) {
        PQcancel(order, ignored, sizeof ignored);
        PQfreeCancel(order);
    }
}

void Connection::begin(std::string_view extra) {
    if (deadline_ <= Clock::now()) {
        throw DatabaseError::timed_out("the deadline passed before the transaction began");
    }
    std::string sql = "BEGIN ";
    sql += extra;
    command(sql, statement_deadline());
}

void Connection::commit() {
    open_handle();
    try {
        const Rows answer = command("COMMIT", ending_deadline());
        // A failed transaction is rolled back by COMMIT, and PostgreSQL calls that a success.
        if (answer.tag() == "COMMIT") {
            return;
        }
    } catch (const DatabaseError&) {
        if (!is_open()) {
            throw DatabaseError::outcome_unknown();
        }
        throw;
    }
    throw DatabaseError("25P02", "", "a statement failed before, so the transaction rolled back");
}

void Connection::rollback() noexcept {
    if (!in_transaction()) {
        return;
    }
    try {
        command("ROLLBACK", Clock::now() + grace);
    } catch (const std::exception&) {
        close();
    }
}

bool Connection::in_transaction() const noexcept {
    pg_conn* conn = handle();
    return conn != nullptr && PQtransactionStatus(conn) != PQTRANS_IDLE &&
           PQtransactionStatus(conn) != PQTRANS_UNKNOWN;
}

bool Connection::transaction_failed() const noexcept {
    pg_conn* conn = handle();
    return conn != nullptr && PQtransactionStatus(conn) == PQTRANS_INERROR;
}

std::optional<Notification> Connection::wait_for_notification(milliseconds timeout, int wake) {
    const auto deadline = Clock::now() + timeout;
    pg_conn* conn = open_handle();
    for (;;) {
        if (PGnotify* heard = PQnotifies(conn)) {
            Notification notification{heard->relname, heard->extra};
            PQfreemem(heard);
            return notification;
        }
        if (wait_for_input(PQsocket(conn), deadline, wake) != Woken::by_input) {
            return std::nullopt;
        }
        if (PQconsumeInput(conn) == 0 || doomed_) {
            lost("while waiting for notifications");
        }
    }
}

int Connection::server_process() const noexcept {
    return handle() == nullptr ? 0 : PQbackendPID(handle());
}

pg_conn* Connection::handle() const noexcept {
    if (!session_ || session_->get_backend() == nullptr) {
        return nullptr;
    }
    return static_cast<soci::postgresql_session_backend*>(session_->get_backend())->conn_;
}

pg_conn* Connection::open_handle() const {
    pg_conn* conn = handle();
    if (conn == nullptr) {
        throw DatabaseError::unavailable("the connection to PostgreSQL is closed");
    }
    return conn;
}

Clock::time_point Connection::statement_deadline() const {
    if (settings_.statement_timeout.count() == 0) {
        return deadline_;
    }
    // The server's own statement_timeout comes first; this one is for a server that is silent.
    const milliseconds margin =
        settings_.prepared_statements ? milliseconds(2000) : milliseconds(0);
    return std::min(deadline_, Clock::now() + settings_.statement_timeout + margin);
}

Clock::time_point Connection::ending_deadline() const {
    return settings_.statement_timeout.count() == 0
               ? Clock::time_point::max()
               : Clock::now() + std::max(settings_.statement_timeout, grace);
}

void Connection::fail(const pg_result* result, std::string_view sql) {
    const std::string sqlstate(error_field(result, PG_DIAG_SQLSTATE));
    if (is_stale_plan(result)) {
        throw StalePlan(sqlstate, "", describe_error(result, sql));
    }
    DatabaseError error(sqlstate, error_field(result, PG_DIAG_CONSTRAINT_NAME),
                        describe_error(result, sql));
    const bool broken = PQstatus(handle()) != CONNECTION_OK;
    if (broken || sqlstate == "25006") {
        close();
    }
    if (broken && !error.is_unavailable()) {
        throw DatabaseError::unavailable(error.what());
    }
    throw error;
}

void Connection::lost(std::string_view what) {
    std::string why = "connection to PostgreSQL lost: ";
    why += what;
    if (pg_conn* conn = handle(); conn != nullptr && *PQerrorMessage(conn) != '\0') {
        why += ": " + without_line_end(PQerrorMessage(conn));
    }
    close();
    throw DatabaseError::unavailable(std::move(why));
}

} // namespace statybos::kernel::database
