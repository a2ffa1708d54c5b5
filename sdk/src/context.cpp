#include <statybos/context.hpp>

#include <vector>

namespace statybos {
namespace {

template <class Id>
std::optional<Id> parse_id(sty_str text) {
    return text.size == 0 ? std::nullopt : Id::parse(view(text));
}

const sty_principal& principal_of(const Ctx& ctx) {
    return *detail::tables.context->principal(ctx.raw());
}

} // namespace

std::optional<UserId> Ctx::user() const {
    return parse_id<UserId>(principal_of(*this).user_id);
}

UserId Ctx::require_user() const {
    if (auto id = user()) {
        return *id;
    }
    throw Failure(Errc::unauthenticated, "unauthenticated", "sign in first");
}

std::optional<VendorId> Ctx::vendor() const {
    return parse_id<VendorId>(principal_of(*this).vendor_id);
}

std::string_view Ctx::session_id() const {
    return view(principal_of(*this).session_id);
}

bool Ctx::has_role(std::string_view role) const {
    const sty_principal& principal = principal_of(*this);
    for (std::uint32_t i = 0; i < principal.role_count; ++i) {
        if (view(principal.roles[i]) == role) {
            return true;
        }
    }
    return false;
}

void Ctx::invalidate(std::initializer_list<std::string_view> tags) {
    std::vector<sty_str> raw;
    raw.reserve(tags.size());
    for (std::string_view tag : tags) {
        raw.push_back(to_abi(tag));
    }
    detail::ErrorSlot error;
    error.check(detail::tables.context->invalidate(raw_, {raw.data(), raw.size()}, &error));
}

} // namespace statybos
