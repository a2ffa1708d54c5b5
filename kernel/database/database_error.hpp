// Errors of PostgreSQL and of the way to it.
#pragma once

#include <string>
#include <string_view>

#include <statybos/error.hpp>

namespace statybos::kernel::database {

/// What PostgreSQL refused, or that it cannot be reached. error() is already what the rest of the
/// kernel and the plugins understand: class and slug by SQLSTATE, hidden from clients.
///
/// | SQLSTATE                         | class         | slug                    |
/// | 23505                            | conflict      | unique_violation        |
/// | 23514                            | conflict      | check_violation         |
/// | 23503, 23001                     | conflict      | foreign_key_violation   |
/// | 23P01                            | conflict      | exclusion_violation     |
/// | 40001, 40P01                     | serialization | serialization_failure   |
/// | 57014                            | timeout       | database_timeout        |
/// | 22021, 22P05                     | invalid       | invalid_text            |
/// | 08…, 53…, 57P01…57P05, 25006     | unavailable   | database_unavailable    |
/// | any other                        | internal      | database_error          |
class DatabaseError : public Failure {
public:
    /// @param message  For the log: PostgreSQL's own sentence, without row values where avoidable.
    DatabaseError(std::string_view sqlstate, std::string_view constraint, std::string message);

    const std::string& sqlstate() const noexcept { return sqlstate_; }
    const std::string& constraint() const noexcept { return constraint_; }

    /// The same transaction may succeed when run again.
    bool is_serialization_failure() const noexcept { return error().code() == Errc::serialization; }
    bool is_unique_violation() const noexcept { return sqlstate_ == "23505"; }
    /// A COMMIT may have happened; see outcome_unknown().
    bool outcome_is_unknown() const noexcept { return sqlstate_ == "08007"; }
    bool is_unavailable() const noexcept { return error().code() == Errc::unavailable; }

    /// PostgreSQL cannot be reached, or the connection broke. `why` is for the log.
    static DatabaseError unavailable(std::string why);
    /// The connection broke while a COMMIT was on its way: it may have happened. Not retryable.
    static DatabaseError outcome_unknown();
    /// The context's deadline or the pool's statement time ran out.
    static DatabaseError timed_out(std::string why);

private:
    DatabaseError(Error error, std::string_view sqlstate);

    std::string sqlstate_;
    std::string constraint_;
};

} // namespace statybos::kernel::database
