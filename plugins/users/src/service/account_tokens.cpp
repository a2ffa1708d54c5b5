#include "service/account_tokens.hpp"

#include <statybos/secrets.hpp>

namespace statybos::users {
namespace {

constexpr std::size_t longest_box = 1024;

struct Content {
    UserId user_id;
    std::int32_t secret_version = 0;
    Instant expires_at;
};
STATYBOS_RECORD(Content, user_id, secret_version, expires_at)

std::string_view box_purpose(TokenPurpose purpose) {
    return purpose == TokenPurpose::verify_email ? "users.verify_email" : "users.reset_password";
}

std::int64_t lifetime_seconds(TokenPurpose purpose) {
    return purpose == TokenPurpose::verify_email ? 48 * 3600 : 3600;
}

} // namespace

std::string AccountTokens::issue(TokenPurpose purpose, const UserRow& user) const {
    const Content content{user.id, user.secret_version,
                          host_.now().plus_seconds(lifetime_seconds(purpose))};
    return to_base64url(seal(host_, box_purpose(purpose), write_json(content)));
}

std::optional<AccountTokens::Opened> AccountTokens::open(TokenPurpose purpose,
                                                         std::string_view token) const {
    const auto box = token.size() <= longest_box ? from_base64url(token) : std::nullopt;
    if (!box) {
        return std::nullopt;
    }
    const auto text = open_sealed(host_, box_purpose(purpose), *box);
    if (!text) {
        return std::nullopt;
    }
    const auto content = read_json<Content>(*text);
    if (!content || content->expires_at <= host_.now()) {
        return std::nullopt;
    }
    return Opened{content->user_id, content->secret_version};
}

} // namespace statybos::users
