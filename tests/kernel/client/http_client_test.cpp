#include "client/http_client.hpp"

#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/client/test_peer.hpp"

namespace statybos::kernel::client {
namespace {

using namespace std::chrono_literals;
using statybos::test::PeerReply;
using statybos::test::PeerRequest;
using statybos::test::TestPeer;
using testing::HasSubstr;
using testing::Not;

ClientSettings quick_settings() {
    ClientSettings settings;
    settings.first_pause = 1ms;
    settings.longest_pause = 5ms;
    return settings;
}

TestPeer::Reply always(PeerReply reply) {
    return [reply](int, const PeerRequest&) { return reply; };
}

Call get(const std::string& url) {
    Call call;
    call.plugin = "test.plugin";
    call.method = "GET";
    call.url = url;
    return call;
}

class HttpClientTest : public testing::Test {
protected:
    ManualClock clock;
    Metrics metrics;
    HttpClient client{quick_settings(), clock, &metrics};
};

TEST_F(HttpClientTest, SendsAndReadsWhole) {
    TestPeer peer(always({.status = 201, .headers = "X-Trace: a\r\nEmpty:\r\n", .body = "made"}));
    Call call = get(peer.url("/charges?a=1"));
    call.method = "POST";
    call.headers = {{"Authorization", "Bearer key"}, {"X-None", ""}};
    call.body = R"({"amount":1})";
    call.traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    const Answer answer = client.send(call).value();
    EXPECT_EQ(answer.status, 201u);
    EXPECT_EQ(answer.body, "made");
    EXPECT_EQ(answer.headers, "x-trace: a\nempty: \ncontent-length: 4\n");

    const PeerRequest request = peer.requests().at(0);
    EXPECT_THAT(request.head, HasSubstr("POST /charges?a=1 HTTP/1.1\r\n"));
    EXPECT_THAT(request.head, HasSubstr("Authorization: Bearer key\r\n"));
    EXPECT_THAT(request.head, HasSubstr("X-None:\r\n"));
    EXPECT_THAT(request.head, HasSubstr("traceparent: " + call.traceparent + "\r\n"));
    EXPECT_THAT(request.head, Not(HasSubstr("Content-Type")));
    EXPECT_EQ(request.body, call.body);
}

TEST_F(HttpClientTest, KnowsEveryMethod) {
    TestPeer peer(always({.body = "x"}));
    for (const char* method : {"GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
        Call call = get(peer.url("/"));
        call.method = method;
        EXPECT_EQ(client.send(call).value().status, 200u) << method;
        EXPECT_THAT(peer.requests().back().head, HasSubstr(std::string(method) + " / HTTP"));
    }
}

TEST_F(HttpClientTest, KeepsTheConnection) {
    TestPeer peer(always({}));
    for (int i = 0; i < 5; ++i) {
        ASSERT_TRUE(client.send(get(peer.url("/"))));
    }
    EXPECT_EQ(peer.connections(), 1);
}

TEST_F(HttpClientTest, NeverRepeatsAPostOnAKeptConnectionThatDied) {
    TestPeer peer([](int number, const PeerRequest&) {
        return number == 2 ? PeerReply{.kind = PeerReply::Kind::disconnect} : PeerReply{};
    });
    ASSERT_TRUE(client.send(get(peer.url("/"))));
    Call post = get(peer.url("/"));
    post.method = "POST";
    EXPECT_EQ(client.send(post).error().slug(), "http_unavailable");
    EXPECT_EQ(peer.requests().size(), 2u);
}

TEST_F(HttpClientTest, FollowsNoRedirect) {
    TestPeer peer(always({.status = 302, .headers = "Location: /elsewhere\r\n"}));
    EXPECT_EQ(client.send(get(peer.url("/"))).value().status, 302u);
    EXPECT_EQ(peer.requests().size(), 1u);
}

TEST_F(HttpClientTest, ReportsHttpTimeoutOfASilentPeer) {
    TestPeer peer(always({.kind = PeerReply::Kind::hang}));
    Call call = get(peer.url("/?token=secret"));
    call.timeout = 50ms;
    const auto result = client.send(call);
    EXPECT_EQ(result.error().code(), Errc::timeout);
    EXPECT_EQ(result.error().slug(), "http_timeout");
    EXPECT_TRUE(result.error().hidden());
    EXPECT_THAT(result.error().message(), Not(HasSubstr("secret")));
}

TEST_F(HttpClientTest, ReportsHttpTimeoutAtTheCallersDeadline) {
    TestPeer peer(always({.kind = PeerReply::Kind::hang}));
    Call call = get(peer.url("/"));
    call.repeatable = true;
    call.deadline = std::chrono::steady_clock::now() + 50ms;
    EXPECT_EQ(client.send(call).error().slug(), "http_timeout");
    EXPECT_LE(peer.requests().size(), 1u);

    call.deadline = std::chrono::steady_clock::now() - 1ms;
    EXPECT_EQ(client.send(call).error().slug(), "http_timeout");
    EXPECT_LE(peer.requests().size(), 1u);
}

TEST_F(HttpClientTest, ReportsHttpUnreachableOfAClosedPort) {
    const auto result =
        client.send(get("http://127.0.0.1:" + std::to_string(statybos::test::unused_port())));
    EXPECT_EQ(result.error().code(), Errc::unavailable);
    EXPECT_EQ(result.error().slug(), "http_unreachable");
    EXPECT_TRUE(result.error().retryable());
}

TEST_F(HttpClientTest, RefusesAnswerTooLargeWhetherAnnouncedOrNot) {
    TestPeer announced(always({.body = std::string(1001, 'x')}));
    Call call = get(announced.url("/"));
    call.max_answer = 1000;
    EXPECT_EQ(client.send(call).error().slug(), "answer_too_large");

    TestPeer streaming(always({.kind = PeerReply::Kind::raw,
                               .body = "HTTP/1.1 200 OK\r\n\r\n" + std::string(100'000, 'x')}));
    call.url = streaming.url("/");
    EXPECT_EQ(client.send(call).error().code(), Errc::too_large);
    call.max_answer = 100'000;
    EXPECT_EQ(client.send(call).value().body.size(), 100'000u);
}

TEST_F(HttpClientTest, RefusesAnswerTooLargeInItsHeaders) {
    std::string lines;
    for (int i = 0; i < 100; ++i) {
        lines += "X-" + std::to_string(i) + ": " + std::string(1000, 'h') + "\r\n";
    }
    TestPeer peer(always({.headers = lines}));
    EXPECT_EQ(client.send(get(peer.url("/"))).error().slug(), "answer_too_large");
}

TEST_F(HttpClientTest, GivesWhatIsNoHttpAsHttpUnavailable) {
    TestPeer peer(always({.kind = PeerReply::Kind::raw, .body = "SSH-2.0-OpenSSH_9.2\r\n"}));
    EXPECT_EQ(client.send(get(peer.url("/"))).error().slug(), "http_unavailable");
}

TEST_F(HttpClientTest, RepeatsWhatMayBeRepeated) {
    TestPeer peer([](int number, const PeerRequest&) {
        return number == 1   ? PeerReply{.kind = PeerReply::Kind::disconnect}
               : number == 2 ? PeerReply{.status = 503}
                             : PeerReply{.body = "done"};
    });
    Call call = get(peer.url("/"));
    call.method = "POST";
    call.repeatable = true;
    EXPECT_EQ(client.send(call).value().body, "done");
    EXPECT_EQ(peer.requests().size(), 3u);
}

TEST_F(HttpClientTest, GivesTheLastAnswerWhenAttemptsEnd) {
    TestPeer peer(always({.status = 500, .body = "broken"}));
    Call call = get(peer.url("/"));
    call.repeatable = true;
    call.max_attempts = 2;
    EXPECT_EQ(client.send(call).value().body, "broken");
    EXPECT_EQ(peer.requests().size(), 2u);
}

TEST_F(HttpClientTest, SendsOnceWhatMayNotBeRepeated) {
    TestPeer peer(always({.status = 503}));
    Call call = get(peer.url("/"));
    call.max_attempts = 5;
    EXPECT_EQ(client.send(call).value().status, 503u);
    EXPECT_EQ(peer.requests().size(), 1u);
}

TEST_F(HttpClientTest, DoesNotWaitLongerThanItMayForRetryAfter) {
    TestPeer peer(always({.status = 429, .headers = "Retry-After: 3600\r\n"}));
    Call call = get(peer.url("/"));
    call.repeatable = true;
    EXPECT_EQ(client.send(call).value().status, 429u);
    EXPECT_EQ(peer.requests().size(), 1u);
}

TEST_F(HttpClientTest, OpensTheCircuitPerPluginAndOrigin) {
    TestPeer peer([](int number, const PeerRequest&) {
        return PeerReply{.status = number <= 5 ? 500 : 200};
    });
    TestPeer other(always({}));
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(client.send(get(peer.url("/"))).value().status, 500u);
    }
    const auto refused = client.send(get(peer.url("/")));
    EXPECT_EQ(refused.error().slug(), "circuit_open");
    EXPECT_EQ(refused.error().code(), Errc::unavailable);
    EXPECT_EQ(peer.requests().size(), 5u);
    EXPECT_TRUE(client.send(get(other.url("/"))));

    Call neighbour = get(peer.url("/"));
    neighbour.plugin = "another.plugin";
    EXPECT_EQ(client.send(neighbour).value().status, 200u);
    EXPECT_EQ(client.send(get(peer.url("/"))).error().slug(), "circuit_open");

    clock.advance(30s);
    EXPECT_EQ(client.send(get(peer.url("/"))).value().status, 200u);
    EXPECT_EQ(client.send(get(peer.url("/"))).value().status, 200u);
    EXPECT_THAT(metrics.text(), HasSubstr("outcome=\"circuit_open\",plugin=\"test.plugin\"} 2\n"));
}

TEST_F(HttpClientTest, DoesNotBlameThePeerForOurShortDeadline) {
    TestPeer peer([](int, const PeerRequest& request) {
        const bool hangs = request.head.starts_with("GET /hang");
        return PeerReply{.kind = hangs ? PeerReply::Kind::hang : PeerReply::Kind::answer};
    });
    for (int i = 0; i < 6; ++i) {
        Call call = get(peer.url("/hang"));
        call.deadline = std::chrono::steady_clock::now() + 30ms;
        ASSERT_EQ(client.send(call).error().slug(), "http_timeout");
    }
    EXPECT_EQ(client.send(get(peer.url("/"))).value().status, 200u);
}

TEST_F(HttpClientTest, RefusesAnInvalidHttpCall) {
    TestPeer peer(always({}));
    struct Case {
        const char* what;
        std::function<void(Call&)> spoil;
    };
    const Case cases[] = {
        {"scheme", [](Call& c) { c.url = "file:///etc/passwd"; }},
        {"scheme ftp", [](Call& c) { c.url = "ftp://127.0.0.1/"; }},
        {"no url", [](Call& c) { c.url = ""; }},
        {"credentials", [](Call& c) { c.url = "http://user:secret@127.0.0.1/"; }},
        {"line break in the URL", [](Call& c) { c.url += "a\r\nX: y"; }},
        {"long URL", [](Call& c) { c.url += std::string(9000, 'a'); }},
        {"method", [](Call& c) { c.method = "get"; }},
        {"method with a space", [](Call& c) { c.method = "GET /"; }},
        {"no method", [](Call& c) { c.method = ""; }},
        {"header name",
         [](Call& c) {
             c.headers = {{"X:y", "z"}};
         }},
        {"header value",
         [](Call& c) {
             c.headers = {{"X", "y\r\nZ: z"}};
         }},
        {"framing",
         [](Call& c) {
             c.headers = {{"Content-length", "5"}};
         }},
        {"too many",
         [](Call& c) {
             c.headers.assign(101, {"a", "b"});
         }},
        {"too large",
         [](Call& c) {
             c.headers = {{"a", std::string(40'000, 'b')}};
         }},
    };
    for (const Case& c : cases) {
        Call call = get(peer.url("/"));
        c.spoil(call);
        const auto result = client.send(call);
        ASSERT_FALSE(result) << c.what;
        EXPECT_EQ(result.error().slug(), "invalid_http_call") << c.what;
        EXPECT_THAT(result.error().message(), Not(HasSubstr("secret")));
    }
    EXPECT_EQ(peer.requests().size(), 0u);
}

TEST_F(HttpClientTest, ReportsAddressRefusedWherePrivateOnesAreNotAllowed) {
    TestPeer peer(always({}));
    ClientSettings settings = quick_settings();
    settings.allow_private = false;
    HttpClient careful(settings, clock, nullptr);
    for (const std::string& host : {std::string("127.0.0.1"), std::string("localhost"),
                                    std::string("2130706433"), std::string("[::1]")}) {
        const auto result =
            careful.send(get("http://" + host + ":" + std::to_string(peer.port()) + "/"));
        EXPECT_EQ(result.error().slug(), "address_refused") << host;
    }
    EXPECT_EQ(peer.connections(), 0);
}

TEST_F(HttpClientTest, EndsCallsUnderWayWhenStopped) {
    TestPeer peer(always({.kind = PeerReply::Kind::hang}));
    std::thread stopper([&] {
        peer.wait_for_requests(1);
        client.stop();
    });
    EXPECT_EQ(client.send(get(peer.url("/"))).error().slug(), "http_unavailable");
    stopper.join();
    EXPECT_EQ(client.send(get(peer.url("/"))).error().slug(), "http_unavailable");
    EXPECT_EQ(peer.requests().size(), 1u);
}

TEST_F(HttpClientTest, ServesManyThreads) {
    TestPeer peer([](int, const PeerRequest& request) { return PeerReply{.body = request.body}; });
    std::vector<std::thread> threads;
    std::atomic<int> right{0};
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 25; ++i) {
                Call call = get(peer.url("/"));
                call.method = "PUT";
                call.body = std::to_string(t * 1000 + i);
                const auto answer = client.send(call);
                right += answer && answer->body == call.body ? 1 : 0;
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(right, 200);
    EXPECT_LE(peer.connections(), 8);
}

} // namespace
} // namespace statybos::kernel::client
