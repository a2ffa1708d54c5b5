// What other plugins may know of users.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <statybos/contract.hpp>
#include <statybos/ids.hpp>
#include <statybos/record.hpp>

namespace statybos::users {

/// A company behind a business user or vendor.
struct Company {
    std::string name;
    std::string code;                    ///< register code
    std::optional<std::string> vat_code; ///< absent: does not pay VAT
};
STATYBOS_RECORD(Company, name, code, vat_code)
STATYBOS_LIMITS(Company, length(&Company::name, 1, 200), length(&Company::code, 1, 50),
                length(&Company::vat_code, 1, 50))

struct UserSnapshot {
    UserId id;
    std::string email;
    std::string name;
    std::string language; ///< "lt" or "en"
    std::optional<std::string> phone;
    bool email_verified = false;
    std::vector<std::string> roles;
    std::optional<Company> company;
    std::optional<VendorId> vendor_id;
};
STATYBOS_RECORD(UserSnapshot, id, email, name, language, phone, email_verified, roles, company,
                vendor_id)

struct UserReader {
    virtual ~UserReader() = default;

    /// @errors not_found  nobody has this id, or the user was anonymised
    virtual Result<UserSnapshot> find(Session&, UserId id) = 0;

    /// Every user that has `role`, in the order of their registration; at most 1,000.
    virtual Result<std::vector<UserSnapshot>> with_role(Session&, std::string_view role) = 0;

    /// A token for the link that verifies the user's e-mail address; works for 48 hours, once. It
    /// is derived, not stored: events and jobs need not carry it.
    /// @errors not_found  nobody has this id
    virtual Result<std::string> verification_token(Session&, UserId id) = 0;

    /// The same for a link that sets a new password; works for one hour, once.
    /// @errors not_found  nobody has this id
    virtual Result<std::string> password_token(Session&, UserId id) = 0;
};
STATYBOS_INTERFACE(UserReader, "statybos.users.user_reader", 1, find, with_role, verification_token,
                   password_token)

} // namespace statybos::users
