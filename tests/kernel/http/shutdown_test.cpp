// How the server ends.
#include <thread>

#include <gtest/gtest.h>

#include "support/fake_application.hpp"

namespace statybos::test {
namespace {

using namespace std::chrono_literals;

class ShutdownTest : public ServerTest {
protected:
    ShutdownTest() {
        application.route("GET", "/slow", [this](const Request&, Response& response) {
            door.wait();
            response.set_body("finished");
            return Result<void>();
        });
        application.route("GET", "/quick", says("{}"));
    }
    ~ShutdownTest() override {
        door.open();
        stop();
    }
    Door door;
};

TEST_F(ShutdownTest, FinishesARunningRequestAndClosesTheRest) {
    start();
    RawClient idle(port());
    EXPECT_EQ(idle.ask(request("GET /quick")).status, 200);
    RawClient running(port());
    running.send(request("GET /slow"));
    door.wait_for_waiting(1);
    std::thread stopping([this] { server->stop(20s); });
    EXPECT_TRUE(idle.ended()) << "closed while the other one runs";
    door.open();
    const Answer answer = running.read();
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "finished");
    EXPECT_EQ(answer.header("Connection"), "close");
    EXPECT_TRUE(running.ended());
    stopping.join();
    EXPECT_FALSE(RawClient(port()).connected());
}

TEST_F(ShutdownTest, CutsOffWhatOutlivesThePatience) {
    start();
    RawClient running(port());
    running.send(request("GET /slow"));
    door.wait_for_waiting(1);
    server->stop(0ms);
    EXPECT_EQ(running.read().status, 0);
    EXPECT_EQ(metrics.connections(), 0);
}

TEST_F(ShutdownTest, AHalfSentRequestIsWaitedFor) {
    start();
    RawClient half(port());
    half.send("GET /quick HTTP/1.1\r\n");
    RawClient other(port());
    EXPECT_EQ(other.ask(request("GET /quick")).status, 200);
    std::thread stopping([this] { server->stop(20s); });
    EXPECT_TRUE(other.ended());
    EXPECT_EQ(half.ask("Host: a\r\n\r\n").status, 200);
    stopping.join();
}

TEST_F(ShutdownTest, ReportsAnAddressInUse) {
    start();
    auto taken = settings;
    taken.port = port();
    auto second = http::Dispatcher::create(taken, application, metrics, {});
    ASSERT_TRUE(second);
    const auto refused = http::Server::create(**second);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().slug(), "address_in_use");
    EXPECT_NE(refused.error().message().find(std::to_string(port())), std::string::npos);
}

TEST_F(ShutdownTest, ReportsAnInvalidAddress) {
    settings.address = "localhost";
    application.publish();
    auto made = http::Dispatcher::create(settings, application, metrics, {});
    ASSERT_TRUE(made);
    EXPECT_EQ(http::Server::create(**made).error().slug(), "invalid_address");
}

} // namespace
} // namespace statybos::test
