#include "service/commands.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace statybos::users {
namespace {

struct DemoUser {
    std::string email;
    std::string password;
    std::string name;
    UserType user_type = UserType::private_;
    std::optional<Company> company;
    std::vector<std::string> roles;
    std::string language;
    std::optional<std::string> phone;
    bool email_verified = false;
};
STATYBOS_RECORD(DemoUser, email, password, name, user_type, company, roles, language, phone,
                email_verified)

struct DemoVendor {
    std::string slug;
    std::string owner;
    std::string display_name;
    VendorKind kind = VendorKind::private_;
    std::string description;
    Location location;
    std::optional<Company> company;
    std::string iban;
    VerificationStatus verification_status = VerificationStatus::verified;
};
STATYBOS_RECORD(DemoVendor, slug, owner, display_name, kind, description, location, company, iban,
                verification_status)

Error usage(std::string text) {
    return Error(Errc::invalid, "usage", std::move(text));
}

/// Elements of a JSON array in a file.
template <class T>
Result<std::vector<T>> read_file(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        return usage(path + " cannot be read");
    }
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    const auto list = Json::parse(text);
    if (!list) {
        return usage(path + ": " + list.error().message());
    }
    std::vector<T> rows;
    for (const Json& item : list->items()) {
        auto row = read_stored_json<T>(item.text());
        if (!row) {
            return usage(path + ": " + row.error().message());
        }
        rows.push_back(std::move(*row));
    }
    return rows;
}

} // namespace

Result<std::string> CreateAdmin::run(Ctx& ctx, const CommandCall& call) {
    const char* password = std::getenv("STATYBOS_ADMIN_PASSWORD");
    if (call.arguments.size() != 2 || password == nullptr) {
        return usage("usage: STATYBOS_ADMIN_PASSWORD=… statybos user create-admin EMAIL NAME");
    }
    if (std::string_view(password).size() < 10) {
        return usage("the password in STATYBOS_ADMIN_PASSWORD needs at least 10 characters");
    }
    NewAccount account;
    account.email = call.arguments[0];
    account.name = call.arguments[1];
    account.password = password;
    account.language = "lt";
    account.roles = {"customer", "admin"};
    account.verified = true;
    auto user = accounts_.register_user(ctx, account);
    if (!user) {
        return user.error();
    }
    return user->email + " is an administrator now.";
}

Result<std::string> LoadDemo::run(Ctx& ctx, const CommandCall& call) {
    if (call.arguments.size() != 1) {
        return usage("usage: statybos demo load FOLDER");
    }
    const auto users = read_file<DemoUser>(call.arguments[0] + "/users.json");
    const auto vendors = read_file<DemoVendor>(call.arguments[0] + "/vendors.json");
    if (!users || !vendors) {
        return users ? vendors.error() : users.error();
    }
    std::size_t made = 0;
    Session session(ctx);
    for (const DemoUser& user : *users) {
        if (users_.find_by_email(session, user.email)) {
            continue;
        }
        const NewAccount account{user.email,     user.password, user.name,
                                 user.user_type, user.company,  user.language,
                                 user.roles,     user.phone,    user.email_verified};
        if (auto registered = accounts_.register_user(ctx, account); !registered) {
            return registered.error();
        }
        ++made;
    }
    for (const DemoVendor& vendor : *vendors) {
        const auto owner = users_.find_by_email(session, vendor.owner);
        if (!owner || owner->vendor_id) {
            continue;
        }
        const NewVendor application{
            owner->id,          vendor.display_name, vendor.kind,
            vendor.description, vendor.location,     vendor.company,
            vendor.iban,        vendor.slug,         vendor.verification_status};
        if (auto applied = vendors_.apply(ctx, application); !applied) {
            return applied.error();
        }
    }
    return std::to_string(made) + " users made";
}

} // namespace statybos::users
