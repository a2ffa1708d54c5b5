#include <gtest/gtest.h>

#include <statybos/strings.hpp>

#include "client/http_client.hpp"
#include "core/abi.hpp"
#include "core/context.hpp"
#include "core/host.hpp"
#include "kernel/client/test_peer.hpp"

namespace statybos::kernel::client {
namespace {

using statybos::test::PeerReply;
using statybos::test::PeerRequest;
using statybos::test::TestPeer;

class ClientApiTest : public testing::Test {
protected:
    void SetUp() override {
        const std::string url = peer.url("/charge");
        target = url;
        call.size = sizeof call;
        call.method = to_abi("POST");
        call.url = to_abi(target);
        call.body = to_abi("body");
        answer.size = sizeof answer;
    }
    void TearDown() override {
        free_buf(answer.headers);
        free_buf(answer.body);
    }

    TestPeer peer{[](int, const PeerRequest& request) {
        return PeerReply{.status = 402, .headers = "X-A: b\r\n", .body = request.body + "!"};
    }};
    HttpClient client{{}, system_clock(), nullptr};
    Engines engines{.http_client = &client};
    HostSide side{"test.plugin", "test", &engines};
    const sty_host host{sizeof(sty_host), STY_ABI_EPOCH, STY_ABI_LEVEL, 0, &side, nullptr};
    Context context;
    std::string target;
    sty_http_call call{};
    sty_http_answer answer{};
};

TEST_F(ClientApiTest, GivesEveryStatusAsAnAnswer) {
    const sty_header header{to_abi("X-Key"), to_abi("value")};
    call.headers = {&header, 1};
    ASSERT_EQ(http_client_api().send(context.abi(), &host, &call, &answer, nullptr), STY_OK);
    EXPECT_EQ(answer.status, 402u);
    EXPECT_EQ(view(answer.headers), "x-a: b\ncontent-length: 5\n");
    EXPECT_EQ(view(answer.body), "body!");
    EXPECT_NE(peer.requests().at(0).head.find("X-Key: value\r\n"), std::string::npos);
}

TEST_F(ClientApiTest, TakesTheContextsDeadlineAndTrace) {
    context.traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    ASSERT_EQ(http_client_api().send(context.abi(), &host, &call, &answer, nullptr), STY_OK);
    EXPECT_NE(peer.requests().at(0).head.find("traceparent: 00-4bf9"), std::string::npos);

    context.deadline = std::chrono::steady_clock::now();
    AbiError error;
    EXPECT_EQ(http_client_api().send(context.abi(), &host, &call, &answer, error.get()),
              STY_E_TIMEOUT);
    EXPECT_EQ(error.take(STY_E_TIMEOUT).slug(), "http_timeout");
    EXPECT_EQ(peer.requests().size(), 1u);
}

TEST_F(ClientApiTest, RefusesStructsWithoutASize) {
    call.size = 0;
    EXPECT_EQ(http_client_api().send(context.abi(), &host, &call, &answer, nullptr), STY_E_INVALID);
    EXPECT_EQ(peer.requests().size(), 0u);
}

TEST_F(ClientApiTest, SaysThatThereIsNoClient) {
    engines.http_client = nullptr;
    EXPECT_EQ(http_client_api().send(context.abi(), &host, &call, &answer, nullptr),
              STY_E_UNAVAILABLE);
}

} // namespace
} // namespace statybos::kernel::client
