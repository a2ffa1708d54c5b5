#include "service/account_news.hpp"

namespace statybos::notifications {
namespace {

// Who was anonymised in the meantime needs no link any more.
Result<void> unless_gone(const Error& error) {
    return error.code() == Errc::not_found ? Result<void>() : Result<void>(error);
}

} // namespace

void AccountNews::tell(Transaction& tx, UserId user, std::string_view event,
                       const std::string& link, std::string_view again) {
    if (const auto recipient = recipients_.user(tx, user)) {
        const std::string subject = user.to_string() + '/' + std::string(again);
        dispatching_.tell(tx,
                          {write_to(*recipient, event, subject, settings_.site_url + link, {})});
    }
}

Result<void> AccountNews::verify_email(Transaction& tx, UserId user, std::string_view again) {
    const auto token = users_(tx.ctx())->verification_token(tx, user);
    if (!token) {
        return unless_gone(token.error());
    }
    tell(tx, user, "verify_email", "/verify?token=" + *token, again);
    return {};
}

Result<void> AccountNews::reset_password(Transaction& tx, UserId user, std::string_view again) {
    const auto token = users_(tx.ctx())->password_token(tx, user);
    if (!token) {
        return unless_gone(token.error());
    }
    tell(tx, user, "reset_password", "/reset-password?token=" + *token, again);
    return {};
}

} // namespace statybos::notifications
