// The plugin on one screen: settings in, services made, routes declared, events heard.
#pragma once

#include <statybos/plugin.hpp>

#include "http/account_routes.hpp"
#include "http/session_routes.hpp"
#include "http/vendor_routes.hpp"
#include "service/access_tokens.hpp"
#include "service/accounts.hpp"
#include "service/commands.hpp"
#include "service/open_sessions.hpp"
#include "service/passwords.hpp"
#include "service/sign_in.hpp"
#include "service/signing_keys.hpp"
#include "service/vendors.hpp"
#include "settings.hpp"

namespace statybos::users {

class UsersPlugin final : public Plugin {
public:
    explicit UsersPlugin(Host host);

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
    Accounts accounts_;
    SignIn sign_in_;
    Vendors vendors_;
    AccountRoutes account_routes_;
    SessionRoutes session_routes_;
    VendorRoutes vendor_routes_;
    CreateAdmin create_admin_;
    LoadDemo load_demo_;
};

} // namespace statybos::users
