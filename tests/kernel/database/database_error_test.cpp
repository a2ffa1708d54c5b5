#include "database/database_error.hpp"

#include <gtest/gtest.h>

namespace statybos::kernel::database {
namespace {

struct Case {
    const char* sqlstate;
    Errc code;
    const char* slug;
    bool retryable;
};

TEST(DatabaseErrorTest, ClassAndSlugFollowTheSqlstate) {
    const Case cases[] = {
        {"23505", Errc::conflict, "unique_violation", false},
        {"23514", Errc::conflict, "check_violation", false},
        {"23503", Errc::conflict, "foreign_key_violation", false},
        {"23001", Errc::conflict, "foreign_key_violation", false},
        {"23P01", Errc::conflict, "exclusion_violation", false},
        {"40001", Errc::serialization, "serialization_failure", true},
        {"40P01", Errc::serialization, "serialization_failure", true},
        {"57014", Errc::timeout, "database_timeout", true},
        {"22021", Errc::invalid, "invalid_text", false},
        {"22P05", Errc::invalid, "invalid_text", false},
        {"08006", Errc::unavailable, "database_unavailable", true},
        {"53300", Errc::unavailable, "database_unavailable", true},
        {"57P01", Errc::unavailable, "database_unavailable", true},
        {"57P03", Errc::unavailable, "database_unavailable", true},
        {"25006", Errc::unavailable, "database_unavailable", true},
        {"23502", Errc::internal, "database_error", false},
        {"42601", Errc::internal, "database_error", false},
        {"P0001", Errc::internal, "database_error", false},
        {"", Errc::internal, "database_error", false},
    };
    for (const Case& expected : cases) {
        const DatabaseError error(expected.sqlstate, "", "why");
        EXPECT_EQ(error.error().code(), expected.code) << expected.sqlstate;
        EXPECT_EQ(error.error().slug(), expected.slug) << expected.sqlstate;
        EXPECT_EQ(error.error().retryable(), expected.retryable) << expected.sqlstate;
        EXPECT_TRUE(error.error().hidden()) << expected.sqlstate;
    }
}

TEST(DatabaseErrorTest, DetailsNameSqlstateAndConstraint) {
    const DatabaseError error("23505", "user_email_key", "duplicate");
    EXPECT_EQ(error.error().details(), R"({"sqlstate":"23505","constraint":"user_email_key"})");
    EXPECT_STREQ(error.what(), "duplicate");
    EXPECT_TRUE(error.is_unique_violation());
}

TEST(DatabaseErrorTest, ACommitOfUnknownOutcomeIsUnavailableButNotRetryable) {
    const DatabaseError error = DatabaseError::outcome_unknown();
    EXPECT_EQ(error.error().slug(), "database_unavailable");
    EXPECT_TRUE(error.outcome_is_unknown());
    EXPECT_FALSE(error.error().retryable());
    EXPECT_EQ(error.error().details(),
              R"({"sqlstate":"08007","constraint":"","outcome":"unknown"})");
}

} // namespace
} // namespace statybos::kernel::database
