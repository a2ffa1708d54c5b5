// The part of Carts that deals with vouchers.
#include "service/cart_rules.hpp"
#include "service/carts.hpp"

namespace statybos::orders {
namespace {

constexpr std::size_t most_codes = 100;

Error no_such_voucher() {
    return Error(Errc::not_found, "not_found", "there is no such voucher in the cart");
}

} // namespace

Result<Cart> Carts::put_voucher(Ctx ctx, const Visitor& visitor, std::string_view code) {
    const std::string wanted = normal_code(code);
    auto found = find(ctx, visitor);
    if (!found) {
        return found.error();
    }
    Session session(ctx);
    Found wished = *found;
    if (!wished.cart) {
        wished.cart.emplace();
    }
    std::vector<std::string>& codes = wished.cart->vouchers;
    std::erase(codes, wanted);
    codes.push_back(wanted);
    auto cart = filled(session, wished);
    if (!cart) {
        return cart;
    }
    for (const VoucherRefusal& refusal : cart->refusals) {
        if (refusal.code == wanted) {
            return Error(Errc::invalid, refusal.reason, refusal.message);
        }
        if (refusal.reason == "voucher_replaced") {
            std::erase(codes, refusal.code);
        }
    }
    if (!found->cart) {
        return Error(Errc::invalid, "voucher_not_applicable", "there is nothing in the cart");
    }
    if (codes.size() > most_codes) {
        return Error(Errc::invalid, "voucher_not_applicable", "the cart takes no more vouchers");
    }
    store_.set_vouchers(session, found->cart->id, codes);
    return show(ctx, visitor);
}

Result<Cart> Carts::remove_voucher(Ctx ctx, const Visitor& visitor, std::string_view code) {
    const auto found = find(ctx, visitor);
    if (!found) {
        return found.error();
    }
    if (!found->cart) {
        return no_such_voucher();
    }
    std::vector<std::string> codes = found->cart->vouchers;
    if (std::erase(codes, normal_code(code)) == 0) {
        return no_such_voucher();
    }
    Session session(ctx);
    store_.set_vouchers(session, found->cart->id, codes);
    return show(ctx, visitor);
}

} // namespace statybos::orders
