#include "http/client_address.hpp"

#include <charconv>
#include <optional>

#include <arpa/inet.h>

#include "http/characters.hpp"

namespace statybos::kernel::http {
namespace {

std::optional<std::string> bytes_of(std::string_view address) {
    const std::string text(address);
    unsigned char bytes[16] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    if (inet_pton(AF_INET, text.c_str(), bytes + 12) != 1 &&
        inet_pton(AF_INET6, text.c_str(), bytes) != 1) {
        return std::nullopt;
    }
    return std::string(reinterpret_cast<const char*>(bytes), sizeof bytes);
}

bool same_prefix(const std::string& left, const std::string& right, unsigned bits) {
    for (unsigned i = 0; i < bits; ++i) {
        const unsigned mask = 0x80U >> (i % 8);
        if (((static_cast<unsigned char>(left[i / 8]) ^ static_cast<unsigned char>(right[i / 8])) &
             mask) != 0) {
            return false;
        }
    }
    return true;
}

} // namespace

Result<TrustedProxies> TrustedProxies::create(const std::vector<std::string>& blocks) {
    TrustedProxies out;
    for (const std::string& text : blocks) {
        const std::string_view all = text;
        const auto slash = all.find('/');
        const auto bytes = bytes_of(all.substr(0, slash));
        const bool four = all.find(':') == std::string_view::npos;
        unsigned bits = four ? 32 : 128;
        bool fine = bytes.has_value();
        if (fine && slash != std::string_view::npos) {
            const std::string_view digits = all.substr(slash + 1);
            unsigned stated = 0;
            const auto [end, ec] =
                std::from_chars(digits.data(), digits.data() + digits.size(), stated);
            fine = ec == std::errc() && end == digits.data() + digits.size() && stated <= bits;
            bits = stated;
        }
        if (!fine) {
            return Error(Errc::invalid, "invalid_setting",
                         "trusted_proxies: \"" + text + "\" is no address and no CIDR block.");
        }
        out.blocks_.push_back({*bytes, four ? bits + 96 : bits});
    }
    return out;
}

bool TrustedProxies::contains(std::string_view address) const {
    if (blocks_.empty()) {
        return false;
    }
    const auto bytes = bytes_of(address);
    if (!bytes) {
        return false;
    }
    for (const Block& block : blocks_) {
        if (same_prefix(*bytes, block.bytes, block.bits)) {
            return true;
        }
    }
    return false;
}

std::string TrustedProxies::client_of(std::string_view peer, const Headers& headers) const {
    std::string client(peer);
    if (!contains(peer)) {
        return client;
    }
    std::string_view rest = headers.get("X-Forwarded-For");
    while (!rest.empty()) {
        const auto comma = rest.rfind(',');
        const std::string_view hop =
            trimmed(comma == std::string_view::npos ? rest : rest.substr(comma + 1));
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(0, comma);
        if (!bytes_of(hop)) {
            return client;
        }
        client = hop;
        if (!contains(hop)) {
            return client;
        }
    }
    return client;
}

} // namespace statybos::kernel::http
