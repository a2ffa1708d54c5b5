// What users are told about their accounts.
#pragma once

#include <string>
#include <string_view>

#include "service/dispatching.hpp"
#include "service/recipients.hpp"

namespace statybos::notifications {

class AccountNews {
public:
    AccountNews(Dispatching& dispatching, const Recipients& recipients, const Settings& settings,
                Use<users::UserReader> users)
        : dispatching_(dispatching), recipients_(recipients), settings_(settings), users_(users) {}
    virtual ~AccountNews() = default;

    /// `again`: tells one request for another mail from the next.
    virtual Result<void> verify_email(Transaction& tx, UserId user, std::string_view again);
    virtual Result<void> reset_password(Transaction& tx, UserId user, std::string_view again);

private:
    void tell(Transaction& tx, UserId user, std::string_view event, const std::string& link,
              std::string_view again);

    Dispatching& dispatching_;
    const Recipients& recipients_;
    const Settings& settings_;
    Use<users::UserReader> users_;
};

} // namespace statybos::notifications
