#include "stripe/signature.hpp"

#include <gtest/gtest.h>

#include <statybos/secrets.hpp>
#include <statybos/testing/fake_host.hpp>

namespace statybos::payments_stripe::stripe {
namespace {

constexpr std::int64_t now = 1'800'000'000;
constexpr std::string_view body = R"({"id":"evt_1"})";

std::string hash(std::string_view secret, std::int64_t at = now) {
    return to_hex(hmac_sha256(secret, std::to_string(at) + '.' + std::string(body)));
}
std::string header(const std::string& hashes, std::int64_t at = now) {
    return "t=" + std::to_string(at) + ',' + hashes;
}

class SignatureTest : public ::testing::Test {
protected:
    static bool is_good(const std::string& header, std::vector<std::string> secrets = {"whsec"}) {
        return is_signed(header, body, secrets, now, 300);
    }

    statybos::testing::FakeHost host; // its tables have the digests
};

TEST_F(SignatureTest, IsWhatTheRealPackageMakes) {
    // require("stripe")(…).webhooks.generateTestHeaderString({payload: "{}", secret: "whsec_x",
    // timestamp: 1})
    EXPECT_TRUE(is_signed("t=1,v1=36ee2f7498f0c1777d1312b2a7361947fe5ad31223be30d0c62421f4ca753401",
                          "{}", {"whsec_x"}, 1, 300));
}

TEST_F(SignatureTest, HoldsForOneOfSeveralSignaturesAndSecrets) {
    EXPECT_TRUE(is_good(header("v1=" + hash("whsec"))));
    EXPECT_TRUE(is_good(header("v1=" + hash("old") + ",v1=" + hash("whsec"))));
    EXPECT_TRUE(is_good(header("v1=" + hash("whsec") + ",v1=" + hash("old"))));
    EXPECT_TRUE(is_good(header("v1=" + hash("new")), {"old", "new"}));
    EXPECT_FALSE(is_good(header("v1=" + hash("new")), {"old"}));
}

TEST_F(SignatureTest, IsRefusedWhenItIsOldOrFromTheFuture) {
    EXPECT_TRUE(is_good(header("v1=" + hash("whsec", now - 300), now - 300)));
    EXPECT_FALSE(is_good(header("v1=" + hash("whsec", now - 301), now - 301)));
    EXPECT_FALSE(is_good(header("v1=" + hash("whsec", now + 301), now + 301)));
}

TEST_F(SignatureTest, IsOfTheTimeThatItNames) {
    EXPECT_FALSE(is_good(header("v1=" + hash("whsec", now - 1), now)));
}

TEST_F(SignatureTest, OfAnotherSchemeCountsForNothing) {
    EXPECT_FALSE(is_good(header("v0=" + hash("whsec"))));
    EXPECT_FALSE(parse_signature(header("v0=" + hash("whsec"))).has_value());
}

TEST_F(SignatureTest, ThatCannotBeReadIsNone) {
    for (const std::string& text :
         {std::string(), std::string("v1=" + hash("whsec")), std::string("t=,v1=aa"),
          std::string("t=12x,v1=aa"), std::string("t=-1,v1=aa"), std::string("t=1"),
          std::string("t=99999999999999999999,v1=aa"), "t=1,v1=" + std::string(5'000, 'a')}) {
        EXPECT_FALSE(parse_signature(text).has_value()) << text.substr(0, 40);
    }
}

TEST_F(SignatureTest, CannotMakeUsCompareForEver) {
    std::string many = "t=1";
    for (int i = 0; i < 100; ++i) {
        many += ",v1=a";
    }
    EXPECT_EQ(parse_signature(many)->hashes.size(), 8u);
}

} // namespace
} // namespace statybos::payments_stripe::stripe
