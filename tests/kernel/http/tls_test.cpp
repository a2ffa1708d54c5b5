// TLS with a certificate that the test makes itself.
#include <cstdio>
#include <filesystem>
#include <thread>

#include <gtest/gtest.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include "http/stream_hub.hpp"
#include "support/fake_application.hpp"

namespace statybos::test {
namespace {

template <auto Free>
struct Freed {
    template <class T>
    void operator()(T* pointer) const {
        Free(pointer);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using File = std::unique_ptr<FILE, Freed<fclose>>;

void write_pair(const std::string& certificate_path, const std::string& key_path) {
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate(X509_new());
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME* name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>("shop.test"), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    const File certificate_file(fopen(certificate_path.c_str(), "w"));
    PEM_write_X509(certificate_file.get(), certificate.get());
    const File key_file(fopen(key_path.c_str(), "w"));
    PEM_write_PrivateKey(key_file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
}

class TlsTest : public ServerTest {
protected:
    TlsTest()
        : folder_(std::filesystem::temp_directory_path() /
                  ("statybos-tls-" + std::to_string(getpid()))) {
        std::filesystem::create_directories(folder_);
        settings.tls = {folder_ / "certificate.pem", folder_ / "key.pem"};
        write_pair(settings.tls.certificate, settings.tls.key);
        application.route("GET", "/hello", says("\"hello\""));
    }
    ~TlsTest() override {
        stop();
        std::filesystem::remove_all(folder_);
    }

    // The answers to `requests` over one connection of at most `version`; empty: no handshake.
    std::string talk(const std::string& requests, int version) {
        const std::unique_ptr<SSL_CTX, Freed<SSL_CTX_free>> context(
            SSL_CTX_new(TLS_client_method()));
        SSL_CTX_set_security_level(context.get(), 0);
        SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
        SSL_CTX_set_max_proto_version(context.get(), version);
        const std::unique_ptr<BIO, Freed<BIO_free_all>> bio(BIO_new_ssl_connect(context.get()));
        BIO_set_conn_hostname(bio.get(), ("127.0.0.1:" + std::to_string(port())).c_str());
        std::string out;
        if (BIO_do_handshake(bio.get()) == 1) {
            BIO_write(bio.get(), requests.data(), static_cast<int>(requests.size()));
            char buffer[4096];
            int size = 0;
            while ((size = BIO_read(bio.get(), buffer, sizeof buffer)) > 0) {
                out.append(buffer, static_cast<std::size_t>(size));
            }
        }
        ERR_clear_error();
        return out;
    }

private:
    std::filesystem::path folder_;
};

TEST_F(TlsTest, ServesOverTls12And13Only) {
    start();
    const std::string two = request("GET /hello") + request("GET /hello", "Connection: close\r\n");
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        const std::string answers = talk(two, version);
        EXPECT_EQ(answers.substr(0, 15), "HTTP/1.1 200 OK");
        EXPECT_NE(answers.find("Strict-Transport-Security: max-age="), std::string::npos);
        EXPECT_NE(answers.find("HTTP/1.1 200 OK", 15), std::string::npos);
    }
    EXPECT_EQ(talk(two, TLS1_1_VERSION), "");
}

TEST_F(TlsTest, PlainHttpOnATlsPortIsClosed) {
    settings.header_time = std::chrono::milliseconds(500);
    start();
    RawClient plain(port());
    plain.send(request("GET /hello"));
    const Answer answer = plain.read();
    EXPECT_EQ(answer.status, 0);
    RawClient silent(port());
    EXPECT_TRUE(silent.ended()) << "a handshake has its time limit";
    EXPECT_NE(talk(request("GET /hello", "Connection: close\r\n"), TLS1_3_VERSION), "");
}

TEST_F(TlsTest, StreamsWhileItReads) {
    http::StreamHub hub({});
    application.route("GET", "/stream", [&](const Request&, Response& response) -> Result<void> {
        response.set_stream(hub.open("topic").value());
        return {};
    });
    start();
    std::thread sender([&] {
        while (hub.size() == 0) {
            std::this_thread::yield();
        }
        for (const char* id : {"1", "2"}) {
            hub.send("topic", http::stream_message(id, "", "x").value());
        }
        hub.close_all();
    });
    const std::string answer = talk(request("GET /stream"), TLS1_3_VERSION);
    sender.join();
    EXPECT_EQ(answer.substr(0, 15), "HTTP/1.1 200 OK");
    EXPECT_TRUE(answer.ends_with("\r\n\r\nretry: 2000\n\nid: 1\ndata: x\n\nid: 2\ndata: x\n\n"))
        << answer;
    stop();
}

TEST_F(TlsTest, RefusesInvalidTlsFiles) {
    application.publish();
    const auto slug_with = [&](const std::string& certificate, const std::string& key) {
        settings.tls = {certificate, key};
        auto made = http::Dispatcher::create(settings, application, metrics, {});
        const auto refused = http::Server::create(**made);
        return refused ? "" : refused.error().slug();
    };
    const auto good = settings.tls;
    EXPECT_EQ(slug_with("/nowhere.pem", good.key), "invalid_tls");
    EXPECT_EQ(slug_with(good.certificate, good.certificate), "invalid_tls");
    const std::string other_certificate = good.certificate + "2";
    const std::string other_key = good.key + "2";
    write_pair(other_certificate, other_key);
    EXPECT_EQ(slug_with(good.certificate, other_key), "invalid_tls");
}

} // namespace
} // namespace statybos::test
