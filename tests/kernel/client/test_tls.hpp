// A certificate of its own for a test's TLS server.
#pragma once

#include <memory>
#include <string>

#include <openssl/ssl.h>

namespace statybos::test {

struct FreeTls {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};

/// Self-signed for `name`, valid for an hour.
class TestCertificate {
public:
    explicit TestCertificate(const std::string& name);

    std::unique_ptr<SSL_CTX, FreeTls> server_context() const;
    /// Writes the certificate in PEM for clients to trust.
    void write(const std::string& path) const;

private:
    std::unique_ptr<EVP_PKEY, FreeTls> key_;
    std::unique_ptr<X509, FreeTls> certificate_;
};

} // namespace statybos::test
