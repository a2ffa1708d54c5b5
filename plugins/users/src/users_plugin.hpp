// The plugin on one screen: settings in, services made, routes declared, events heard.
#pragma once

#include <statybos/plugin.hpp>

#include "http/account_routes.hpp"
#include "http/session_routes.hpp"
#include "http/vendor_routes.hpp"
#include "parts.hpp"
#include "service/access_tokens.hpp"
#include "service/commands.hpp"
#include "service/open_sessions.hpp"
#include "service/passwords.hpp"
#include "service/sign_in.hpp"
#include "service/signing_keys.hpp"
#include "settings.hpp"

namespace statybos::users {

class UsersPlugin : public Plugin {
public:
    explicit UsersPlugin(Host host, const Parts& parts = Parts());

private:
    Settings settings_;
    UserStore user_store_;
    SessionStore session_store_;
    KeyStore key_store_;
    VendorStore vendor_store_;
    OpenSessions open_sessions_;
    Passwords passwords_;
    SigningKeys signing_keys_;
    AccessTokens access_tokens_;
    std::unique_ptr<Accounts> accounts_;
    SignIn sign_in_;
    std::unique_ptr<Vendors> vendors_;
    AccountRoutes account_routes_;
    SessionRoutes session_routes_;
    VendorRoutes vendor_routes_;
    CreateAdmin create_admin_;
    LoadDemo load_demo_;
};

} // namespace statybos::users
