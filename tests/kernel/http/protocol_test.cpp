// HTTP/1.1 as bytes: what goes in, what must come out.
#include <gtest/gtest.h>

#include "support/fake_application.hpp"

namespace statybos::test {
namespace {

class ProtocolTest : public ServerTest {
protected:
    ProtocolTest() {
        application.route("GET", "/hello", says("\"hello\""));
        application
            .route("POST", "/echo",
                   [](const Request& request, Response& response) {
                       response.set_header("Content-Type", "text/plain");
                       response.set_body(request.body);
                       return Result<void>();
                   })
            .flags = STY_ROUTE_RAW_BODY;
        application.route("GET", "/items/{id}", [](const Request& request, Response& response) {
            response.set_body(std::string(request.path_parameter("id")));
            return Result<void>();
        });
        start();
    }
};

TEST_F(ProtocolTest, KeepsConnectionsAlive) {
    RawClient client(port());
    for (int i = 0; i < 3; ++i) {
        const Answer answer = client.ask(request("GET /hello"));
        EXPECT_EQ(answer.status, 200);
        EXPECT_EQ(answer.body, "\"hello\"");
        EXPECT_FALSE(answer.has("Connection"));
    }
    EXPECT_EQ(client.ask(request("GET /hello", "Connection: close\r\n")).header("Connection"),
              "close");
    EXPECT_TRUE(client.ended());
}

TEST_F(ProtocolTest, SpeaksHttp10) {
    RawClient once(port());
    EXPECT_EQ(once.ask("GET /hello HTTP/1.0\r\n\r\n").header("Connection"), "close");
    EXPECT_TRUE(once.ended());
    RawClient kept(port());
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(
            kept.ask("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").header("Connection"),
            "keep-alive");
    }
}

TEST_F(ProtocolTest, AnswersPipelinedRequestsInOrder) {
    RawClient client(port());
    std::string all;
    for (int i = 0; i < 50; ++i) {
        all += request("GET /items/" + std::to_string(i));
        all += request("POST /echo", {}, "body " + std::to_string(i));
    }
    client.send(all);
    for (int i = 0; i < 50; ++i) {
        EXPECT_EQ(client.read().body, std::to_string(i));
        EXPECT_EQ(client.read().body, "body " + std::to_string(i));
    }
}

TEST_F(ProtocolTest, ReadsARequestByteByByte) {
    RawClient client(port());
    for (const char c : request("POST /echo", {}, "slowly")) {
        client.send({&c, 1});
    }
    EXPECT_EQ(client.read().body, "slowly");
}

TEST_F(ProtocolTest, ReadsChunkedBodiesAndIgnoresTrailers) {
    RawClient client(port());
    const std::string chunked = "Transfer-Encoding: chunked\r\n";
    const Answer answer =
        client.ask(request("POST /echo", chunked) +
                   "4;ext=1\r\nWiki\r\n6\r\npedia \r\nE\r\nin \r\n\r\nchunks.\r\n0\r\n"
                   "Authorization: Bearer admin\r\nHost: other\r\n\r\n");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "Wikipedia in \r\n\r\nchunks.");
    EXPECT_EQ(client.ask(request("GET /hello")).status, 200) << "nothing of it is left over";
    for (const std::string body : {"x\r\n", "-1\r\n", "5\r\nabcdefg\r\n0\r\n\r\n",
                                   "fffffffffffffffff\r\n", "2\r\nabXX0\r\n\r\n"}) {
        RawClient broken(port());
        EXPECT_EQ(broken.ask(request("POST /echo", chunked) + body).status, 400) << body;
        EXPECT_TRUE(broken.ended());
    }
}

TEST_F(ProtocolTest, HeadHasTheHeadersOfGetAndNoBody) {
    RawClient client(port());
    const Answer get = client.ask(request("GET /hello"));
    const Answer head = client.ask(request("HEAD /hello"));
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.header("Content-Length"), get.header("Content-Length"));
    EXPECT_EQ(head.header("ETag"), get.header("ETag"));
    EXPECT_EQ(client.ask(request("HEAD /nowhere")).status, 404);
    EXPECT_EQ(client.ask(request("GET /hello")).body, "\"hello\"") << "no body was in between";
}

TEST_F(ProtocolTest, MeetsExpectContinue) {
    RawClient client(port());
    client.send(request("POST /echo", "Expect: 100-continue\r\nContent-Length: 4\r\n"));
    EXPECT_EQ(client.read(true).status, 100);
    client.send("body");
    EXPECT_EQ(client.read().body, "body");
    const Answer eager = client.ask(request("POST /echo", "Expect: 100-continue\r\n", "at once"));
    EXPECT_EQ(eager.status, 200) << "the body was there already";
    const Answer refused =
        client.ask(request("POST /nowhere", "Expect: 100-continue\r\nContent-Length: 4\r\n"));
    EXPECT_EQ(refused.status, 404);
    EXPECT_TRUE(client.ended());
    EXPECT_EQ(ask(request("POST /echo", "Expect: tea\r\n", "x")).status, 417);
}

TEST_F(ProtocolTest, TellsNotFoundFromMethodNotAllowed) {
    const Answer missing = ask(request("GET /nowhere"));
    EXPECT_EQ(missing.status, 404);
    EXPECT_EQ(missing.code(), "not_found");
    const Answer method = ask(request("DELETE /hello"));
    EXPECT_EQ(method.status, 405);
    EXPECT_EQ(method.code(), "method_not_allowed");
    EXPECT_EQ(method.header("Allow"), "GET, HEAD, OPTIONS");
    EXPECT_EQ(ask(request("BREW /hello")).status, 405);
    const Answer options = ask(request("OPTIONS /hello"));
    EXPECT_EQ(options.status, 204);
    EXPECT_EQ(options.header("Allow"), "GET, HEAD, OPTIONS");
    EXPECT_FALSE(options.has("Content-Length"));
    EXPECT_EQ(ask("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").status, 204);
    EXPECT_EQ(ask(request("OPTIONS /nowhere")).status, 404);
}

TEST_F(ProtocolTest, AcceptsAbsoluteTargetsAndTrailingSlashes) {
    EXPECT_EQ(ask("GET http://shop.test/hello HTTP/1.1\r\nHost: shop.test\r\n\r\n").status, 200);
    EXPECT_EQ(ask(request("GET /hello/")).status, 200);
    EXPECT_EQ(ask(request("GET /items/a%20b/")).body, "a b");
}

TEST_F(ProtocolTest, RefusesMalformedInput) {
    using namespace std::string_literals;
    struct Case {
        std::string why;
        std::string bytes;
        int status;
    };
    const std::string host = "Host: a\r\n";
    const std::vector<Case> cases{
        {"no HTTP", "hello\r\n\r\n", 400},
        {"TLS hello", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"s, 400},
        {"binary", "\0\0\0\0\r\n\r\n"s, 400},
        {"no version", "GET /hello\r\n\r\n", 400},
        {"HTTP/2", "GET /hello HTTP/2.0\r\n" + host + "\r\n", 505},
        {"HTTP/1.2", "GET /hello HTTP/1.2\r\n" + host + "\r\n", 505},
        {"no host", "GET /hello HTTP/1.1\r\n\r\n", 400},
        {"two hosts", "GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        {"host with a path", "GET /hello HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
        {"host with a user", "GET /hello HTTP/1.1\r\nHost: a@b\r\n\r\n", 400},
        {"space before the colon", "GET /hello HTTP/1.1\r\nHost : a\r\n\r\n", 400},
        {"no colon", "GET /hello HTTP/1.1\r\n" + host + "nonsense\r\n\r\n", 400},
        {"NUL in a value", "GET /hello HTTP/1.1\r\n" + host + "X: a\0b\r\n\r\n"s, 400},
        {"folded line", "GET /hello HTTP/1.1\r\n" + host + "X: a\r\n b\r\n\r\n", 400},
        {"folded by a tab", "GET /hello HTTP/1.1\r\n" + host + "X: a\r\n\tb\r\n\r\n", 400},
        {"folded at the top", "GET /hello HTTP/1.1\r\n " + host + "\r\n", 400},
        {"bare LF", "GET /hello HTTP/1.1\nHost: a\n\n", 400},
        {"space in the target", "GET /he llo HTTP/1.1\r\n" + host + "\r\n", 400},
        {"dot segments", "GET /../hello HTTP/1.1\r\n" + host + "\r\n", 400},
        {"encoded slash", "GET /items/a%2fb HTTP/1.1\r\n" + host + "\r\n", 400},
        {"NUL in the path", "GET /items/%00 HTTP/1.1\r\n" + host + "\r\n", 400},
        {"overlong UTF-8", "GET /items/%c0%af HTTP/1.1\r\n" + host + "\r\n", 400},
        {"broken query", "GET /hello?a=%zz HTTP/1.1\r\n" + host + "\r\n", 400},
        {"length no number", "POST /echo HTTP/1.1\r\n" + host + "Content-Length: x\r\n\r\n", 400},
        {"negative length", "POST /echo HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n", 400},
        {"two lengths",
         "POST /echo HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
         400},
        {"equal lengths",
         "POST /echo HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 1\r\n\r\na", 400},
        {"length and chunked",
         "POST /echo HTTP/1.1\r\n" + host +
             "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
         400},
        {"chunked and length",
         "POST /echo HTTP/1.1\r\n" + host +
             "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
         400},
        {"chunked not last",
         "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked, gzip\r\n\r\n", 501},
        {"gzip", "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip\r\n\r\n", 501},
        {"chunked twice",
         "POST /echo HTTP/1.1\r\n" + host +
             "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
         400},
        {"chunked in HTTP/1.0",
         "POST /echo HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"huge length",
         "POST /echo HTTP/1.1\r\n" + host + "Content-Length: 99999999999999999999\r\n\r\n", 400},
        {"large body", "POST /echo HTTP/1.1\r\n" + host + "Content-Length: 1048577\r\n\r\n", 413},
    };
    for (const Case& c : cases) {
        const Answer answer = ask(c.bytes);
        EXPECT_EQ(answer.status, c.status) << c.why;
        EXPECT_EQ(answer.header("Content-Type"), "application/problem+json") << c.why;
        EXPECT_FALSE(answer.header("X-Request-Id").empty()) << c.why;
        EXPECT_FALSE(answer.code().empty()) << c.why;
    }
    EXPECT_EQ(ask(request("GET /hello")).status, 200) << "and it goes on";
    while (metrics.in_flight() != 0) {
        usleep(1000);
    }
}

TEST_F(ProtocolTest, AnEndInTheMiddleOfARequestIsNoRequest) {
    for (const std::string& bytes : {std::string("GET /hel"), std::string(),
                                     request("POST /echo", "Content-Length: 10\r\n") + "12345"}) {
        RawClient client(port());
        client.send(bytes);
        client.close();
    }
    EXPECT_EQ(ask(request("GET /hello")).status, 200);
    EXPECT_EQ(application.calls, 1);
}

} // namespace
} // namespace statybos::test
