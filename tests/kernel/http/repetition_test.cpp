// Idempotency-Key over HTTP.
#include <thread>

#include <gtest/gtest.h>

#include "support/fake_application.hpp"

namespace statybos::test {
namespace {

class RepetitionTest : public ServerTest {
protected:
    RepetitionTest() {
        auto& order = application.route(
            "POST", "/orders", [this](const Request& request, Response& response) -> Result<void> {
                const int run = ++runs;
                if (hold) {
                    door.wait();
                }
                if (fail > 0) {
                    --fail;
                    return Error(Errc::declined, "payment_declined", "No.");
                }
                response.set_status(201);
                response.set_header("Location", "/orders/" + std::to_string(run));
                response.set_body("order " + std::to_string(run) + " " +
                                  std::string(request.idempotency_key));
                return {};
            });
        order.flags = STY_ROUTE_IDEMPOTENCY;
        order.idempotency_scope = "X-Cart-Token, cart";
    }

    static std::string post(std::string_view key, std::string_view body = "{}",
                            std::string_view lines = "Authorization: Bearer user-1\r\n") {
        return json_post("/orders", body,
                         "Idempotency-Key: " + std::string(key) + "\r\n" + std::string(lines));
    }

    std::atomic<int> runs{0};
    std::atomic<int> fail{0};
    std::atomic<bool> hold{false};
    Door door;
};

TEST_F(RepetitionTest, TheSameKeyAnswersTheFirstAnswerAgain) {
    start();
    const Answer first = ask(post("k1"));
    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(first.body, "order 1 k1");
    EXPECT_FALSE(first.has("Idempotency-Replayed"));
    const Answer again = ask(post("k1"));
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body, "order 1 k1");
    EXPECT_EQ(again.header("Location"), "/orders/1");
    EXPECT_EQ(again.header("Idempotency-Replayed"), "true");
    EXPECT_EQ(ask(post("k2")).body, "order 2 k2");
    EXPECT_EQ(runs, 2);
}

TEST_F(RepetitionTest, AnotherBodyIsAMismatch) {
    start();
    ask(post("k1"));
    const Answer mismatch = ask(post("k1", "{\"a\":1}"));
    EXPECT_EQ(mismatch.status, 409);
    EXPECT_EQ(mismatch.code(), "idempotency_mismatch");
    EXPECT_EQ(runs, 1);
}

TEST_F(RepetitionTest, KeysBelongToAUserOrACart) {
    start();
    ask(post("k"));
    EXPECT_EQ(ask(post("k", "{}", "Authorization: Bearer user-2\r\n")).body, "order 2 k");
    EXPECT_EQ(ask(post("k", "{}", "X-Cart-Token: c1\r\n")).body, "order 3 k");
    EXPECT_EQ(ask(post("k", "{}", "X-Cart-Token: c2\r\n")).body, "order 4 k");
    EXPECT_EQ(ask(post("k", "{}", "Cookie: cart=c1\r\n")).body, "order 3 k");
    EXPECT_EQ(ask(post("k", "{}", "")).body, "order 5 k");
    EXPECT_EQ(ask(post("k", "{}", "")).body, "order 5 k");
}

TEST_F(RepetitionTest, AFailedAttemptLeavesNothing) {
    start();
    fail = 1;
    EXPECT_EQ(ask(post("k")).status, 402);
    EXPECT_EQ(application.store.size(), 0u);
    EXPECT_EQ(ask(post("k", "{\"other\":1}")).status, 201);
    EXPECT_EQ(runs, 2);
}

TEST_F(RepetitionTest, RefusesAnInvalidIdempotencyKey) {
    start();
    for (const std::string& key :
         {std::string(), std::string("a b"), std::string(201, 'a'), std::string("ą")}) {
        EXPECT_EQ(ask(post(key)).code(), "invalid_idempotency_key") << key;
    }
    EXPECT_EQ(ask(post(std::string(200, 'a'))).status, 201);
    EXPECT_EQ(runs, 1);
}

TEST_F(RepetitionTest, TenInParallelRunOnceAndHoldOneWorker) {
    hold = true;
    start();
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 10; ++i) {
        clients.push_back(std::make_unique<RawClient>(port()));
        clients.back()->send(post("k"));
    }
    door.wait_for_waiting(1);
    while (application.calls < 10 || dispatcher->busy_workers() > 1) {
        std::this_thread::yield();
    }
    EXPECT_EQ(runs, 1);
    door.open();
    int replayed = 0;
    for (auto& client : clients) {
        const Answer answer = client->read();
        EXPECT_EQ(answer.status, 201);
        EXPECT_EQ(answer.body, "order 1 k");
        replayed += answer.has("Idempotency-Replayed") ? 1 : 0;
    }
    EXPECT_EQ(replayed, 9);
    EXPECT_EQ(runs, 1);
}

TEST_F(RepetitionTest, WhoWaitedForAFailureTriesItself) {
    hold = true;
    fail = 2;
    start();
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 5; ++i) {
        clients.push_back(std::make_unique<RawClient>(port()));
        clients.back()->send(post("k"));
    }
    door.wait_for_waiting(1);
    while (application.calls < 5 || dispatcher->busy_workers() > 1) {
        std::this_thread::yield();
    }
    hold = false;
    door.open();
    int declined = 0;
    for (auto& client : clients) {
        const Answer answer = client->read();
        declined += answer.status == 402 ? 1 : 0;
        EXPECT_TRUE(answer.status == 402 || answer.body == "order 3 k") << answer.body;
    }
    EXPECT_EQ(declined, 2);
    EXPECT_EQ(runs, 3);
}

} // namespace
} // namespace statybos::test
