#include "vat_vies.hpp"

#include <gtest/gtest.h>

#include <statybos/testing/fake_host.hpp>

namespace statybos::vat_vies {
namespace {

class VatViesTest : public ::testing::Test {
protected:
    static std::string settings(const std::string& requester) {
        return R"({"url":"https://vies.test/rest-api","timeout":4000,"requester":")" + requester +
               R"("})";
    }
    Result<orders::VatNumberAnswer> check(std::string_view number,
                                          const std::string& requester = "") {
        host_ = std::make_unique<statybos::testing::FakeHost>(settings(requester));
        host_->create<VatVies>();
        if (failure) {
            host_->fail_http("/check-vat-number", *failure);
        } else {
            host_->answer_http("/check-vat-number", status, answer);
        }
        Ctx ctx = host_->ctx();
        return host_->provided<orders::VatNumberValidator>()->check(ctx, number);
    }
    const statybos::testing::FakeHttpCall& asked() const { return host_->http_calls().front(); }

    unsigned status = 200;
    std::string answer;
    std::optional<Error> failure;

private:
    std::unique_ptr<statybos::testing::FakeHost> host_;
};

TEST_F(VatViesTest, AsksForTheStateAndTheNumberApart) {
    answer = R"({"countryCode":"LV","vatNumber":"40003000000","valid":true,"name":"SIA Koks",
                 "address":"Riga","requestIdentifier":"WAPIAAAAY1"})";
    const auto told = check("LV40003000000", "LT100001234511");
    ASSERT_TRUE(told);
    EXPECT_TRUE(told->valid);
    EXPECT_EQ(told->name, "SIA Koks");
    EXPECT_EQ(told->reference, "WAPIAAAAY1");
    EXPECT_EQ(asked().method, "POST");
    EXPECT_EQ(asked().url, "https://vies.test/rest-api/check-vat-number");
    EXPECT_EQ(asked().body, R"({"countryCode":"LV","vatNumber":"40003000000",)"
                            R"("requesterMemberStateCode":"LT","requesterNumber":"100001234511"})");
}

TEST_F(VatViesTest, WithoutARequesterNoneIsSent) {
    answer = R"({"valid":false,"name":"---","requestIdentifier":""})";
    const auto told = check("LV40003000000");
    ASSERT_TRUE(told);
    EXPECT_FALSE(told->valid);
    EXPECT_FALSE(told->name);
    EXPECT_FALSE(told->reference);
    EXPECT_EQ(asked().body, R"({"countryCode":"LV","vatNumber":"40003000000"})");
}

TEST_F(VatViesTest, WhatIsNoNumberOfThatStateIsNotValid) {
    status = 400;
    answer = R"({"actionSucceed":false,"errorWrappers":[{"error":"INVALID_INPUT"}]})";
    const auto told = check("LV4");
    ASSERT_TRUE(told);
    EXPECT_FALSE(told->valid);
}

TEST_F(VatViesTest, AStateThatIsAwayIsUnavailable) {
    for (const unsigned with : {200u, 500u}) {
        status = with;
        answer = R"({"actionSucceed":false,"errorWrappers":[{"error":"MS_UNAVAILABLE",)"
                 R"("message":"try later"}]})";
        const auto told = check("LV40003000000");
        ASSERT_FALSE(told);
        EXPECT_EQ(told.error().code(), Errc::unavailable);
    }
}

TEST_F(VatViesTest, AnAnswerThatIsNoneIsUnavailable) {
    for (const auto& [with, text] :
         {std::pair(200u, "<html>maintenance</html>"), {200u, "{}"}, {503u, R"({"valid":true})"}}) {
        status = with;
        answer = text;
        const auto told = check("LV40003000000");
        ASSERT_FALSE(told) << text;
        EXPECT_EQ(told.error().code(), Errc::unavailable);
    }
}

TEST_F(VatViesTest, NoTimeLeftIsTimeout) {
    failure = Error(Errc::timeout, "timeout", "no answer in time");
    EXPECT_EQ(check("LV40003000000").error().code(), Errc::timeout);
}

} // namespace
} // namespace statybos::vat_vies
