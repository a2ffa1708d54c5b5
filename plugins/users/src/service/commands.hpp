// What an operator does with users on a terminal.
#pragma once

#include <statybos/command.hpp>

#include "service/accounts.hpp"
#include "service/vendors.hpp"

namespace statybos::users {

/// `statybos user create-admin EMAIL NAME`; the password comes from STATYBOS_ADMIN_PASSWORD, so
/// that it stands in no shell history and in no list of processes.
class CreateAdmin final : public Command {
public:
    explicit CreateAdmin(Accounts& accounts) : accounts_(accounts) {}
    Result<std::string> run(Ctx& ctx, const CommandCall& call) override;

private:
    Accounts& accounts_;
};

/// `statybos demo load`: users.json and vendors.json of the folder given. What is there already
/// stays.
class LoadDemo final : public Command {
public:
    LoadDemo(Accounts& accounts, Vendors& vendors, UserStore& users)
        : accounts_(accounts), vendors_(vendors), users_(users) {}
    Result<std::string> run(Ctx& ctx, const CommandCall& call) override;

private:
    Accounts& accounts_;
    Vendors& vendors_;
    UserStore& users_;
};

} // namespace statybos::users
