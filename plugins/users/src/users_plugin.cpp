#include "users_plugin.hpp"

#include <statybos/catalog/events.hpp>

namespace statybos::users {

UsersPlugin::UsersPlugin(Host host, const Parts& parts)
    : Plugin(host),
      settings_(host.settings<Settings>()),
      passwords_(static_cast<std::size_t>(settings_.password_hash_memory),
                 static_cast<unsigned>(settings_.password_hash_operations)),
      signing_keys_(host, key_store_, settings_),
      access_tokens_(host, signing_keys_, settings_),
      accounts_(parts.make_accounts(host, user_store_, session_store_, open_sessions_, passwords_)),
      sign_in_(host, user_store_, session_store_, open_sessions_, passwords_, access_tokens_,
               settings_),
      vendors_(parts.make_vendors(host, vendor_store_, user_store_)),
      account_routes_(*accounts_, sign_in_),
      session_routes_(sign_in_, signing_keys_, settings_.secure_cookies),
      vendor_routes_(*vendors_),
      create_admin_(*accounts_),
      load_demo_(*accounts_, *vendors_, user_store_) {
    host.provide<Authenticator>(sign_in_);
    host.provide<UserReader>(*accounts_);
    host.provide<VendorReader>(*vendors_);
    host.provide<Command>(create_admin_, "user create-admin");
    host.provide<Command>(load_demo_, "demo load users");

    account_routes_.declare(host);
    session_routes_.declare(host);
    vendor_routes_.declare(host);

    host.on<catalog::VendorProductsCounted>(
        "product_counts", [this](Transaction& tx, const catalog::VendorProductsCounted& counted) {
            vendors_->count_products(tx, counted.vendor_id, counted.product_count);
            return Result<void>();
        });
    host.every(std::chrono::hours(1), "rotate_signing_keys", [this](Ctx& ctx) {
        signing_keys_.rotate(ctx);
        return Result<void>();
    });
    host.every(std::chrono::hours(1), "tidy", [this](Ctx& ctx) {
        sign_in_.tidy(ctx);
        return Result<void>();
    });
}

} // namespace statybos::users
