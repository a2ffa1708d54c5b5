#include "stripe/signature.hpp"

#include <charconv>

#include <statybos/secrets.hpp>

namespace statybos::payments_stripe::stripe {
namespace {

constexpr std::size_t longest_header = 4096;
constexpr std::size_t most_hashes = 8;

} // namespace

std::optional<Signature> parse_signature(std::string_view header) {
    if (header.size() > longest_header) {
        return std::nullopt;
    }
    Signature signature;
    bool has_time = false;
    while (!header.empty()) {
        const std::size_t end = std::min(header.find(','), header.size());
        const std::string_view part = header.substr(0, end);
        header.remove_prefix(std::min(end + 1, header.size()));
        if (part.starts_with("t=")) {
            const char* last = part.data() + part.size();
            const auto [stop, error] = std::from_chars(part.data() + 2, last, signature.at);
            has_time = error == std::errc() && stop == last && signature.at >= 0;
            if (!has_time) {
                return std::nullopt;
            }
        } else if (part.starts_with("v1=") && signature.hashes.size() < most_hashes) {
            signature.hashes.push_back(part.substr(3));
        }
    }
    return has_time && !signature.hashes.empty() ? std::optional(signature) : std::nullopt;
}

bool is_signed(std::string_view header, std::string_view body,
               const std::vector<std::string>& secrets, std::int64_t now, std::int64_t tolerance) {
    const auto signature = parse_signature(header);
    if (!signature || now - signature->at > tolerance || signature->at - now > tolerance) {
        return false;
    }
    const std::string signed_text = std::to_string(signature->at) + '.' + std::string(body);
    bool matches = false;
    for (const std::string& secret : secrets) {
        const std::string expected = to_hex(hmac_sha256(secret, signed_text));
        for (const std::string_view hash : signature->hashes) {
            matches |= equal_in_constant_time(expected, hash);
        }
    }
    return matches;
}

} // namespace statybos::payments_stripe::stripe
