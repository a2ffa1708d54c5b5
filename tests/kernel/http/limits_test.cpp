// What a client may not do, and that others do not notice when it tries.
#include <gtest/gtest.h>

#include "support/fake_application.hpp"

namespace statybos::test {
namespace {

using namespace std::chrono_literals;

class LimitsTest : public ServerTest {
protected:
    LimitsTest() {
        application.route("GET", "/hello", says("\"hello\""));
        application.route("POST", "/small", says("{}")).max_body = 10;
        application.route("POST", "/echo", [](const Request& request, Response& response) {
            response.set_body(std::to_string(request.body.size()));
            return Result<void>();
        });
    }
};

TEST_F(LimitsTest, BoundsTheHeader) {
    settings.max_header_bytes = 1024;
    settings.max_header_fields = 10;
    start();
    const Answer large = ask(request("GET /hello", "X: " + std::string(2000, 'a') + "\r\n"));
    EXPECT_EQ(large.status, 431);
    EXPECT_EQ(large.code(), "header_too_large");
    RawClient endless(port());
    endless.send("GET /hello HTTP/1.1\r\nX: " + std::string(5000, 'a'));
    EXPECT_EQ(endless.read().status, 431) << "without waiting for its end";
    std::string fields;
    for (int i = 0; i < 10; ++i) {
        fields += "X: 1\r\n";
    }
    EXPECT_EQ(ask(request("GET /hello", fields)).status, 431);
    EXPECT_EQ(ask(request("GET /hello", fields.substr(6))).status, 200);
}

TEST_F(LimitsTest, BoundsTheTarget) {
    start();
    EXPECT_EQ(ask(request("GET /hello?a=" + std::string(8000, 'a'))).status, 200);
    EXPECT_EQ(ask(request("GET /hello?a=" + std::string(9000, 'a'))).status, 414);
}

TEST_F(LimitsTest, BoundsTheBodyByRouteAndByDefault) {
    settings.max_body_bytes = 100;
    start();
    EXPECT_EQ(ask(json_post("/small", std::string(10, ' '))).status, 200);
    const Answer small = ask(json_post("/small", std::string(11, ' ')));
    EXPECT_EQ(small.status, 413);
    EXPECT_EQ(small.code(), "body_too_large");
    EXPECT_EQ(ask(json_post("/echo", std::string(100, ' '))).body, "100");
    EXPECT_EQ(ask(json_post("/echo", std::string(101, ' '))).status, 413);
    const std::string lines = "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n";
    EXPECT_EQ(ask(request("POST /echo", lines) + "40\r\n" + std::string(64, ' ') + "\r\n40\r\n" +
                  std::string(64, ' ') + "\r\n0\r\n\r\n")
                  .status,
              413);
    EXPECT_EQ(application.calls, 2) << "no refused body reached a handler";
}

TEST_F(LimitsTest, ARefusedLargeBodyStillGetsItsAnswer) {
    start();
    RawClient client(port());
    client.send(request("POST /nowhere", "Content-Length: 2000000\r\n"));
    client.send(std::string(500'000, 'x'));
    EXPECT_EQ(client.read().status, 404);
}

TEST_F(LimitsTest, BoundsTheMemoryOfAllBodies) {
    Door door;
    application.route("POST", "/held", [&](const Request& request, Response& response) {
        door.wait();
        response.set_body(std::to_string(request.body.size()));
        return Result<void>();
    });
    settings.max_body_memory = 10'000;
    start();
    RawClient holder(port());
    holder.send(json_post("/held", std::string(8000, ' ')));
    door.wait_for_waiting(1);
    const Answer refused = ask(json_post("/echo", std::string(3000, ' ')));
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.code(), "overloaded");
    EXPECT_EQ(refused.header("Retry-After"), "1");
    door.open();
    EXPECT_EQ(holder.read().body, "8000");
    EXPECT_EQ(holder.ask(json_post("/echo", std::string(8000, ' '))).body, "8000")
        << "and it is given back";
}

TEST_F(LimitsTest, ChecksTheContentType) {
    application.route("POST", "/file", says("{}")).flags = STY_ROUTE_MULTIPART;
    application.route("POST", "/hook", says("{}")).flags = STY_ROUTE_RAW_BODY;
    start();
    const Answer wrong = ask(request("POST /echo", "Content-Type: text/xml\r\n", "<a/>"));
    EXPECT_EQ(wrong.status, 415);
    EXPECT_EQ(wrong.code(), "unsupported_media_type");
    EXPECT_EQ(ask(request("POST /echo", {}, "{}")).status, 415);
    EXPECT_EQ(ask(request("POST /echo", "Content-Type: Application/JSON; charset=utf-8\r\n", "{}"))
                  .status,
              200);
    EXPECT_EQ(ask(request("POST /echo")).status, 200) << "no body, no type";
    EXPECT_EQ(ask(json_post("/file", "{}")).status, 415);
    EXPECT_EQ(ask(request("POST /hook", "Content-Type: text/xml\r\n", "<a/>")).status, 200);
    EXPECT_EQ(
        ask(request("POST /file", "Content-Type: multipart/form-data; boundary=x\r\n", "x")).code(),
        "malformed_multipart");
}

TEST_F(LimitsTest, TimesOutSlowHeadsAndBodiesWhileOthersAreServed) {
    settings.header_time = 200ms;
    settings.body_time = 200ms;
    start();
    RawClient slow_head(port());
    RawClient slow_body(port());
    slow_head.send("GET /hello HT");
    slow_body.send(
        request("POST /echo", "Content-Type: application/json\r\nContent-Length: 100\r\n") + "{");
    RawClient other(port());
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(other.ask(request("GET /hello")).status, 200);
    }
    const Answer head = slow_head.read();
    EXPECT_EQ(head.status, 408);
    EXPECT_EQ(head.code(), "request_timeout");
    EXPECT_EQ(head.header("Connection"), "close");
    EXPECT_TRUE(slow_head.ended());
    EXPECT_EQ(slow_body.read().status, 408);
    EXPECT_TRUE(slow_body.ended());
}

TEST_F(LimitsTest, ClosesIdleConnectionsInSilence) {
    settings.idle_time = 100ms;
    start();
    RawClient fresh(port());
    RawClient used(port());
    EXPECT_EQ(used.ask(request("GET /hello")).status, 200);
    EXPECT_TRUE(fresh.ended());
    EXPECT_TRUE(used.ended());
}

TEST_F(LimitsTest, ADripOfBytesDoesNotProlongTheHead) {
    settings.header_time = 300ms;
    start();
    RawClient client(port());
    client.send("GET /hello HTTP/1.1\r\n");
    std::string answered;
    while (client.send("X: 1\r\n")) { // until the server has closed
        usleep(20'000);
    }
    EXPECT_EQ(application.calls, 0);
    EXPECT_EQ(ask(request("GET /hello")).status, 200);
}

TEST_F(LimitsTest, ASlowReaderIsCutOffAndDoesNotDisturbOthers) {
    settings.write_time = 200ms;
    settings.min_bytes_per_second = 1'000'000'000;
    application.route("GET", "/large", says(std::string(30'000'000, 'x')));
    start();
    RawClient slow(port());
    slow.send(request("GET /large"));
    while (metrics.requests("operation_3", 200) == 0) { // its write is given up
        EXPECT_EQ(ask(request("GET /hello")).status, 200);
    }
    const Answer cut = slow.read();
    EXPECT_LT(cut.body.size(), 30'000'000u);
}

TEST_F(LimitsTest, RefusesConnectionsBeyondTheMost) {
    settings.max_connections = 2;
    start();
    RawClient one(port());
    RawClient two(port());
    EXPECT_EQ(one.ask(request("GET /hello")).status, 200);
    EXPECT_EQ(two.ask(request("GET /hello")).status, 200);
    RawClient three(port());
    const Answer refused = three.read();
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.code(), "overloaded");
    EXPECT_EQ(refused.header("Retry-After"), "1");
    EXPECT_TRUE(three.ended());
    EXPECT_EQ(one.ask(request("GET /hello")).status, 200);
    two.close();
    while (metrics.connections() == 2) {
        usleep(1000);
    }
    EXPECT_EQ(ask(request("GET /hello")).status, 200);
}

TEST_F(LimitsTest, LimitsTheRateByClassAndClient) {
    settings.rate_classes["default"] = {1000, 60s, 0, http::RateClass::Key::address};
    settings.rate_classes["login"] = {2, 3600s, 0, http::RateClass::Key::address};
    settings.rate_classes["order"] = {1, 3600s, 0, http::RateClass::Key::user};
    settings.trusted_proxies = {"127.0.0.1"};
    application.route("POST", "/login", says("{}")).rate_limit = "login";
    application.route("POST", "/order", says("{}")).rate_limit = "order";
    start();
    EXPECT_EQ(ask(request("POST /login")).status, 200);
    EXPECT_EQ(ask(request("POST /login")).status, 200);
    const Answer refused = ask(request("POST /login"));
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.code(), "rate_limited");
    EXPECT_GT(std::stoi(refused.header("Retry-After")), 1700);
    EXPECT_EQ(application.calls, 2);
    EXPECT_EQ(ask(request("POST /login", "X-Forwarded-For: 203.0.113.9\r\n")).status, 200);
    EXPECT_EQ(ask(request("GET /hello")).status, 200);
    EXPECT_EQ(ask(request("POST /order", "Authorization: Bearer user-1\r\n")).status, 200);
    EXPECT_EQ(ask(request("POST /order", "Authorization: Bearer user-1\r\n")).status, 429);
    EXPECT_EQ(ask(request("POST /order", "Authorization: Bearer user-2\r\n")).status, 200);
}

TEST_F(LimitsTest, LimitsTheRateOfUnknownPathsToo) {
    settings.rate_classes["default"] = {1, 3600s, 0, http::RateClass::Key::address};
    start();
    EXPECT_EQ(ask(request("GET /nowhere")).status, 404);
    EXPECT_EQ(ask(request("GET /elsewhere")).status, 429);
}

} // namespace
} // namespace statybos::test
