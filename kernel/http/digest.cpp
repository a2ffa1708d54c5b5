#include "http/digest.hpp"

#include <openssl/evp.h>

#include <statybos/error.hpp>

#include "http/characters.hpp"

namespace statybos::kernel::http {
namespace {

std::string_view without_weakness(std::string_view tag) noexcept {
    return tag.substr(0, 2) == "W/" ? tag.substr(2) : tag;
}

} // namespace

Digest sha256(std::string_view data) {
    // Fetched once: an implicit fetch at each call costs more than the hash of a small body.
    static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    Digest digest{};
    unsigned size = 0;
    const int done = EVP_Digest(data.data(), data.size(), digest.data(), &size, algorithm, nullptr);
    STATYBOS_ASSERT(done == 1 && size == digest.size());
    return digest;
}

std::string sha256_hex(std::string_view data) {
    const Digest digest = sha256(data);
    std::string out;
    append_hex(out, digest.data(), digest.size());
    return out;
}

std::string strong_etag(std::string_view body) {
    const Digest digest = sha256(body);
    std::string out = "\"";
    append_hex(out, digest.data(), 16);
    out += '"';
    return out;
}

bool etag_matches(std::string_view if_none_match, std::string_view etag) noexcept {
    if (if_none_match.empty() || etag.empty()) {
        return false;
    }
    etag = without_weakness(etag);
    while (!if_none_match.empty()) {
        const auto comma = if_none_match.find(',');
        const std::string_view item = trimmed(if_none_match.substr(0, comma));
        if (item == "*" || without_weakness(item) == etag) {
            return true;
        }
        if_none_match =
            comma == std::string_view::npos ? std::string_view() : if_none_match.substr(comma + 1);
    }
    return false;
}

} // namespace statybos::kernel::http
