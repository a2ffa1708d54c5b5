// Streams of events over real sockets.
#include <thread>

#include <gtest/gtest.h>

#include "http/stream_hub.hpp"
#include "support/fake_application.hpp"

namespace statybos::test {
namespace {

using namespace std::chrono_literals;

class StreamTest : public ServerTest {
protected:
    StreamTest() {
        application
            .route("GET", "/stream",
                   [this](const Request&, Response& response) -> Result<void> {
                       auto opened = hub->open("topic");
                       if (!opened) {
                           return opened.error();
                       }
                       opened.value()->begin(http::stream_message("1", "first", "one").value());
                       response.set_stream(*opened);
                       return fails ? Result<void>(Error(Errc::conflict, "no", "No."))
                                    : Result<void>();
                   })
            .access = STY_ACCESS_SIGNED_IN;
        application.route("GET", "/quick", says("{}"));
        settings.workers = 1;
    }
    ~StreamTest() override { stop(); }

    void serve() {
        hub = std::make_unique<http::StreamHub>(settings.streams);
        start();
    }
    void send(const std::string& id) {
        hub->send("topic", http::stream_message(id, "", "d" + id).value());
    }
    void wait_for_streams(std::size_t count) const {
        while (hub->size() != count) {
            std::this_thread::yield();
        }
    }
    static std::string asking(std::string_view line = "GET /stream") {
        return request(line, "Authorization: Bearer user-1\r\nAccept: text/event-stream\r\n");
    }
    static constexpr std::string_view beginning =
        "retry: 2000\n\nid: 1\nevent: first\ndata: one\n\n";

    bool fails = false;
    std::unique_ptr<http::StreamHub> hub;
};

TEST_F(StreamTest, BeginsAndGoesOnWithWhatIsSent) {
    serve();
    RawClient client(port());
    const Answer head = client.ask(asking());
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.header("Content-Type"), "text/event-stream");
    EXPECT_EQ(head.header("Cache-Control"), "no-store");
    EXPECT_EQ(head.header("Connection"), "close");
    EXPECT_FALSE(head.has("Content-Length"));
    EXPECT_FALSE(head.has("ETag"));
    EXPECT_EQ(client.read_until("one\n\n"), beginning);
    for (const char* id : {"2", "3"}) {
        send(id);
        EXPECT_EQ(client.read_until("\n\n"), "id: " + std::string(id) + "\ndata: d" + id + "\n\n");
    }
}

TEST_F(StreamTest, HoldsNeitherAWorkerNorTheGeneration) {
    serve();
    std::weak_ptr<const http::RouteTable> generation = application.routes();
    std::vector<std::unique_ptr<RawClient>> open;
    for (int i = 0; i < 3; ++i) {
        open.push_back(std::make_unique<RawClient>(port()));
        open.back()->send(asking());
        open.back()->read_until("one\n\n");
    }
    EXPECT_EQ(ask(request("GET /quick")).status, 200) << "the only worker is free";
    application.publish();
    while (!generation.expired()) {
        std::this_thread::yield();
    }
    send("2");
    EXPECT_EQ(open[2]->read_until("\n\n"), "id: 2\ndata: d2\n\n");
    EXPECT_EQ(metrics.in_flight(), 0);
}

TEST_F(StreamTest, IsForThoseWhoMayAsk) {
    serve();
    EXPECT_EQ(ask(request("GET /stream")).status, 401);
    EXPECT_EQ(hub->size(), 0u);
}

TEST_F(StreamTest, AHandlerThatFailsOpensNone) {
    fails = true;
    serve();
    RawClient client(port());
    const Answer answer = client.ask(asking());
    EXPECT_EQ(answer.status, 409);
    EXPECT_EQ(answer.code(), "no");
    EXPECT_EQ(client.ask(request("GET /quick")).status, 200) << "the connection goes on";
    wait_for_streams(0);
}

TEST_F(StreamTest, TooManyAreRefused) {
    settings.streams.per_topic = 1;
    serve();
    RawClient first(port());
    first.send(asking());
    first.read_until("one\n\n");
    const Answer refused = ask(asking());
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.code(), "too_many_streams");
    first.close();
    wait_for_streams(0);
    EXPECT_EQ(ask(asking()).status, 200);
}

TEST_F(StreamTest, HeadHasNoBodyAndNoStream) {
    serve();
    RawClient client(port());
    const Answer head = client.ask(asking("HEAD /stream"));
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.header("Content-Type"), "text/event-stream");
    EXPECT_FALSE(head.has("Content-Length"));
    wait_for_streams(0);
    EXPECT_EQ(client.ask(request("GET /quick")).body, "{}");
}

TEST_F(StreamTest, WorksInHttp10) {
    serve();
    RawClient client(port());
    client.send("GET /stream HTTP/1.0\r\nAuthorization: Bearer user-1\r\n\r\n");
    EXPECT_EQ(client.read().status, 200);
    EXPECT_EQ(client.read_until("one\n\n"), beginning);
    hub->close_all();
    EXPECT_TRUE(client.ended());
}

TEST_F(StreamTest, AClientThatHangsUpLeavesItsTopic) {
    serve();
    {
        RawClient client(port());
        client.send(asking());
        client.read_until("one\n\n");
        EXPECT_EQ(hub->size(), 1u);
    }
    wait_for_streams(0);
    while (metrics.connections() != 0) {
        std::this_thread::yield();
    }
}

TEST_F(StreamTest, WhatAClientSaysMeanwhileIsNotListenedTo) {
    serve();
    RawClient client(port());
    client.send(asking() + request("GET /quick"));
    client.read_until("one\n\n");
    client.send(request("GET /quick"));
    send("2");
    EXPECT_EQ(client.read_until("\n\n"), "id: 2\ndata: d2\n\n");
    client.send(std::string(64 * 1024, 'x'));
    wait_for_streams(0);
}

TEST_F(StreamTest, SilenceIsFilledWithComments) {
    settings.streams.heartbeat = 20ms;
    serve();
    RawClient client(port());
    client.send(asking());
    client.read_until("one\n\n");
    EXPECT_EQ(client.read_until("\n\n"), ":\n\n");
    EXPECT_EQ(client.read_until("\n\n"), ":\n\n");
}

TEST_F(StreamTest, EndsAtItsAge) {
    settings.streams.max_age = 50ms;
    serve();
    RawClient client(port());
    client.send(asking());
    client.read_until("one\n\n");
    EXPECT_TRUE(client.ended());
    wait_for_streams(0);
}

TEST_F(StreamTest, ASlowReaderIsClosed) {
    settings.streams.queue_bytes = 64 * 1024;
    settings.write_time = 200ms;
    settings.min_bytes_per_second = 1024 * 1024;
    serve();
    RawClient client(port());
    client.send(asking());
    client.read_until("one\n\n");
    const auto large = http::stream_message("2", "", std::string(60'000, 'x')).value();
    while (hub->size() != 0) {
        hub->send("topic", large);
        std::this_thread::yield();
    }
    EXPECT_EQ(hub->cut(), 1u);
}

TEST_F(StreamTest, AStoppingServerEndsThem) {
    serve();
    RawClient client(port());
    client.send(asking());
    client.read_until("one\n\n");
    server->stop(20s);
    EXPECT_TRUE(client.ended());
    EXPECT_EQ(hub->size(), 0u);
    EXPECT_EQ(metrics.connections(), 0);
}

} // namespace
} // namespace statybos::test
