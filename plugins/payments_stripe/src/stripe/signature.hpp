// The header Stripe-Signature: "t=<unix>,v1=<hex>[,v1=<hex>…][,v0=…]". Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace statybos::payments_stripe::stripe {

struct Signature {
    std::int64_t at = 0;                  ///< seconds since 1970
    std::vector<std::string_view> hashes; ///< of the scheme v1; borrowed from the header
};

/// Nothing when there is no time or no v1. Other schemes are passed over: v0 is Stripe's for tests
/// and must never count.
std::optional<Signature> parse_signature(std::string_view header);

/// Whether one of the secrets made one of the signatures, at most `tolerance` seconds from `now`.
/// Several signatures come while Stripe changes a secret, several secrets are ours for that time.
bool is_signed(std::string_view header, std::string_view body,
               const std::vector<std::string>& secrets, std::int64_t now, std::int64_t tolerance);

} // namespace statybos::payments_stripe::stripe
