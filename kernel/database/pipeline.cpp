// Several statements in one round trip: Connection's part that uses libpq's pipeline mode.
#include <libpq-fe.h>

#include "database/connection.hpp"
#include "database/marshal.hpp"
#include "database/result_error.hpp"

namespace statybos::kernel::database {
namespace {

bool succeeded(const Rows& rows) {
    const ExecStatusType status = PQresultStatus(rows.raw());
    return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY;
}

} // namespace

std::vector<Rows> Connection::run_together(std::span<const Statement> statements) {
    const auto deadline = statement_deadline();
    send_together(statements, deadline);
    return receive_together(statements, deadline, deadline);
}

std::vector<Rows> Connection::commit_with(std::span<const Statement> before) {
    open_handle();
    std::vector<Statement> all(before.begin(), before.end());
    all.push_back({"COMMIT", {}});
    try {
        send_together(all, statement_deadline());
        auto answers = receive_together(all, statement_deadline(), ending_deadline());
        // A failed transaction is rolled back by COMMIT, and PostgreSQL calls that a success.
        if (answers.back().tag() == "COMMIT") {
            answers.pop_back();
            return answers;
        }
    } catch (const DatabaseError&) {
        if (!is_open()) {
            throw DatabaseError::outcome_unknown();
        }
        throw;
    }
    throw DatabaseError("25P02", "", "a statement failed before, so the transaction rolled back");
}

// Whatever can be refused is refused before the first byte is sent.
void Connection::send_together(std::span<const Statement> statements, Clock::time_point deadline) {
    if (deadline <= Clock::now()) {
        throw DatabaseError::timed_out("the deadline passed before the statements were sent");
    }
    std::vector<MarshalledValues> parameters;
    parameters.reserve(statements.size()); // they must not move
    for (const Statement& statement : statements) {
        parameters.emplace_back(statement.values);
    }
    const auto names = names_of(statements);
    pg_conn* conn = open_handle();
    bool sent = PQenterPipelineMode(conn) == 1;
    for (std::size_t i = 0; sent && i < statements.size(); ++i) {
        const MarshalledValues& values = parameters[i];
        sent = names[i].empty()
                   ? PQsendQueryParams(conn, std::string(statements[i].sql).c_str(), values.size(),
                                       nullptr, values.data(), values.lengths(), values.formats(),
                                       0) == 1
                   : PQsendQueryPrepared(conn, names[i].c_str(), values.size(), values.data(),
                                         values.lengths(), values.formats(), 0) == 1;
    }
    if (!sent || PQpipelineSync(conn) != 1) {
        lost("could not send statements");
    }
    ++round_trips_;
}

// The names under which the statements are prepared; empty: it is not.
std::vector<std::string> Connection::names_of(std::span<const Statement> statements) {
    // A cache that is too small for all of them would forget one while it prepares another.
    const bool all_fit = statements.size() <= cache_.capacity();
    std::vector<std::string> names;
    for (const Statement& statement : statements) {
        StatementCache::Entry* entry = all_fit ? cache_.use(statement.sql) : nullptr;
        if (entry != nullptr && entry->name.empty() && entry->uses > 1) {
            prepare(*entry);
        }
        names.push_back(entry != nullptr ? entry->name : std::string());
    }
    return names;
}

Rows Connection::receive_one(Clock::time_point deadline) {
    wait_until_answered(deadline);
    return Rows(PQgetResult(open_handle()));
}

std::vector<Rows> Connection::receive_together(std::span<const Statement> statements,
                                               Clock::time_point deadline,
                                               Clock::time_point deadline_of_last) {
    std::vector<Rows> answers;
    Rows refusal(nullptr);
    std::string_view refused;
    for (const Statement& statement : statements) {
        const auto until = &statement == &statements.back() ? deadline_of_last : deadline;
        Rows answer = receive_one(until);
        if (PQstatus(open_handle()) != CONNECTION_OK) {
            if (answer.raw() == nullptr) {
                lost("no answer");
            }
            fail(answer.raw(), statement.sql);
        }
        if (is_copy(answer.raw())) {
            close();
            throw DatabaseError("0A000", "", "COPY cannot be used here");
        }
        while (receive_one(until).raw() != nullptr) {
        }
        if (succeeded(answer)) {
            answers.push_back(std::move(answer));
        } else if (refusal.raw() == nullptr) {
            refusal = std::move(answer);
            refused = statement.sql;
        }
    }
    receive_one(deadline_of_last); // the end of the pipeline
    if (PQexitPipelineMode(open_handle()) != 1) {
        lost("the answers do not fit the statements");
    }
    if (refusal.raw() == nullptr) {
        return answers;
    }
    if (is_stale_plan(refusal.raw())) {
        if (auto* entry = cache_.use(refused); entry != nullptr) {
            cache_.invalidate(*entry);
        }
        throw DatabaseError("40001", "", "a table changed under a prepared statement");
    }
    fail(refusal.raw(), refused);
}

} // namespace statybos::kernel::database
