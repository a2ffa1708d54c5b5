#include "service/passwords.hpp"

#include <gtest/gtest.h>

namespace statybos::users {
namespace {

constexpr std::size_t little_memory = 64 * 1024;

TEST(PasswordsTest, VerifiesWhatItHashedAndNothingElse) {
    const Passwords passwords(little_memory, 1);
    const std::string hash = passwords.hash("arklys baterija segtukas");
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=64,t=1,p=1$")) << hash;
    EXPECT_TRUE(passwords.verify(hash, "arklys baterija segtukas"));
    EXPECT_FALSE(passwords.verify(hash, "arklys baterija segtukai"));
    EXPECT_FALSE(passwords.verify(hash, ""));
    EXPECT_NE(passwords.hash("arklys baterija segtukas"), hash) << "without a salt of its own";
}

TEST(PasswordsTest, VerifiesHashesOfOtherCosts) {
    const std::string old = Passwords(little_memory, 1).hash("arklys baterija segtukas");
    EXPECT_TRUE(Passwords(2 * little_memory, 2).verify(old, "arklys baterija segtukas"));
}

TEST(PasswordsTest, VerifiesNothingAgainstWhatIsNoHash) {
    const Passwords passwords(little_memory, 1);
    for (const char* hash : {"", "plain", "$argon2id$v=19$m=64,t=1,p=1$"}) {
        EXPECT_FALSE(passwords.verify(hash, hash)) << hash;
    }
}

TEST(PasswordsTest, RefusesThoseThatAreTriedFirst) {
    for (const char* password : {"Slaptazodis", "PASSWORD123", "žžžžžžžžžž", "1234567890"}) {
        const auto checked = Passwords::check(password, "/password");
        ASSERT_FALSE(checked.has_value()) << password;
        EXPECT_EQ(checked.error().fields().front().pointer, "/password");
        EXPECT_EQ(checked.error().fields().front().code, "too_common");
    }
    EXPECT_TRUE(Passwords::check("arklys baterija segtukas", "/password").has_value());
}

} // namespace
} // namespace statybos::users
