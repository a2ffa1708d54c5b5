// One message and what Kannel, here a stand-in of ours, says to it.
#include <gtest/gtest.h>

#include "sms_kannel_plugin.hpp"
#include "support/plugin_database.hpp"

namespace statybos::sms_kannel {
namespace {

class SmsChannelTest : public ::testing::Test {
protected:
    void start(const std::string& more = "") {
        host = std::make_unique<statybos::testing::FakeHost>(
            R"({"url":"http://kannel.test/cgi-bin/sendsms","username":"shop","password":"s3cret",)"
            R"("sender":"Statybos","country_code":"370","trunk_prefixes":["8","0"],)"
            R"("delivery_reports":{},"timeout":1000)" +
                more + "}",
            "sms_kannel");
        host->create<SmsKannelPlugin>();
        database = std::make_unique<statybos::testing::PluginDatabase>(
            *host, std::vector<std::string>{"sms_kannel"});
        request = std::make_unique<statybos::testing::PluginDatabase::Request>(*database);
    }
    ~SmsChannelTest() override {
        request.reset();
        database.reset();
    }
    static notifications::Notification notification(const std::string& key = "order_shipped/1") {
        notifications::Notification made;
        made.key = key;
        made.event = "order_shipped";
        made.phone = "8 612 34567";
        made.title = "Title";
        made.brief = "Order AB12 shipped.";
        made.link = "https://shop.test/orders/1";
        return made;
    }
    Result<void> deliver(const notifications::Notification& told = notification()) {
        Ctx ctx = request->ctx();
        return host->provided<notifications::NotificationChannel>("sms")->deliver(ctx, told);
    }
    bool reaches(const std::optional<std::string>& phone) {
        notifications::Notification told = notification();
        told.phone = phone;
        Ctx ctx = request->ctx();
        return host->provided<notifications::NotificationChannel>("sms")
            ->reaches(ctx, told)
            .value();
    }
    void answer(unsigned status, const std::string& body) {
        host->answer_http("/cgi-bin/sendsms", status, body);
    }
    void fail(Errc code, const std::string& slug) {
        host->fail_http("/cgi-bin/sendsms", Error(code, slug, "no answer"));
    }
    std::string rows() {
        Session session(request->ctx());
        return session.single<std::string>(
            "SELECT coalesce(string_agg(status, ' '), 'none') FROM sms_kannel.message");
    }
    std::size_t calls() const { return host->http_calls().size(); }

    std::unique_ptr<statybos::testing::FakeHost> host;
    std::unique_ptr<statybos::testing::PluginDatabase> database;
    std::unique_ptr<statybos::testing::PluginDatabase::Request> request;
};

TEST_F(SmsChannelTest, ReachesWhoeverHasLeftANumber) {
    start();
    EXPECT_TRUE(reaches("+37061234567"));
    EXPECT_FALSE(reaches("call me"));
    EXPECT_FALSE(reaches(std::nullopt));
}

TEST_F(SmsChannelTest, AnAcceptedMessageIsSentOnce) {
    start();
    for (const char* said : {"0: Accepted for delivery", "3: Queued for later delivery"}) {
        answer(202, said);
        EXPECT_TRUE(deliver(notification(said)));
        EXPECT_TRUE(deliver(notification(said)));
    }
    ASSERT_EQ(calls(), 2u);
    EXPECT_EQ(host->http_calls()[0].body, "Order AB12 shipped. https://shop.test/orders/1");
    EXPECT_EQ(rows(), "sent sent");
}

TEST_F(SmsChannelTest, WhatKannelDidNotTakeIsTriedAgain) {
    start();
    for (const auto& [status, said] : {std::pair(503u, "Temporal failure, try again later."),
                                       {500u, ""},
                                       {403u, "Authorization failed for sendsms"}}) {
        answer(status, said);
        const auto refused = deliver();
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code(), Errc::unavailable) << status;
        EXPECT_EQ(rows(), "none");
    }
    answer(202, "0: Accepted for delivery");
    EXPECT_TRUE(deliver());
    EXPECT_EQ(calls(), 4u);
}

TEST_F(SmsChannelTest, WhatKannelWillNeverTakeIsRefused) {
    start();
    for (const auto& [status, said] :
         {std::pair(400u, "Empty receiver number not allowed, rejected"),
          {403u, "Number(s) has/have been denied by white- and/or black-lists."}}) {
        answer(status, said);
        EXPECT_EQ(deliver().error().slug(), "sms_refused");
        EXPECT_EQ(rows(), "none");
    }
    notifications::Notification told = notification();
    told.phone = "none";
    EXPECT_EQ(deliver(told).error().slug(), "sms_refused");
}

TEST_F(SmsChannelTest, NoConnectionMeansNothingWasSent) {
    start();
    for (const char* slug : {"http_unreachable", "circuit_open", "tls_failed"}) {
        fail(Errc::unavailable, slug);
        EXPECT_EQ(deliver().error().code(), Errc::unavailable);
        EXPECT_EQ(rows(), "none");
    }
}

TEST_F(SmsChannelTest, AMessageOfWhichNobodyKnowsIsNotSentAgain) {
    start();
    fail(Errc::timeout, "http_timeout");
    EXPECT_EQ(deliver().error().slug(), "sms_unsure");
    EXPECT_EQ(deliver().error().slug(), "sms_unsure");
    EXPECT_EQ(calls(), 1u);
    EXPECT_EQ(rows(), "sending");
    fail(Errc::unavailable, "http_unavailable");
    EXPECT_EQ(deliver(notification("another")).error().slug(), "sms_unsure");
    EXPECT_EQ(calls(), 2u);
}

TEST_F(SmsChannelTest, UnlessTheOperatorWouldRatherHaveItTwice) {
    start(R"(,"when_unsure":"repeat")");
    fail(Errc::timeout, "http_timeout");
    EXPECT_EQ(deliver().error().code(), Errc::timeout);
    answer(202, "0: Accepted for delivery");
    EXPECT_TRUE(deliver());
    EXPECT_EQ(calls(), 2u);
    EXPECT_EQ(rows(), "sent");
}

TEST_F(SmsChannelTest, NothingThatIsLoggedOrReturnedHasThePassword) {
    start(R"(,"method":"get")");
    answer(403, "Authorization failed for sendsms");
    const auto refused = deliver();
    EXPECT_EQ(refused.error().message().find("s3cret"), std::string::npos);
    ASSERT_FALSE(host->log_lines().empty());
    for (const std::string& line : host->log_lines()) {
        EXPECT_EQ(line.find("s3cret"), std::string::npos);
    }
}

} // namespace
} // namespace statybos::sms_kannel
