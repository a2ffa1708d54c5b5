// Who asks for a cart, and how the answer tells a visitor the cart's token.
#pragma once

#include <utility>

#include <statybos/router.hpp>

#include "service/carts.hpp"

namespace statybos::orders {

inline constexpr const char* cart_cookie = "statybos_cart";

/// The signed-in user, and the token of the header or the cookie; what cannot be a token is none.
inline Visitor visitor_of(const Ctx& ctx, const Request& request) {
    constexpr std::size_t longest_token = 100;
    std::string_view token = request.header("X-Cart-Token");
    if (token.empty()) {
        token = request.cookie(cart_cookie);
    }
    Visitor visitor{ctx.user(), std::nullopt};
    if (!token.empty() && token.size() <= longest_token) {
        visitor.token = std::string(token);
    }
    return visitor;
}

/// Hands over the token of a cart that was made just now; takes that of a joined one away.
template <class T>
Answer<T> with_cart_token(Answer<T> answer, const Cart& cart, bool secure_cookies) {
    constexpr std::int64_t year = 365LL * 24 * 3600;
    if (!cart.new_token && !cart.joined) {
        return answer;
    }
    Cookie cookie;
    cookie.name = cart_cookie;
    cookie.value = cart.new_token.value_or(std::string());
    cookie.max_age_seconds = cart.new_token ? year : 0;
    cookie.secure = secure_cookies;
    Answer<T> handed_over = std::move(answer).cookie(cookie);
    return cart.new_token ? std::move(handed_over).header("X-Cart-Token", *cart.new_token)
                          : std::move(handed_over);
}

} // namespace statybos::orders
