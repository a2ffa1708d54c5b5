// Who asks: what the authenticator found behind a request's credentials.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace statybos::kernel {

struct Identity {
    std::string user_id;    // UUID text; empty: nobody is signed in
    std::string session_id; // UUID text, or empty
    std::string vendor_id;  // UUID text, or empty
    std::vector<std::string> roles;
    std::string csrf_token; // not empty for a cookie session: unsafe methods must repeat it

    bool signed_in() const { return !user_id.empty(); }
    bool has_role(std::string_view role) const {
        return std::find(roles.begin(), roles.end(), role) != roles.end();
    }
};

} // namespace statybos::kernel
