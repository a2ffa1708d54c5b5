// Facts that the users plugin tells.
#pragma once

#include <statybos/transaction.hpp>
#include <statybos/users/vendor_reader.hpp>

namespace statybos::users {

struct UserRegistered {
    UserId user_id;
};
STATYBOS_RECORD(UserRegistered, user_id)
STATYBOS_EVENT(UserRegistered, "users.user_registered.v1", user_id)

/// Somebody asked for another verification mail.
struct VerificationRequested {
    UserId user_id;
};
STATYBOS_RECORD(VerificationRequested, user_id)
STATYBOS_EVENT(VerificationRequested, "users.verification_requested.v1", user_id)

struct PasswordForgotten {
    UserId user_id;
};
STATYBOS_RECORD(PasswordForgotten, user_id)
STATYBOS_EVENT(PasswordForgotten, "users.password_forgotten.v1", user_id)

/// What of a vendor has changed.
enum class VendorAspect : std::uint8_t {
    profile,
    application, ///< there was none before
    verification,
};
STATYBOS_ENUM(VendorAspect, profile, application, verification)

/// A vendor was made or anything of its profile, verification or rating changed. Carries all that a
/// read model needs.
struct VendorChanged {
    VendorId vendor_id;
    UserId user_id;
    std::string slug;
    std::string display_name;
    VendorKind kind = VendorKind::private_;
    VerificationStatus verification_status = VerificationStatus::pending;
    bool vat_payer = false;
    double rating_average = 0;
    std::int32_t rating_count = 0;
    VendorAspect changed = VendorAspect::profile;
    std::optional<std::string> reason; ///< of the verification status, for the vendor to read
};
STATYBOS_RECORD(VendorChanged, vendor_id, user_id, slug, display_name, kind, verification_status,
                vat_payer, rating_average, rating_count, changed, reason)
STATYBOS_EVENT(VendorChanged, "users.vendor_changed.v1", vendor_id)

/// An anonymous visitor has signed in: what was theirs joins the user's.
struct UserSignedIn {
    UserId user_id;
    std::optional<std::string> cart_token; ///< of the X-Cart-Token header or cookie
};
STATYBOS_RECORD(UserSignedIn, user_id, cart_token)
STATYBOS_EVENT(UserSignedIn, "users.user_signed_in.v1", user_id)

} // namespace statybos::users
