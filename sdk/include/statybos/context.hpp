// What a request, an event or a job carries through every plugin that it visits.
#pragma once

#include <chrono>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include <statybos/ids.hpp>
#include <statybos/instant.hpp>
#include <statybos/tables.hpp>

namespace statybos {

/// A handle; as cheap to copy as a pointer. Belongs to one thread for as long as the call lasts.
class Ctx {
public:
    explicit Ctx(sty_ctx* raw) noexcept : raw_(raw) {}

    sty_ctx* raw() const noexcept { return raw_; }

    /// The signed-in user, or nothing.
    std::optional<UserId> user() const;
    /// The signed-in user; Failure(unauthenticated) when there is none.
    UserId require_user() const;
    /// The vendor that the signed-in user sells as, or nothing.
    std::optional<VendorId> vendor() const;
    /// The session that the credentials belong to, as text; empty when nobody is signed in.
    std::string_view session_id() const;
    bool has_role(std::string_view role) const;

    /// "lt" or "en": the language that texts for this caller should have.
    std::string_view language() const { return view(detail::tables.context->language(raw_)); }
    std::string_view request_id() const { return view(detail::tables.context->request_id(raw_)); }
    /// Time left until the deadline; not positive once it has passed.
    std::chrono::microseconds remaining() const {
        return std::chrono::microseconds(detail::tables.context->remaining_us(raw_));
    }

    /// Drops cached answers that carry any of `tags`: after the commit when a transaction is open.
    void invalidate(std::initializer_list<std::string_view> tags);

private:
    sty_ctx* raw_;
};

} // namespace statybos
