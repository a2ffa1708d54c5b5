// More work than workers.
#include <thread>

#include <gtest/gtest.h>

#include "support/fake_application.hpp"

namespace statybos::test {
namespace {

using namespace std::chrono_literals;

class OverloadTest : public ServerTest {
protected:
    OverloadTest() {
        application
            .route("GET", "/slow",
                   [this](const Request&, Response& response) {
                       ++slow_runs;
                       door.wait();
                       response.set_body("at last");
                       return Result<void>();
                   })
            .owner = "slow";
        application.route("GET", "/quick", says("{}")).owner = "quick";
        built_in.push_back({"/health/live",
                            [](const Request&, Response& response) { response.set_body("live"); },
                            true});
        built_in.push_back({"/health/ready",
                            [](const Request&, Response& response) { response.set_body("ready"); },
                            false});
    }
    ~OverloadTest() override {
        door.open();
        stop();
    }

    void send_slow(int count) {
        for (int i = 0; i < count; ++i) {
            clients.push_back(std::make_unique<RawClient>(port()));
            clients.back()->send(request("GET /slow"));
        }
    }

    Door door;
    std::atomic<int> slow_runs{0};
    std::vector<std::unique_ptr<RawClient>> clients;
};

TEST_F(OverloadTest, ASlowPluginDoesNotStopAnother) {
    settings.bulkheads = {{"slow", 2}};
    start();
    send_slow(6);
    door.wait_for_waiting(2);
    EXPECT_EQ(ask(request("GET /quick")).status, 200);
    EXPECT_EQ(slow_runs, 2) << "its share of the four workers";
    door.open();
    for (auto& client : clients) {
        EXPECT_EQ(client->read().body, "at last");
    }
}

TEST_F(OverloadTest, AFullQueueIsRefusedAtOnceAndHealthIsAnswered) {
    settings.workers = 1;
    settings.max_queue = 4;
    start();
    send_slow(1);
    door.wait_for_waiting(1);
    send_slow(2);
    while (dispatcher->queued() < 2) {
        std::this_thread::yield();
    }
    const Answer refused = ask(request("GET /slow"));
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.code(), "overloaded");
    EXPECT_EQ(refused.header("Retry-After"), "1");
    EXPECT_EQ(metrics.refused(), 1u);
    EXPECT_EQ(metrics.working(), 1);
    EXPECT_EQ(metrics.waiting(), 2);
    EXPECT_EQ(ask(request("GET /health/live")).body, "live");
    EXPECT_EQ(ask(request("GET /health/ready")).body, "ready");
    door.open();
    for (auto& client : clients) {
        EXPECT_EQ(client->read().status, 200);
    }
}

TEST_F(OverloadTest, CachedAnswersNeedNoWorker) {
    settings.workers = 1;
    application.route("GET", "/cached", says("\"kept\"")).flags = STY_ROUTE_CACHED;
    start();
    EXPECT_EQ(ask(request("GET /cached")).status, 200);
    send_slow(1);
    door.wait_for_waiting(1);
    EXPECT_EQ(ask(request("GET /cached")).body, "\"kept\"");
}

TEST_F(OverloadTest, AHandlerBeyondItsDeadlineIsAnsweredFor) {
    settings.deadline_grace = 50ms;
    auto& route = application.route("GET", "/late", [this](const Request&, Response& response) {
        door.wait();
        response.set_body("too late");
        return Result<void>();
    });
    route.deadline = 100ms;
    start();
    RawClient client(port());
    const Answer answer = client.ask(request("GET /late", "X-Request-Id: r1\r\n"));
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.code(), "deadline_exceeded");
    EXPECT_EQ(answer.header("X-Request-Id"), "r1");
    EXPECT_TRUE(client.ended());
    EXPECT_EQ(ask(request("GET /quick")).status, 200);
    door.open();
}

TEST_F(OverloadTest, ARequestThatWaitedPastItsDeadlineIsNotRun) {
    settings.workers = 1;
    std::atomic<int> runs{0};
    auto& route = application.route("GET", "/soon", [&](const Request&, Response&) {
        ++runs;
        return Result<void>();
    });
    route.deadline = 1ms;
    settings.deadline_grace = 60s;
    start();
    send_slow(1);
    door.wait_for_waiting(1);
    RawClient client(port());
    client.send(request("GET /soon"));
    while (dispatcher->queued() == 0) {
        std::this_thread::yield();
    }
    std::this_thread::sleep_for(2ms); // the deadline itself is what passes
    door.open();
    EXPECT_EQ(client.read().code(), "deadline_exceeded");
    EXPECT_EQ(runs, 0);
}

TEST_F(OverloadTest, ManyClientsAreAnsweredOnceEach) {
    start();
    door.open();
    std::atomic<int> answered{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&] {
            RawClient client(port());
            for (int i = 0; i < 100; ++i) {
                const Answer answer = client.ask(request(i % 3 == 0 ? "GET /slow" : "GET /quick"));
                answered += answer.status == 200 ? 1 : 0;
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(answered, 800);
    while (metrics.in_flight() != 0) { // counted when written, which the client sees first
        std::this_thread::yield();
    }
    EXPECT_EQ(metrics.requests("operation_0", 200) + metrics.requests("operation_1", 200), 800u);
}

} // namespace
} // namespace statybos::test
