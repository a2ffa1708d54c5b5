// The classes of this module that a source fork may replace: decisions that no contract covers.
#pragma once

#include <memory>

#include "service/accounts.hpp"
#include "service/vendors.hpp"

namespace statybos::users {

/// A fork overrides a maker and returns a class derived from the one that stands here.
struct Parts {
    virtual ~Parts() = default;

    /// Who may register, and what is asked of them.
    virtual std::unique_ptr<Accounts> make_accounts(Host host, UserStore& users,
                                                    SessionStore& sessions,
                                                    OpenSessions& open_sessions,
                                                    const Passwords& passwords) const {
        return std::make_unique<Accounts>(host, users, sessions, open_sessions, passwords);
    }

    /// Who may sell, and what is asked of them.
    virtual std::unique_ptr<Vendors> make_vendors(Host host, VendorStore& vendors,
                                                  UserStore& users) const {
        return std::make_unique<Vendors>(host, vendors, users);
    }
};

} // namespace statybos::users
