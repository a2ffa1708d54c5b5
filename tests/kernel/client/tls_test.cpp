#include <filesystem>

#include <gtest/gtest.h>

#include "client/http_client.hpp"
#include "kernel/client/test_peer.hpp"
#include "kernel/client/test_tls.hpp"

namespace statybos::kernel::client {
namespace {

using statybos::test::PeerReply;
using statybos::test::PeerRequest;
using statybos::test::TestCertificate;
using statybos::test::TestPeer;

class TlsTest : public testing::Test {
protected:
    Result<Answer> call(const TestCertificate& certificate, const std::string& ca_file) {
        const auto context = certificate.server_context();
        TestPeer peer([](int, const PeerRequest&) { return PeerReply{.body = "private"}; },
                      context.get());
        ClientSettings settings;
        settings.ca_file = ca_file;
        HttpClient client(settings, system_clock(), nullptr);
        Call request;
        request.plugin = "test.plugin";
        request.method = "GET";
        request.url = peer.url("/");
        return client.send(request);
    }

    void SetUp() override {
        path = testing::TempDir() + "statybos_tls_test_" + std::to_string(::getpid()) + ".pem";
    }
    void TearDown() override { std::filesystem::remove(path); }

    std::string path;
};

TEST_F(TlsTest, SpeaksToAPeerWhoseCertificateIsTrusted) {
    const TestCertificate certificate("localhost");
    certificate.write(path);
    EXPECT_EQ(call(certificate, path).value().body, "private");
}

TEST_F(TlsTest, ReportsTlsFailedOfAnUnknownCertificate) {
    TestCertificate("localhost").write(path); // trusted, but not the one that is shown
    const auto result = call(TestCertificate("localhost"), path);
    EXPECT_EQ(result.error().slug(), "tls_failed");
    EXPECT_FALSE(result.error().retryable());
}

TEST_F(TlsTest, ReportsTlsFailedOfACertificateForAnotherName) {
    const TestCertificate certificate("pay.example");
    certificate.write(path);
    EXPECT_EQ(call(certificate, path).error().slug(), "tls_failed");
}

} // namespace
} // namespace statybos::kernel::client
