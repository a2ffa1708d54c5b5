#include "kernel/client/test_tls.hpp"

#include <cstdio>
#include <stdexcept>

#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace statybos::test {
namespace {

void must(bool good) {
    if (!good) {
        throw std::runtime_error("the test's certificate cannot be made");
    }
}

} // namespace

TestCertificate::TestCertificate(const std::string& name)
    : key_(EVP_EC_gen("P-256")), certificate_(X509_new()) {
    X509* certificate = certificate_.get();
    must(key_ != nullptr && certificate != nullptr);
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_set_pubkey(certificate, key_.get());
    X509_NAME* subject = X509_get_subject_name(certificate);
    must(X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                                    reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1,
                                    0) == 1);
    X509_set_issuer_name(certificate, subject);
    const std::string names = "DNS:" + name;
    X509_EXTENSION* extension =
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, names.c_str());
    must(extension != nullptr && X509_add_ext(certificate, extension, -1) == 1);
    X509_EXTENSION_free(extension);
    must(X509_sign(certificate, key_.get(), EVP_sha256()) > 0);
}

std::unique_ptr<SSL_CTX, FreeTls> TestCertificate::server_context() const {
    std::unique_ptr<SSL_CTX, FreeTls> context(SSL_CTX_new(TLS_server_method()));
    must(context != nullptr && SSL_CTX_use_certificate(context.get(), certificate_.get()) == 1 &&
         SSL_CTX_use_PrivateKey(context.get(), key_.get()) == 1);
    return context;
}

void TestCertificate::write(const std::string& path) const {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "w"),
                                                               &std::fclose);
    must(file != nullptr && PEM_write_X509(file.get(), certificate_.get()) == 1);
}

} // namespace statybos::test
