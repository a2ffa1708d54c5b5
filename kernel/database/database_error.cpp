#include "database/database_error.hpp"

#include <statybos/json_writer.hpp>

namespace statybos::kernel::database {
namespace {

struct Meaning {
    std::string_view sqlstate; // a prefix
    Errc code;
    std::string_view slug;
    std::uint32_t flags;
};

constexpr Meaning meanings[] = {
    {"23505", Errc::conflict, "unique_violation", 0},
    {"23514", Errc::conflict, "check_violation", 0},
    {"23503", Errc::conflict, "foreign_key_violation", 0},
    {"23001", Errc::conflict, "foreign_key_violation", 0},
    {"23P01", Errc::conflict, "exclusion_violation", 0},
    {"40001", Errc::serialization, "serialization_failure", STY_ERROR_RETRYABLE},
    {"40P01", Errc::serialization, "serialization_failure", STY_ERROR_RETRYABLE},
    {"57014", Errc::timeout, "database_timeout", STY_ERROR_RETRYABLE},
    {"22021", Errc::invalid, "invalid_text", 0},
    {"22P05", Errc::invalid, "invalid_text", 0},
    {"08", Errc::unavailable, "database_unavailable", STY_ERROR_RETRYABLE},
    {"53", Errc::unavailable, "database_unavailable", STY_ERROR_RETRYABLE},
    {"57P0", Errc::unavailable, "database_unavailable", STY_ERROR_RETRYABLE},
    // A primary that became a standby answers so until the connection is made anew.
    {"25006", Errc::unavailable, "database_unavailable", STY_ERROR_RETRYABLE},
};

Meaning meaning_of(std::string_view sqlstate) {
    for (const Meaning& meaning : meanings) {
        if (sqlstate.starts_with(meaning.sqlstate)) {
            return meaning;
        }
    }
    return {{}, Errc::internal, "database_error", 0};
}

std::string quoted(std::string_view text) {
    std::string out;
    append_json_string(out, text);
    return out;
}

Error make_error(std::string_view sqlstate, std::string_view constraint, std::string message) {
    const Meaning meaning = meaning_of(sqlstate);
    return Error(meaning.code, std::string(meaning.slug), std::move(message))
        .flag(meaning.flags | STY_ERROR_PRIVATE)
        .member("sqlstate", quoted(sqlstate))
        .member("constraint", quoted(constraint));
}

} // namespace

DatabaseError::DatabaseError(std::string_view sqlstate, std::string_view constraint,
                             std::string message)
    : Failure(make_error(sqlstate, constraint, std::move(message))),
      sqlstate_(sqlstate),
      constraint_(constraint) {}

DatabaseError::DatabaseError(Error error, std::string_view sqlstate)
    : Failure(std::move(error)), sqlstate_(sqlstate) {}

DatabaseError DatabaseError::unavailable(std::string why) {
    return {"08006", "", std::move(why)};
}

DatabaseError DatabaseError::outcome_unknown() {
    return {Error(Errc::unavailable, "database_unavailable",
                  "the connection broke during COMMIT: the transaction may have happened")
                .flag(STY_ERROR_PRIVATE)
                .member("sqlstate", R"("08007")")
                .member("constraint", R"("")")
                .member("outcome", R"("unknown")"),
            "08007"};
}

DatabaseError DatabaseError::timed_out(std::string why) {
    return {"57014", "", std::move(why)};
}

} // namespace statybos::kernel::database
