#include "service/account_tokens.hpp"

#include <gtest/gtest.h>

#include <statybos/testing/fake_host.hpp>

namespace statybos::users {
namespace {

class Tokens final : public Plugin {
public:
    explicit Tokens(Host host) : Plugin(host), tokens(host) {}

    AccountTokens tokens;
};

class AccountTokensTest : public ::testing::Test {
protected:
    AccountTokensTest() {
        user.id = UserId::make();
        user.secret_version = 3;
    }

    statybos::testing::FakeHost host;
    AccountTokens& tokens = host.create<Tokens>().tokens;
    UserRow user;
    const Instant start = Instant::from_seconds(1'767'225'600);
};

TEST_F(AccountTokensTest, OpenForTheirPurpose) {
    const std::string token = tokens.issue(TokenPurpose::reset_password, user);
    const auto opened = tokens.open(TokenPurpose::reset_password, token);
    ASSERT_TRUE(opened.has_value());
    EXPECT_EQ(opened->user_id, user.id);
    EXPECT_EQ(opened->secret_version, 3);
    EXPECT_FALSE(tokens.open(TokenPurpose::verify_email, token).has_value());
}

TEST_F(AccountTokensTest, ExpireAfterAnHourOrTwoDays) {
    const std::string reset = tokens.issue(TokenPurpose::reset_password, user);
    const std::string verify = tokens.issue(TokenPurpose::verify_email, user);
    host.set_now(start.plus_seconds(3'599));
    EXPECT_TRUE(tokens.open(TokenPurpose::reset_password, reset).has_value());
    host.set_now(start.plus_seconds(3'600));
    EXPECT_FALSE(tokens.open(TokenPurpose::reset_password, reset).has_value());
    host.set_now(start.plus_seconds(48 * 3'600 - 1));
    EXPECT_TRUE(tokens.open(TokenPurpose::verify_email, verify).has_value());
    host.set_now(start.plus_seconds(48 * 3'600));
    EXPECT_FALSE(tokens.open(TokenPurpose::verify_email, verify).has_value());
}

TEST_F(AccountTokensTest, ThatAreNoneDoNotOpen) {
    const std::string token = tokens.issue(TokenPurpose::verify_email, user);
    for (const std::string& text : {std::string(), token.substr(1), token.substr(0, 40),
                                    token + '=', std::string("a.b.c"), std::string(5'000, 'A')}) {
        EXPECT_FALSE(tokens.open(TokenPurpose::verify_email, text).has_value()) << text;
    }
}

} // namespace
} // namespace statybos::users
